"""A count: a number without decimals."""

import streamlit as st

from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.widgets import FieldWidget, hint_in, value_taken


def _ask(field: MergedField, value: int | None, slot: Slot) -> int | None:
    number: int | None = st.number_input(
        slot.title,
        value=value,
        min_value=0,
        step=1,
        key=slot.key,
        placeholder=hint_in(field, slot),
    )
    return number


WIDGET = FieldWidget(_ask, value_taken, keys="digits")
