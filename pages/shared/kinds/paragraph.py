"""Words of several lines."""

from pages.shared.widgets import FieldWidget, ask_paragraph, words_taken

WIDGET = FieldWidget(ask_paragraph, words_taken)
