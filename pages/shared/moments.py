"""Ask for months, days and moments by lists, which need no keyboard.

They are written as the core does: ``2026-11``, ``2026-11-24``, ``2026-11-24T10:30``. What is
only half chosen is kept as it stands (``2026--24``), so that the form says what is missing.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from core.catalogue.models import FieldType
from core.i18n import translate
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.styling import plain

_EARLIEST_YEAR = 1900
_YEARS_AHEAD = 10
"""Leases and licences end in years to come; few end later, and those stay in the list."""
_MINUTES = tuple(f"{minute:02d}" for minute in range(0, 60, 5))
_PARTS = re.compile(
    r"(?P<year>\d{4})?-?(?P<month>\d{2})?(?:-?(?P<day>\d{2}))?"
    r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})?.*)?"
)
_DAY = ("year", "month", "day")
DATED = {
    FieldType.MONTH: _DAY[:2],
    FieldType.DATE: _DAY,
    FieldType.DATETIME: (*_DAY, "hour", "minute"),
}
"""The lists of each kind."""


def ask_month(value: str | None, slot: Slot) -> str | None:
    """Ask for a month."""
    return _asked(value, slot, FieldType.MONTH)


def ask_day(value: str | None, slot: Slot) -> str | None:
    """Ask for a day."""
    return _asked(value, slot, FieldType.DATE)


def ask_moment(value: str | None, slot: Slot) -> str | None:
    """Ask for a day and the time of day."""
    return _asked(value, slot, FieldType.DATETIME)


def _asked(value: str | None, slot: Slot, kind: FieldType) -> str | None:
    chosen = _ask(value, slot, DATED[kind])
    return _written(chosen) if chosen else None


def chosen_moment(kind: FieldType, key: str) -> str | None:
    """Return what is chosen in the lists of a month, day or moment, without drawing them."""
    chosen = [kept_under(f"{key}.{part}") or "" for part in DATED[kind]]
    return _written(chosen) if any(chosen) else None


def _written(chosen: Sequence[str]) -> str:
    day, time = "-".join(chosen[:3]), ":".join(chosen[3:])
    return f"{day}T{time}" if len(chosen) > len(_DAY) else day


def _ask(value: str | None, slot: Slot, parts: Sequence[str]) -> list[str]:
    """Show a list for each part and return what is chosen; nothing at all is an empty list."""
    found = _PARTS.match(value or "")
    before = found.groupdict() if found else {}
    with st.container(key=f"lists_{slot.key}"):
        st.markdown(f"**{plain(slot.label)}**")
        with st.container(key=f"parts_{slot.key}", horizontal=True):
            chosen = [_list(part, before.get(part), slot) for part in parts]
    return chosen if any(chosen) else []


def _list(part: str, before: str | None, slot: Slot) -> str:
    def told(one: str) -> str:
        return translate(f"kiosk.moment.one.{part}", slot.locale, n=int(one))

    options = _options(part)
    listed = options if before is None or before in options else (before, *options)
    name = slot.say(f"kiosk.moment.{part}")
    chosen: str | None = st.selectbox(
        f"{plain(slot.label)} {name}", listed, index=listed.index(before) if before else None,
        key=f"{slot.key}.{part}", label_visibility="collapsed", placeholder=name,
        format_func=told,
    )  # fmt: skip
    return chosen or ""


def _options(part: str) -> tuple[str, ...]:
    if part == "year":
        latest = datetime.now(UTC).year + _YEARS_AHEAD
        return tuple(str(year) for year in range(latest, _EARLIEST_YEAR - 1, -1))
    if part == "minute":
        return _MINUTES
    first, last = {"month": (1, 12), "day": (1, 31), "hour": (0, 23)}[part]
    return tuple(f"{number:02d}" for number in range(first, last + 1))
