"""Let the legal clocks of a training room run, day by day, and tell what they wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.cases.models import CaseFilter, Event
from core.ports import Stores
from core.review.tasks import TaskDay, TaskFilter
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.end_unsupplied import end_unsupplied
from core.services.operators.urge_offices import urge_offices
from core.services.trainers.training_rooms import RoomHall
from core.staff.permissions import CLOCK_NAME
from core.working_days import ZONE, day_of

_MOST = 500
_DAY = timedelta(days=1)
_OPENS = time(9)
"""When the worker does its round on a day that is passed."""


@dataclass(frozen=True, slots=True)
class RoomRound:
    """From when until when a clock was set ahead, and what the worker wrote meanwhile."""

    begun: datetime
    until: datetime
    events: tuple[Event, ...]


def let_clocks_run(hall: RoomHall) -> tuple[Event, ...]:
    """Do a round of the worker at the time of the room; return the entries that came of it."""
    at = hall.clock()
    with hall.transaction() as stores:
        before = dict(_written(stores))
    accepted = accept_by_silence(hall.transaction, hall.rules, at=at)
    ended = end_unsupplied(hall.transaction, hall.rules, at=at)
    urged = urge_offices(hall.transaction, hall.rules, at=at)
    if not accepted + ended + urged:
        return ()
    with hall.transaction() as stores:
        return tuple(event for key, event in _written(stores) if key not in before)


def _written(stores: Stores) -> Iterator[tuple[tuple[str, int], Event]]:
    lines = stores.cases.found(CaseFilter(), skip=0, limit=_MOST)
    for case in stores.outlines.of([line.number for line in lines], to_change=False):
        for event in case.history:
            if event.actor == CLOCK_NAME:
                yield (case.number, event.sequence), event


def due_next(hall: RoomHall) -> date | None:
    """Return the first day to come on which something is due, or a clock is over."""
    today = day_of(hall.clock())
    with hall.transaction() as stores:
        return min((day for day in _due_days(stores, today, hall) if day > today), default=None)


def _due_days(stores: Stores, today: date, hall: RoomHall) -> Iterator[date]:
    for line in stores.tasks.found(
        TaskFilter(), TaskDay.on(today, hall.rules.calendar), limit=_MOST
    ):
        if line.due is not None:
            yield line.due
            yield line.due + _DAY  # from then on it is late
        if line.speak_by is not None:
            yield line.speak_by + _DAY  # from then on silence has accepted
    for place in stores.tasks.waking(today + timedelta(days=366), limit=_MOST):
        if place.due is not None:
            yield place.due


def passed_days(first: date, last: date) -> Iterator[date]:
    """Yield the days that a clock passes; where it stays on its day, that day.

    Examples:
        >>> [day.day for day in passed_days(date(2026, 12, 1), date(2026, 12, 3))]
        [2, 3]
        >>> [day.day for day in passed_days(date(2026, 12, 1), date(2026, 12, 1))]
        [1]
    """
    if last <= first:
        yield last
    for step in range(1, (last - first).days + 1):
        yield first + _DAY * step


def ahead_until(now: datetime, day: date) -> timedelta:
    """Return how far a clock has to go to the morning of a day; nothing on its own day.

    It is less than nothing for a day that is over.

    Examples:
        >>> at = datetime(2026, 12, 1, 17, tzinfo=ZONE)
        >>> ahead_until(at, date(2026, 12, 2)), ahead_until(at, date(2026, 12, 1))
        (datetime.timedelta(seconds=57600), datetime.timedelta(0))
    """
    if day == day_of(now):
        return timedelta()
    return datetime.combine(day, _OPENS, ZONE) - now
