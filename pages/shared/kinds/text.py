"""Words of one line."""

from pages.shared.widgets import FieldWidget, ask_line, words_taken

WIDGET = FieldWidget(ask_line, words_taken)
