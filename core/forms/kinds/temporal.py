"""Months, days and moments; a finer one can be written where a coarser one is asked."""

import re
from datetime import date, datetime
from typing import Any

from core.forms.kinds.text import half_width

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_DAY = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})")
_MONTH = re.compile(r"(\d{4})-?(\d{2})")
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})[T ]?"
    r"(?P<time>\d{2}:?\d{2}(:?\d{2})?(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)?)"
)


def day_of(value: Any) -> date | None:
    """Return the day that was written, ``2026-11-24`` or ``20261124``."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


_LOOSE_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def as_day(value: Any) -> Any:
    """Return a day as ``YYYY-MM-DD``, however it was written.

    Examples:
        >>> as_day("2026年3月5日"), as_day("20260305"), as_day("2026/3/5"), as_day("soon")
        ('2026-03-05', '2026-03-05', '2026-03-05', 'soon')
    """
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else value
    text = half_width(value)
    loose = _LOOSE_DAY.fullmatch(text)
    day = day_of(f"{loose[1]}-{loose[2]:0>2}-{loose[3]:0>2}" if loose else text)
    return day.isoformat() if day else value.strip()


def to_date(value: Any) -> Any:
    """Return the day of a moment; what is no moment passes unchanged.

    Examples:
        >>> to_date("2026-11-24T10:30"), to_date("2026-11-24"), to_date("soon")
        ('2026-11-24', '2026-11-24', 'soon')
    """
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    return found["day"] if found and day_of(found["day"]) else value


def to_month(value: Any) -> Any:
    """Return the month of a day or a moment; anything else passes unchanged.

    Examples:
        >>> to_month("2026-11-24 10:30"), to_month("20261124"), to_month("2026-11")
        ('2026-11', '202611', '2026-11')
    """
    day = to_date(value)
    if day_of(day) is None or not isinstance(day, str):
        return value
    return day[:7] if "-" in day else day[:6]


def date_problem(value: Any) -> str | None:
    """Return what is wrong with a day."""
    day = day_of(value)
    if day is None:
        return "date-unknown"
    return None if _EARLIEST_YEAR <= day.year <= _LATEST_YEAR else "date-out-of-range"


def datetime_problem(value: Any) -> str | None:
    """Return what is wrong with a moment."""
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return "datetime-unknown"
    hours, minutes = int(found["time"][:2]), int(found["time"].replace(":", "")[2:4])
    if hours > 23 or minutes > 59:
        return "datetime-unknown"
    return date_problem(found["day"])


def month_problem(value: Any) -> str | None:
    """Return what is wrong with a month."""
    found = _MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return "month-unknown"
    return date_problem(f"{found[1]}-{found[2]}-01")
