"""A telephone number: digits."""

from pages.shared.widgets import FieldWidget, ask_line, words_taken

WIDGET = FieldWidget(ask_line, words_taken, keys="digits")
