"""Ask for days and moments, and write them as the core does: ``2026-11-24T10:30``."""

from datetime import date, datetime, time, timedelta

import streamlit as st

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_FORMAT = "YYYY-MM-DD"


def ask_day(label: str, value: str | None, key: str) -> str | None:
    """Ask for a day; the earliest is that of the oldest living people."""
    day = st.date_input(
        label,
        date.fromisoformat(value) if value else None,
        min_value=_FIRST_DAY,
        max_value=_LAST_DAY,
        format=_FORMAT,
        key=key,
    )
    return day.isoformat() if isinstance(day, date) else None


def ask_moment(label: str, value: str | None, key: str) -> str | None:
    """Ask for a day and the time of day, to the minute."""
    moment = st.datetime_input(
        label,
        datetime.fromisoformat(value) if value else None,
        min_value=datetime.combine(_FIRST_DAY, time.min),
        max_value=datetime.combine(_LAST_DAY, time.max),
        format=_FORMAT,
        step=timedelta(minutes=1),
        key=key,
    )
    return moment.isoformat(timespec="minutes") if moment else None
