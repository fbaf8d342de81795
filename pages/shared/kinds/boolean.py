"""Yes or no, side by side."""

import streamlit as st

from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.widgets import FieldWidget, value_taken


def _ask(field: MergedField, value: bool | None, slot: Slot) -> bool | None:
    def name(truth: bool) -> str:
        return slot.say("kiosk.field.yes" if truth else "kiosk.field.no")

    index = None if value is None else int(not value)
    return st.radio(
        slot.title, [True, False], index=index, key=slot.key, format_func=name, horizontal=True
    )


WIDGET = FieldWidget(_ask, value_taken)
