"""One of several options: side by side if they are few, else in a list."""

from typing import Any

import streamlit as st

from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.translating import as_label, in_line
from pages.shared.widgets import (
    MOST_RADIOS,
    FieldWidget,
    ask_line,
    typed_as,
    value_taken,
    words_in,
    words_taken,
)


def _ask(field: MergedField, value: Any, slot: Slot) -> str | None:
    """Ask for an option; where the form tells none, for a name of a code list or for words."""
    if field.options:
        return _ask_option(field, value, slot)
    return _ask_name(field, value, slot) if field.suggestions else ask_line(field, value, slot)


def _ask_option(field: MergedField, value: Any, slot: Slot) -> str | None:
    title, options = slot.title, field.options
    index = options.index(value) if value in options else None
    if len(options) > MOST_RADIOS:
        hint = slot.say("kiosk.field.choose")
        return st.selectbox(
            title, options, index=index, key=slot.key, placeholder=hint, format_func=in_line()
        )
    return st.radio(
        title, options, index=index, key=slot.key, format_func=as_label(), horizontal=True
    )


def _ask_name(field: MergedField, value: Any, slot: Slot) -> str | None:
    """Offer the names of a code list; one that is not in it can be typed."""
    names = field.suggestions
    listed = names if value is None or value in names else (str(value), *names)
    with typed_as("pinyin", slot.key):
        chosen = st.selectbox(
            slot.title,
            listed,
            index=listed.index(str(value)) if value is not None else None,
            key=slot.key,
            format_func=in_line(),
            placeholder=slot.say("kiosk.field.choose_or_type"),
            accept_new_options=True,
        )
    return words_in(chosen)


def _taken(field: MergedField, key: str) -> str | None:
    chosen: str | None = (value_taken if field.options else words_taken)(field, key)
    return chosen


WIDGET = FieldWidget(_ask, _taken)
