"""Liveness and readiness apart: that a process runs says nothing about what it can do.

A process that is not alive is started anew; one that is not ready gets no visitors until
somebody has put right what ``readiness`` names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.review.tasks import ReviewRun
from core.working_days import ZONE

CLOCK_TOLERANCE = timedelta(minutes=5)
WORKED_WITHIN = timedelta(minutes=15)
"""The worker of legal clocks does a round each minute."""
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be in order. ``why`` says what is not; it is empty if it is.

    ``params`` are told with it. A note keeps nobody out: everything else goes on.
    """

    name: str
    why: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    is_note: bool = False

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
    return all(check.ok or check.is_note for check in checks)


def records_check(spoilt: Sequence[str]) -> Check:
    """Say which records are set aside; all others go on.

    Examples:
        >>> records_check(["theme_draft T02"]).params["records"], records_check([]).ok
        ('theme_draft T02', True)
    """
    if not spoilt:
        return Check("records", is_note=True)
    params = {"count": len(spoilt), "records": ", ".join(spoilt[:_MOST_NAMED])}
    return Check("records", "set_aside", params, is_note=True)


def worker_check(last: ReviewRun | None, now: datetime) -> Check:
    """Say when the worker of legal clocks last ran; visitors are let in without it.

    Examples:
        >>> from datetime import UTC
        >>> at = datetime(2026, 11, 30, 9, tzinfo=UTC)
        >>> worker_check(ReviewRun(at, 0), at).ok, worker_check(None, at).why
        (True, 'never')
        >>> worker_check(ReviewRun(at, 0), at + timedelta(hours=1)).why
        'late'
    """
    if last is None:
        return Check("worker", "never", is_note=True)
    params = {"at": last.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")}
    late = "late" if now - last.at > WORKED_WITHIN else ""
    return Check("worker", "halted" if last.is_halted else late, params, is_note=True)


def departments_check(dead: Mapping[str, int]) -> Check:
    """Say how many messages to departments' systems were given up; nobody is kept out by it.

    Examples:
        >>> departments_check({"WJ": 2, "SCJG": 1}).params["count"], departments_check({}).ok
        (3, True)
    """
    if not dead:
        return Check("departments", is_note=True)
    params = {"count": sum(dead.values()), "departments": ", ".join(sorted(dead)[:_MOST_NAMED])}
    return Check("departments", "dead", params, is_note=True)


def clock_check(now: datetime, newest: datetime | None) -> Check:
    """Say whether the clock is right, as far as what was written before tells.

    Examples:
        >>> from datetime import UTC
        >>> clock_check(datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 29, tzinfo=UTC)).why
        'behind'
    """
    is_behind = newest is not None and now < newest - CLOCK_TOLERANCE
    return Check("clock", "behind" if is_behind else "")
