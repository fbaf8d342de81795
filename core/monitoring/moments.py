"""Read an instant as logs write it: ISO 8601, or as spreadsheets show it, in any time zone."""

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from core.working_days import ZONE

_ZONE = r"\s*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?"
_SHOWN = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?"
    r"(?:[Tt]?\s*(?P<hour>\d{1,2})[::时](?P<minute>\d{2})分?"
    r"(?:[::]?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?秒?)?)?" + _ZONE
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[Tt ]?(?P<hour>\d{2})(?P<minute>\d{2})"
    r"(?:(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?" + _ZONE
)
_MOST_KEPT = 65_536


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
    """
    shown = _SHOWN.fullmatch(text) or _COMPACT.fullmatch(text)
    if shown is None:
        return None
    part = shown.groupdict(default="")
    try:
        if not part["hour"] and ends_day:
            clock = time.max
        else:
            hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
            clock = time(hour, minute, second, int(part["fraction"][:6].ljust(6, "0")))
        day = datetime(int(part["year"]), int(part["month"]), int(part["day"]), tzinfo=UTC)
        return datetime.combine(day, clock, _zone_of(part["zone"])).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone_of(text: str) -> tzinfo:
    """Return the time zone that an offset names; China's where there is none."""
    if not text:
        return ZONE
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
