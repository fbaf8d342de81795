"""A name in the place of a signature; on a kiosk one signs on a page of its own."""

from pages.shared.widgets import FieldWidget, ask_line, words_taken

WIDGET = FieldWidget(ask_line, words_taken)
