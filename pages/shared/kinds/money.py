"""An amount of money."""

from pages.shared.widgets import FieldWidget, ask_measure, number_taken

WIDGET = FieldWidget(ask_measure, number_taken, keys="digits")
