"""What the widgets of fields are made of: lines, boxes, numbers, and keys to type them with."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.catalogue.models import Question
from core.forms.models import MergedField
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.translating import label

MOST_RADIOS = 6
"""More options than these are found faster in a list than in a row."""


@dataclass(frozen=True, slots=True)
class FieldWidget:
    """How one kind of field is asked on a screen.

    ``ask`` draws the widget and returns what is in it; ``taken`` returns the same without
    drawing it. ``keys`` are those of the on-screen keyboard (:func:`typed_as`).
    """

    ask: Callable[[MergedField, Any, Slot], Any]
    taken: Callable[[MergedField, str], Any]
    keys: str = ""


def typed_as(keys: str, place: str) -> AbstractContextManager[Any]:
    """Say which keys the on-screen keyboard shows for what is typed in this block.

    ``keys`` is ``name``, ``digits``, ``identity``, ``pinyin``; nothing leaves it to the keyboard.
    """
    return st.container(key=f"keys_{keys}.{place}") if keys else nullcontext()


def hint_in(field: MergedField, slot: Slot) -> str | None:
    """Return what an empty field says, if anything."""
    return None if field.required else slot.say("kiosk.field.optional")


def words_in(text: str | None) -> str | None:
    """Return what was typed without blanks around it."""
    return text.strip() or None if text else None


def words_taken(field: MergedField, key: str) -> str | None:
    """Return what was typed into a widget of words."""
    return words_in(kept_under(key))


def value_taken(field: MergedField, key: str) -> Any:
    """Return what a widget holds as it is."""
    return kept_under(key)


def number_taken(field: MergedField, key: str) -> int | float | None:
    """Return what was typed into a widget of numbers."""
    return whole(kept_under(key))


def ask_line(field: MergedField, value: Any, slot: Slot) -> str | None:
    """Ask for words of one line."""
    shown = "" if value is None else str(value)
    hint = hint_in(field, slot)
    return words_in(st.text_input(slot.title, shown, key=slot.key, placeholder=hint))


def ask_paragraph(field: MergedField, value: Any, slot: Slot) -> str | None:
    """Ask for words of several lines."""
    shown = "" if value is None else str(value)
    hint = hint_in(field, slot)
    return words_in(st.text_area(slot.title, shown, key=slot.key, placeholder=hint, height=150))


def tick(options: Iterable[str], chosen: Any, slot: Slot) -> list[str]:
    """Show one box for each option and return those that are ticked."""
    before = chosen if isinstance(chosen, list | tuple) else [chosen]
    with st.container(key=f"boxes_{slot.key}"):
        st.markdown(f"**{slot.title}**")
        return [
            option
            for place, option in enumerate(options)
            if st.checkbox(label(option), value=option in before, key=f"{slot.key}.{place}")
        ]


def ticked(options: Iterable[str], key: str) -> list[str]:
    """Return which boxes are ticked, before any is drawn."""
    return [option for place, option in enumerate(options) if kept_under(f"{key}.{place}")]


def ask_measure(field: MergedField, value: Any, slot: Slot) -> int | float | None:
    """Ask for a measure or an amount."""
    return ask_number(value, slot, placeholder=hint_in(field, slot))


def ask_number(
    value: Any, slot: Slot, *, placeholder: str | None = None, least: float = 0.0
) -> int | float | None:
    """Ask for a number; one without decimals comes back whole."""
    shown = None if value is None else float(value)
    number = st.number_input(
        slot.title,
        value=shown,
        min_value=least,
        step=1.0,
        format="%g",
        key=slot.key,
        placeholder=placeholder,
    )
    return whole(number)


def least_number(question: Question) -> float:
    """Return the smallest number that can be typed; a bound below nothing has a sign."""
    return min(0.0, float(question.minimum or 0.0))


def whole(number: float | None) -> int | float | None:
    """Return a number without decimals as a whole one."""
    return int(number) if number is not None and number.is_integer() else number
