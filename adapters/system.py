"""The clock and the dice of this machine."""

import secrets
import time
from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")
"""The zone in which days begin and papers are dated; China has one."""


def now() -> datetime:
    """Return the present moment, so that its date is the day it is at the counter."""
    return datetime.now(LOCAL_ZONE)


def elapsed() -> float:
    """Return seconds that only count on, also while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def local(moment: datetime) -> datetime:
    """Return a moment as the clock on the wall shows it.

    Examples:
        >>> from datetime import UTC, datetime
        >>> local(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)).isoformat()
        '2026-11-24T07:30:00+08:00'
    """
    return moment.astimezone(LOCAL_ZONE)


def random_symbols(count: int, alphabet: str) -> str:
    """Return so many symbols of an alphabet that nobody can foresee."""
    return "".join(secrets.choice(alphabet) for _ in range(count))
