"""Months, days and moments; a finer one can be written where a coarser one is asked."""

import re
from datetime import date, datetime
from typing import Any

from core.kinds.values.text import half_width

LONG_TERM = "长期"
"""What stands on an identity card instead of the last day, from the age of 46 on."""
_FOR_EVER = frozenset({LONG_TERM, "长期有效", "长久有效", "长久", "永久", "永久有效", "長期"})
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_DAY = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-?(\d{2})", re.ASCII)
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})[T ]?"
    r"(?P<time>\d{2}:?\d{2}(:?\d{2})?(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)?)",
    re.ASCII,
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


_LOOSE_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_LOOSE_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?", re.ASCII)


def as_day(value: Any) -> Any:
    """Return a day as ``YYYY-MM-DD``, however it was written.

    Examples:
        >>> as_day("2026年3月5日"), as_day("20260305"), as_day("2026/3/5"), as_day("soon")
        ('2026-03-05', '2026-03-05', '2026-03-05', 'soon')
        >>> as_day("长期有效"), as_day("永久")
        ('长期', '长期')
    """
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else value
    text = half_width(value)
    if text in _FOR_EVER:
        return LONG_TERM
    loose = _LOOSE_DAY.fullmatch(text)
    day = day_of(f"{loose[1]}-{loose[2]:0>2}-{loose[3]:0>2}" if loose else text)
    return day.isoformat() if day else value.strip()


def as_month(value: Any) -> Any:
    """Return a month as ``YYYY-MM``, however it was written.

    Examples:
        >>> as_month("2026年3月"), as_month("202603"), as_month("２０２６-０３"), as_month("soon")
        ('2026-03', '2026-03', '2026-03', 'soon')
    """
    if not isinstance(value, str):
        return value
    text = half_width(value)
    loose, plain = _LOOSE_MONTH.fullmatch(text), _MONTH.fullmatch(text)
    if loose:
        return f"{loose[1]}-{loose[2]:0>2}"
    return f"{plain[1]}-{plain[2]}" if plain else value.strip()


def as_moment(value: Any) -> Any:
    """Return a moment with plain digits and without blanks around it.

    Examples:
        >>> as_moment(" ２０２６-11-24　10：30 "), as_moment("soon")
        ('2026-11-24 10:30', 'soon')
    """
    if not isinstance(value, str):
        return value
    words = (half_width(word) for word in value.split())
    return " ".join(word for word in words if word)


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
