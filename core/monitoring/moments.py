"""Read an instant as logs write it: ISO 8601, or as spreadsheets show it, in any time zone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from core.working_days import ZONE

_ZONE = r"\s*(?P<zone>[Zz]|UTC|GMT|[-+\u2212]\d{2}(?::?[0-5]\d)?)?"
_SHOWN = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?"
    r"(?:[Tt]?\s*(?P<hour>\d{1,2})(?:时|[:\uff1a时](?P<minute>\d{2})分?)"
    r"(?:[:\uff1a]?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?秒?)?)?" + _ZONE
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[Tt ]?(?P<hour>\d{2})(?P<minute>\d{2})"
    r"(?:(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?" + _ZONE
)
_MOST_KEPT = 65_536
_DAY = timedelta(days=1)
_MIDNIGHT = 24
_FIRST_YEAR = 1901
"""Databases and spreadsheets write nothing as a day of the years 1, 1899 or 1900."""


@lru_cache(maxsize=_MOST_KEPT)
def moment_of(text: str, *, ends_day: bool = False) -> datetime | None:
    """Return the instant that a text names, in UTC, or nothing where it names none.

    Without a time zone it is China's. A day alone begins at midnight; with ``ends_day`` it is the
    end of that day, as a deadline is: what is done on its last day is in time.

    Examples:
        >>> moment_of("2011-10-11 13:45:40.276000+02:00").isoformat()
        '2011-10-11T11:45:40.276000+00:00'
        >>> moment_of("2026年12月1日 9:05").isoformat()
        '2026-12-01T01:05:00+00:00'
        >>> moment_of("20261201", ends_day=True).isoformat()
        '2026-12-01T15:59:59.999999+00:00'
        >>> moment_of("31.11.2026"), moment_of("2026-02-30")
        (None, None)
        >>> moment_of("2026-12-31 24:00").isoformat(), moment_of("0001-01-02")
        ('2026-12-31T16:00:00+00:00', None)
    """
    shown = _SHOWN.fullmatch(text) or _COMPACT.fullmatch(text)
    if shown is None:
        return None
    part = shown.groupdict(default="")
    try:
        day = datetime(int(part["year"]), int(part["month"]), int(part["day"]), tzinfo=UTC)
        moment = _at_clock(day, part, ends_day=ends_day).astimezone(UTC)
        return moment if moment.astimezone(ZONE).year >= _FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None


def _at_clock(day: datetime, part: Mapping[str, str], *, ends_day: bool) -> datetime:
    """Return the instant of a day that a clock shows; 24:00 is the end of the day (ISO 8601)."""
    zone = _zone_of(part["zone"])
    if not part["hour"] and ends_day:
        return datetime.combine(day, time.max, zone)
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    fraction = int(part["fraction"][:6].ljust(6, "0"))
    if hour == _MIDNIGHT and not (minute or second or fraction):
        return datetime.combine(day + _DAY, time(), zone)
    return datetime.combine(day, time(hour, minute, second, fraction), zone)


def _zone_of(text: str) -> tzinfo:
    """Return the time zone that an offset names; China's where there is none."""
    if not text:
        return ZONE
    if text in ("Z", "z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if text[0] == "+" else -offset)
