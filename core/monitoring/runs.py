"""How one matter of one case went: days, corrections, materials, trips, step by step (办件实际)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from core.monitoring.models import LogEvent
from core.monitoring.steps import DECIDED, CaseStep, StepNames, step_of
from core.working_days import WorkingCalendar, day_of

_SECONDS_AN_HOUR = 3600
Steps = Sequence[tuple[CaseStep | None, LogEvent]]
"""The events of one case in order, with what each of them means."""


@dataclass(frozen=True, slots=True)
class StepDuration:
    """How long it took from one activity to the next (掐表计时)."""

    before: str
    after: str
    hours: float


@dataclass(frozen=True, slots=True)
class MatterRun:
    """What happened to one matter of one case.

    ``days`` are the working days from acceptance to decision without those of pauses; there are
    none while it is undecided. ``is_late`` says that it ended after the deadline of the log.
    ``asked`` are the materials that were asked for after the case came in, ``repeated`` how often
    more than once an activity was done. ``extended`` says that the time limit was. ``visits`` are
    entries of a log that say that the applicant came, ``came_on`` the days of it that it names.
    """

    case: str
    theme: str
    matter: str
    department: str
    channel: str
    received_on: date
    days: int | None
    paused_days: int
    extended: bool
    is_late: bool | None
    is_deemed: bool
    corrections: int
    visits: int
    asked: tuple[str, ...]
    repeated: Mapping[str, int]
    durations: tuple[StepDuration, ...]
    came_on: tuple[date, ...] = ()

    @property
    def whole_case(self) -> str:
        """Return the case of which this is one matter, as our own log names both."""
        return self.case.removesuffix(f"/{self.matter}")

    @property
    def month(self) -> str:
        """Return the month in which it came in, such as ``2026-11``."""
        return self.received_on.isoformat()[:7]


def runs_of(
    events: Iterable[LogEvent], names: StepNames, calendar: WorkingCalendar
) -> tuple[MatterRun, ...]:
    """Return how each case of a log went; its events may come in any order."""
    cases: dict[str, list[LogEvent]] = defaultdict(list)
    for event in events:
        cases[event.case].append(event)
    return tuple(
        _run(case, sorted(found, key=lambda event: (event.at, event.row)), names, calendar)
        for case, found in cases.items()
    )


def _run(
    case: str, events: Sequence[LogEvent], names: StepNames, calendar: WorkingCalendar
) -> MatterRun:
    steps = [(step_of(event.activity, names), event) for event in events]
    times = Counter(step for step, _ in steps)
    ended = _ended(steps)
    deadline = next((event.deadline for event in events if event.deadline), None)
    paused = _paused_days(steps, ended or events[-1].at, calendar)
    return MatterRun(
        case=case,
        **{name: _said(events, name) for name in ("theme", "matter", "department", "channel")},
        received_on=day_of(events[0].at),
        days=None if ended is None else _days(_begun(steps), ended, calendar) - paused,
        paused_days=paused,
        extended=CaseStep.EXTENDED in times,
        is_late=ended > deadline if ended and deadline else None,
        is_deemed=CaseStep.DEEMED_ACCEPTED in times,
        corrections=times[CaseStep.CORRECTION_ASKED],
        visits=times[CaseStep.VISITED],
        came_on=tuple(sorted({day for event in events for day in event.came_on})),
        asked=tuple(name for event in events for name in event.materials),
        repeated=_repeated(events),
        durations=tuple(
            StepDuration(before.activity, after.activity, _hours(before.at, after.at))
            for before, after in pairwise(events)
        ),
    )


def _said(events: Iterable[LogEvent], name: str) -> str:
    return next((str(said) for event in events if (said := getattr(event, name))), "")


def _begun(steps: Steps) -> datetime:
    """Return when the clock of the decision begins.

    Silence accepts as of the day on which the application was complete (行政许可法 32(4)): when it
    was received, passed on or put right.
    """
    complete = steps[0][1].at
    for step, event in steps:
        if step in (CaseStep.PASSED_ON, CaseStep.CORRECTED):
            complete = event.at
        elif step is CaseStep.ACCEPTED:
            return event.at
        elif step is CaseStep.DEEMED_ACCEPTED:
            return complete
    return complete


def _ended(steps: Steps) -> datetime | None:
    """Return when it was decided; a log that names no step ends as it says, or with its last."""
    decided = [event.at for step, event in steps if step in DECIDED]
    if decided:
        return decided[0]
    said = next((event.ended for _, event in steps if event.ended), None)
    is_foreign = all(step is None for step, _ in steps)
    return steps[-1][1].at if said is None and is_foreign else said


def _paused_days(steps: Steps, until: datetime, calendar: WorkingCalendar) -> int:
    """Return the working days of all pauses (行政许可法 45)."""
    days, began = 0, None
    for step, event in steps:
        if step is CaseStep.PAUSED:
            began = began or event.at
        elif step is CaseStep.RESUMED and began:
            days, began = days + _days(began, event.at, calendar), None
    return days + (_days(began, until, calendar) if began else 0)


def _days(first: datetime, last: datetime, calendar: WorkingCalendar) -> int:
    return calendar.between(day_of(first), day_of(last))


def _repeated(events: Iterable[LogEvent]) -> Mapping[str, int]:
    """Return how often each activity was done anew."""
    times = Counter(event.activity for event in events)
    return {activity: number - 1 for activity, number in times.items() if number > 1}


def _hours(first: datetime, last: datetime) -> float:
    return (last - first).total_seconds() / _SECONDS_AN_HOUR
