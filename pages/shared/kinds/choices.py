"""As many of several options as apply: one box each."""

from typing import Any

import streamlit as st

from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.widgets import FieldWidget, tick, ticked


def _ask(field: MergedField, value: Any, slot: Slot) -> list[str] | None:
    """Ask for options; where the form tells none, for one a line."""
    if field.options:
        return tick(field.options, value, slot) or None
    shown = "\n".join(map(str, value)) if isinstance(value, list | tuple) else ""
    hint = slot.say("kiosk.field.one_a_line")
    text = st.text_area(slot.title, shown, key=slot.key, placeholder=hint, height=150)
    return _lines_in(text)


def _taken(field: MergedField, key: str) -> list[str] | None:
    if field.options:
        return ticked(field.options, key) or None
    return _lines_in(kept_under(key))


def _lines_in(text: str | None) -> list[str] | None:
    return [line.strip() for line in (text or "").splitlines() if line.strip()] or None


WIDGET = FieldWidget(_ask, _taken)
