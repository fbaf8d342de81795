"""Liveness and readiness apart: that a process runs says nothing about what it can do.

A process that is not alive is started anew; one that is not ready gets no visitors until
somebody has put right what ``readiness`` names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be in order. ``why`` says what is not; it is empty if it is."""

    name: str
    why: str = ""

    @property
    def ok(self) -> bool:
        """Say whether it is in order."""
        return not self.why

    @property
    def message_key(self) -> str:
        """Return the key of the sentence that tells it."""
        return f"health.{self.name}.{self.why or 'ok'}"


def is_ready(checks: Iterable[Check]) -> bool:
    """Say whether visitors can be let in.

    Examples:
        >>> is_ready([Check("disk"), Check("database", "absent")])
        False
    """
    return all(check.ok for check in checks)


def clock_check(now: datetime, newest: datetime | None) -> Check:
    """Say whether the clock is right, as far as what was written before tells.

    Examples:
        >>> from datetime import UTC
        >>> clock_check(datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 29, tzinfo=UTC)).why
        'behind'
    """
    is_behind = newest is not None and now < newest - CLOCK_TOLERANCE
    return Check("clock", "behind" if is_behind else "")
