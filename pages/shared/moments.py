"""Ask for months, days and moments by lists, which need no keyboard.

They are written as the core does: ``2026-11``, ``2026-11-24``, ``2026-11-24T10:30``. What is
only half chosen is kept as it stands (``2026--24``), so that the form says what is missing. Which
years can be chosen follows from what a date is about; a card valid for ever needs one touch.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from core.forms.models import MergedField
from core.i18n import translate
from core.services.citizens import LONG_TERM, years_offered
from core.working_days import day_of
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.widgets import FieldWidget

_MINUTES = tuple(f"{minute:02d}" for minute in range(0, 60, 5))
_PARTS = re.compile(
    r"(?P<year>\d{4})?-?(?P<month>\d{2})?(?:-?(?P<day>\d{2}))?"
    r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})?.*)?"
)
_DAY = ("year", "month", "day")


def moment_widget(*parts: str) -> FieldWidget:
    """Return the widget that asks for a moment by a list for each of its parts."""
    return FieldWidget(partial(_ask_moment, parts), partial(_taken, parts))


def _ask_moment(
    parts: Sequence[str], field: MergedField, value: str | None, slot: Slot
) -> str | None:
    for_ever = field.may_last_for_ever
    years = years_offered(field.key.element, day_of(datetime.now(UTC)))
    chosen = _ask(value, slot, parts, years, for_ever=for_ever)
    if for_ever and kept_under(_for_ever(slot.key)):
        return LONG_TERM
    return _written(chosen) if chosen else None


def _taken(parts: Sequence[str], field: MergedField, key: str) -> str | None:
    if kept_under(_for_ever(key)):
        return LONG_TERM
    chosen = [kept_under(f"{key}.{part}") or "" for part in parts]
    return _written(chosen) if any(chosen) else None


def _for_ever(key: str) -> str:
    return f"{key}.for_ever"


def _written(chosen: Sequence[str]) -> str:
    day, time = "-".join(chosen[:3]), ":".join(chosen[3:])
    return f"{day}T{time}" if len(chosen) > len(_DAY) else day


def _ask(
    value: str | None, slot: Slot, parts: Sequence[str], years: Sequence[str], *, for_ever: bool
) -> list[str]:
    """Show a list for each part and return what is chosen; nothing at all is an empty list."""
    found = _PARTS.match(value or "")
    before = found.groupdict() if found else {}
    with st.container(key=f"lists_{slot.key}"):
        st.markdown(f"**{slot.title}**")
        with st.container(key=f"parts_{slot.key}", horizontal=True):
            ask_part = partial(_list, slot=slot, years=years)
            chosen = [ask_part(part, before.get(part)) for part in parts]
        if for_ever:
            with st.container(key=f"boxes_{slot.key}"):
                words = slot.say("kiosk.moment.for_ever")
                st.checkbox(words, value=value == LONG_TERM, key=_for_ever(slot.key))
    return chosen if any(chosen) else []


def _list(part: str, before: str | None, *, slot: Slot, years: Sequence[str]) -> str:
    def worded(value: str) -> str:
        return translate(f"kiosk.moment.one.{part}", slot.locale, n=int(value))

    options = years if part == "year" else _options(part)
    listed = options if before is None or before in options else (before, *options)
    name = slot.say(f"kiosk.moment.{part}")
    chosen: str | None = st.selectbox(
        f"{slot.title} {name}",
        listed,
        index=listed.index(before) if before else None,
        key=f"{slot.key}.{part}",
        label_visibility="collapsed",
        placeholder=name,
        format_func=worded,
    )
    return chosen or ""


def _options(part: str) -> tuple[str, ...]:
    if part == "minute":
        return _MINUTES
    first, last = {"month": (1, 12), "day": (1, 31), "hour": (0, 23)}[part]
    return tuple(f"{number:02d}" for number in range(first, last + 1))
