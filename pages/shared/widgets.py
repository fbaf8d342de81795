"""Turn the fields of a form into widgets. No other module draws one for a field.

A widget shows the value that is known and returns what is in it now, in the way the
core writes values: days as ``YYYY-MM-DD``, yes and no as booleans, nothing as ``None``.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import streamlit as st

from core.catalogue.models import FieldType
from core.forms.models import MergedField
from core.i18n import translate
from pages.shared.moments import DATED, ask_moment, chosen_moment
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.styling import plain

MOST_RADIOS = 6
"""More options than these are found faster in a list than in a row."""


Widget = Callable[[MergedField, Any, Slot], Any]


def ask(field: MergedField, value: Any, slot: Slot) -> Any:
    """Ask for one value of a field and return it."""
    unlisted = field.type in _CHOOSING and not field.options
    widget = _unlisted if unlisted else _WIDGETS[field.type]
    with typed_as(_typed(field), slot.key):
        return widget(field, value, slot)


def typed_as(keys: str, place: str) -> AbstractContextManager[Any]:
    """Say which keys the on-screen keyboard shows for what is typed in this block.

    ``keys`` is ``name``, ``digits``, ``identity``, ``pinyin``; nothing leaves it to the keyboard.
    """
    return st.container(key=f"keys_{keys}.{place}") if keys else nullcontext()


def _typed(field: MergedField) -> str:
    if field.key.element in _NAMES:
        return "name"
    if field.type is FieldType.CHOICE and field.suggestions:
        return "pinyin"
    return _KEYS.get(field.type, "")


def _unlisted(field: MergedField, value: Any, slot: Slot) -> Any:
    """Ask for a choice whose options the form does not tell: from a code list, or in words."""
    if field.type is FieldType.CHOICES:
        return _lines(value, slot)
    if field.suggestions:
        return _named(field.suggestions, value, slot)
    return _text(field, value, slot)


def _named(names: Sequence[str], value: Any, slot: Slot) -> str | None:
    """Offer the names of a code list; one that is not in it can be typed."""
    listed = names if value is None or value in names else (str(value), *names)
    chosen = st.selectbox(
        plain(slot.label), listed, index=listed.index(str(value)) if value is not None else None,
        key=slot.key, placeholder=slot.say("kiosk.field.choose_or_type"), accept_new_options=True,
    )  # fmt: skip
    return _words(chosen)


def taken(field: MergedField, key: str) -> Any:
    """Return what is in the widget of a field now, without drawing it.

    It is what :func:`ask` returns; a form that is sent need not be drawn again to be read.
    """
    unlisted = field.type in _CHOOSING and not field.options
    if unlisted and field.type is FieldType.CHOICES:
        return _as_lines(kept_under(key))
    if unlisted:
        return _words(kept_under(key))
    if field.type in DATED:
        return chosen_moment(field.type, key)
    if field.type is FieldType.CHOICES:
        return ticked(field.options, key) or None
    return _TAKEN.get(field.type, _words)(kept_under(key))


def taken_several(field: MergedField, key: str) -> Any:
    """Return what is in the widgets of a field with several places."""
    entries = [taken(field, f"{key}.{place}") for place in range(field.places)]
    return [entry for entry in entries if entry is not None] or None


def ask_several(field: MergedField, value: Any, slot: Slot) -> Any:
    """Ask for as many values as the field has places; empty places are left out."""
    given = list(value) if isinstance(value, list | tuple) else [value]
    entries = []
    for place in range(field.places):
        one = Slot(f"{slot.key}.{place}", f"{slot.label} ({place + 1})", slot.locale)
        entries.append(ask(field, given[place] if place < len(given) else None, one))
    return [entry for entry in entries if entry is not None] or None


def has_hint(field: MergedField) -> bool:
    """Say whether the widget of a field shows a hint while it is empty."""
    is_typed = field.type is FieldType.CHOICE and not field.options
    return is_typed or field.type not in _UNHINTED


def _hint(field: MergedField, slot: Slot) -> str | None:
    return None if field.required else slot.say("kiosk.field.optional")


def _words(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _text(field: MergedField, value: Any, slot: Slot) -> str | None:
    shown = "" if value is None else str(value)
    label = plain(slot.label)
    return _words(st.text_input(label, shown, key=slot.key, placeholder=_hint(field, slot)))


def _paragraph(field: MergedField, value: Any, slot: Slot) -> str | None:
    shown = "" if value is None else str(value)
    label, hint = plain(slot.label), _hint(field, slot)
    return _words(st.text_area(label, shown, key=slot.key, placeholder=hint, height=150))


def _lines(value: Any, slot: Slot) -> list[str] | None:
    shown = "\n".join(map(str, value)) if isinstance(value, list | tuple) else ""
    hint = slot.say("kiosk.field.one_a_line")
    text = st.text_area(plain(slot.label), shown, key=slot.key, placeholder=hint, height=150)
    return _as_lines(text)


def _as_lines(text: str | None) -> list[str] | None:
    return [line.strip() for line in (text or "").splitlines() if line.strip()] or None


def _choice(field: MergedField, value: Any, slot: Slot) -> str | None:
    label, options = plain(slot.label), field.options
    index = options.index(value) if value in options else None
    if len(options) > MOST_RADIOS:
        hint = slot.say("kiosk.field.choose")
        return st.selectbox(label, options, index=index, key=slot.key, placeholder=hint)
    return st.radio(label, options, index=index, key=slot.key, format_func=plain, horizontal=True)


def _choices(field: MergedField, value: Any, slot: Slot) -> list[str] | None:
    return tick(field.options, value, slot) or None


def tick(options: Iterable[str], chosen: Any, slot: Slot) -> list[str]:
    """Show one box for each option and return those that are ticked."""
    before = chosen if isinstance(chosen, list | tuple) else [chosen]
    with st.container(key=f"boxes_{slot.key}"):
        st.markdown(f"**{plain(slot.label)}**")
        return [
            option
            for place, option in enumerate(options)
            if st.checkbox(plain(option), value=option in before, key=f"{slot.key}.{place}")
        ]


def ticked(options: Iterable[str], key: str) -> list[str]:
    """Return which boxes are ticked, before any is drawn."""
    return [one for place, one in enumerate(options) if kept_under(f"{key}.{place}")]


def _boolean(field: MergedField, value: Any, slot: Slot) -> bool | None:
    def name(truth: bool) -> str:
        return slot.say("kiosk.field.yes" if truth else "kiosk.field.no")

    index = None if value is None else int(not value)
    label = plain(slot.label)
    return st.radio(
        label, [True, False], index=index, key=slot.key, format_func=name, horizontal=True
    )


def _declaration(field: MergedField, value: Any, slot: Slot) -> bool | None:
    agreed = translate("kiosk.field.agree", slot.locale, label=slot.label)
    return st.checkbox(plain(agreed), value=bool(value), key=slot.key) or None


def _number(field: MergedField, value: Any, slot: Slot) -> int | float | None:
    return ask_number(value, slot, placeholder=_hint(field, slot))


def ask_number(value: Any, slot: Slot, *, placeholder: str | None = None) -> int | float | None:
    """Ask for a number; one without decimals comes back whole."""
    shown = None if value is None else float(value)
    number = st.number_input(
        plain(slot.label), value=shown, min_value=0.0, step=1.0, format="%g", key=slot.key,
        placeholder=placeholder,
    )  # fmt: skip
    return whole(number)


def whole(number: float | None) -> int | float | None:
    """Return a number without decimals as a whole one."""
    return int(number) if number is not None and number.is_integer() else number


def _integer(field: MergedField, value: Any, slot: Slot) -> int | None:
    number: int | None = st.number_input(
        plain(slot.label), value=value, min_value=0, step=1, key=slot.key,
        placeholder=_hint(field, slot),
    )  # fmt: skip
    return number


def _as_it_is(value: Any) -> Any:
    return value


def _agreed(value: Any) -> bool | None:
    return bool(value) or None


_TAKEN: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.BOOLEAN: _as_it_is,
    FieldType.CHOICE: _as_it_is,
    FieldType.DECLARATION: _agreed,
    FieldType.INTEGER: _as_it_is,
    FieldType.MONEY: whole,
    FieldType.NUMBER: whole,
}
"""What becomes of the state of a widget; words are stripped of blanks around them."""
_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_NAMES = frozenset({"per.name"})
_KEYS = {
    FieldType.IDENTITY: "identity",
    FieldType.INTEGER: "digits",
    FieldType.MONEY: "digits",
    FieldType.NUMBER: "digits",
    FieldType.PHONE: "digits",
}
_UNHINTED = frozenset(
    {FieldType.BOOLEAN, FieldType.CHOICE, FieldType.CHOICES, FieldType.DECLARATION}
) | {FieldType.DATE, FieldType.DATETIME, FieldType.MONTH}
_WIDGETS: dict[FieldType, Widget] = {
    FieldType.ADDRESS: _paragraph,
    FieldType.BOOLEAN: _boolean,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.DATE: ask_moment,
    FieldType.DATETIME: ask_moment,
    FieldType.DECLARATION: _declaration,
    FieldType.IDENTITY: _text,
    FieldType.INTEGER: _integer,
    FieldType.MONEY: _number,
    FieldType.MONTH: ask_moment,
    FieldType.NUMBER: _number,
    FieldType.PARAGRAPH: _paragraph,
    FieldType.PHONE: _text,
    FieldType.SIGNATURE: _text,
    FieldType.TABLE: _text,
    FieldType.TEXT: _text,
}
