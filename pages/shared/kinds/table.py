"""A table as words of one line; its columns are asked as fields of their own."""

from pages.shared.widgets import FieldWidget, ask_line, words_taken

WIDGET = FieldWidget(ask_line, words_taken)
