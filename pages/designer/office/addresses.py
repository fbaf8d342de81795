"""What the address of the office says: a reload and a sent link show the same."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from core.services.officers.list_tasks import TaskSearch
from core.services.officers.review_models import MatterState, TaskLight, TaskPlace

CASE, MATTER = "case", "matter"
WORDS, ONLY, STATE, LIGHT, CHANNEL, FEES, AFTER, PAGE = (
    *("q", "only", "state", "light", "channel", "fees"),
    *("after", "page"),
)
FILTERS = (WORDS, ONLY, STATE, LIGHT, CHANNEL, FEES)
OPEN_FEES = "open"
_NO_DAY = "none"
_Member = TypeVar("_Member", bound=StrEnum)


def keep(name: str, value: str) -> None:
    """Keep something in the address, or take it out where there is nothing to keep."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def keep_filter(name: str, value: str) -> None:
    """Keep a filter; what is looked for otherwise begins at its first page."""
    if st.query_params.get(name, "") != value:
        begin_again()
    keep(name, value)


def begin_again() -> None:
    """Turn to the first page."""
    keep(AFTER, "")
    keep(PAGE, "")


def clear_filters(names: Iterable[str] = FILTERS) -> None:
    """Leave out every filter."""
    begin_again()
    for name in names:
        keep(name, "")


def open_matter(number: str = "", matter: str = "") -> None:
    """Open a matter of a case, or the list again; what was looked for stays."""
    keep(CASE, number)
    keep(MATTER, matter)


def search_asked(matters: Iterable[str]) -> TaskSearch:
    """Return what the address asks for; what it does not know leaves nothing out."""
    asked = st.query_params
    matter = asked.get(ONLY, "")
    return TaskSearch(
        words=asked.get(WORDS, ""),
        matter=matter if matter in set(matters) else "",
        state=_member(MatterState, asked.get(STATE, "")),
        light=_member(TaskLight, asked.get(LIGHT, "")),
        channel=asked.get(CHANNEL, ""),
        is_unassessed=asked.get(FEES, "") == OPEN_FEES,
        after=_place(asked.get(AFTER, "")),
    )


def page_number() -> int:
    """Return which page the address says is shown, counted from 1."""
    said = st.query_params.get(PAGE, "")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def written(place: TaskPlace | None) -> str:
    """Return a place as the address has it.

    Examples:
        >>> written(TaskPlace(date(2026, 12, 1), "261124-ACDE-FGHY", "WJ-01"))
        '2026-12-01~261124-ACDE-FGHY~WJ-01'
    """
    if place is None:
        return ""
    day = place.due.isoformat() if place.due else _NO_DAY
    return "~".join((day, place.case_number, place.matter))


def _place(said: str) -> TaskPlace | None:
    day, _, rest = said.partition("~")
    number, _, matter = rest.partition("~")
    if not matter:
        return None
    if day == _NO_DAY:
        return TaskPlace(None, number, matter)
    try:
        return TaskPlace(date.fromisoformat(day), number, matter)
    except ValueError:
        return None


def _member(kind: type[_Member], value: str) -> _Member | None:
    return kind(value) if value in set(kind) else None
