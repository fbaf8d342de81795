"""The number of a paper: digits and capital letters."""

from pages.shared.widgets import FieldWidget, ask_line, words_taken

WIDGET = FieldWidget(ask_line, words_taken, keys="identity")
