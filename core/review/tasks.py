"""What offices have to do, one row a matter of a case: computed from histories, for lists.

The history stays the only truth. A row is written with the entry that changes it, and whoever
verifies the histories computes it anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from core.cases.models import CaseOutline, CaseWord
from core.review.clocks import day_to_speak, next_due
from core.review.lapsing import wakes_on
from core.review.matter_reviews import MatterReview, MatterTerms, matter_reviews, waits_in_vain
from core.review.states import FINAL, WITHOUT_RESULT, MatterState
from core.review.supervision import SupervisionAction, supervision_of
from core.working_days import WorkingCalendar, day_of


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """One matter of a case as it is kept for lists and clocks.

    ``due`` is the day by which its office has to do its next thing; there is none while a pause
    lasts or somebody else's turn it is. After ``speak_by`` silence means accepted. ``in_vain``
    says that it waits for a result that cannot come any more. From ``wakes_on`` the clock reminds
    of what is owed after acceptance, or ends the matter. ``urged`` and what follows is how far its
    supervising has come (:class:`core.review.supervision.Supervision`).
    """

    case_number: str
    matter: str
    department: str
    theme_code: str
    theme_version: int
    channel: str
    received_at: datetime
    state: MatterState
    complete_at: datetime
    due: date | None = None
    speak_by: date | None = None
    accepted_on: date | None = None
    paused_until: date | None = None
    in_vain: bool = False
    decided_on: date | None = None
    urged: SupervisionAction | None = None
    reminded_for: date | None = None
    escalated_for: date | None = None
    report_by: date | None = None
    wakes_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether anything is still to be done: promises are checked after the decision."""
        return self.state not in FINAL or self.due is not None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One matter of a case in a list. Names of theme and matter are given by whoever shows it."""

    case_number: str
    matter: str
    department: str
    theme_code: str
    theme_version: int
    state: MatterState
    due: date | None
    speak_by: date | None
    accepted_on: date | None
    paused_until: date | None
    received_at: datetime
    channel: str
    applicant_name: str = field(repr=False)
    in_vain: bool = False
    urged: SupervisionAction | None = None
    report_by: date | None = None
    theme_name: str = ""
    matter_name: str = ""

    @property
    def place(self) -> "TaskPlace":
        """Return where it stands in the list: the next page begins after it."""
        return TaskPlace(self.due, self.case_number, self.matter)


class TaskLight(StrEnum):
    """How near the due day of a task is, or why there is none."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    PAUSED = "paused"
    WAITING = "waiting"
    """It waits for a result of another matter."""
    APPLICANT = "applicant"
    """It is the applicant's turn to put something right."""


@dataclass(frozen=True, slots=True)
class TaskDay:
    """The day on which a list is looked at. What is due up to ``soon`` is due soon."""

    today: date
    soon: date

    @classmethod
    def on(cls, today: date, calendar: WorkingCalendar) -> "TaskDay":
        """Return a day with the working day after it.

        Examples:
            >>> from core.working_days import WEEKENDS_ONLY
            >>> TaskDay.on(date(2026, 12, 4), WEEKENDS_ONLY).soon
            datetime.date(2026, 12, 7)
        """
        return cls(today, calendar.next_worked(today))


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are wanted; what is not said leaves none out.

    ``departments`` without a value are all, and with an empty one none. Without ``states`` those
    are wanted in which something is still to be done. A task has to have every word of ``words``:
    in its case's number, applicant, or theme. ``has_visit`` are those in whose case somebody
    inspects a place, or did; with ``visited_between`` it was set or done between
    two moments, and the task may have ended.
    """

    departments: tuple[str, ...] | None = None
    matters: tuple[str, ...] = ()
    states: tuple[MatterState, ...] = ()
    lights: tuple[TaskLight, ...] = ()
    channel: str = ""
    words: tuple[CaseWord, ...] = ()
    number: str = ""
    has_visit: bool = False
    visited_between: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """A place in a list: due first, tasks without a due day last."""

    due: date | None
    case_number: str
    matter: str


@dataclass(frozen=True, slots=True)
class ReviewRun:
    """A round of the worker of legal clocks. Halted, it did nothing: the clock was set ahead."""

    at: datetime
    accepted: int
    is_halted: bool = False


def tasks_of(
    case: CaseOutline, terms: Sequence[MatterTerms], calendar: WorkingCalendar
) -> tuple[ReviewTask, ...]:
    """Return the task of each matter of a case, as its history says.

    Raises:
        StepNotPossibleError: If an entry of the history cannot follow the ones before it.
    """
    reviews = matter_reviews(case, terms)
    ended = [code for code, review in reviews.items() if review.state in WITHOUT_RESULT]
    return tuple(
        replace(
            _task(case, term, reviews[term.matter], calendar),
            in_vain=waits_in_vain(reviews[term.matter], term, ended),
        )
        for term in terms
    )


_BY_STATE = {
    MatterState.PAUSED: TaskLight.PAUSED,
    MatterState.WAITING: TaskLight.WAITING,
    MatterState.CORRECTING: TaskLight.APPLICANT,
}


def task_light(state: MatterState, due: date | None, day: TaskDay) -> TaskLight | None:
    """Return the light of a task on a day; what is over has none.

    Examples:
        >>> friday = TaskDay(date(2026, 12, 4), date(2026, 12, 7))
        >>> task_light(MatterState.RECEIVED, date(2026, 12, 7), friday).value
        'soon'
        >>> task_light(MatterState.PAUSED, None, friday).value
        'paused'
    """
    if due is None:
        return _BY_STATE.get(state)
    if due <= day.today:
        return TaskLight.TODAY if due == day.today else TaskLight.OVERDUE
    return TaskLight.SOON if due <= day.soon else TaskLight.LATER


def task_differences(
    kept: Mapping[str, ReviewTask], computed: Sequence[ReviewTask]
) -> Iterator[tuple[str, str]]:
    """Yield each matter whose task is not as it was computed, and how it differs."""
    expected = {task.matter: task for task in computed}
    for matter in sorted(kept.keys() | expected.keys()):
        if matter not in kept:
            yield matter, "missing"
        elif matter not in expected:
            yield matter, "added"
        elif kept[matter] != expected[matter]:
            yield matter, "altered"


def _task(
    case: CaseOutline, term: MatterTerms, review: MatterReview, calendar: WorkingCalendar
) -> ReviewTask:
    paused = review.state is MatterState.PAUSED
    supervision = supervision_of(case.history, term.matter)
    return ReviewTask(
        case_number=case.number,
        matter=term.matter,
        department=term.department,
        theme_code=case.theme_code,
        theme_version=case.theme_version,
        channel=case.channel,
        received_at=case.received_at,
        state=review.state,
        complete_at=review.complete_at,
        due=next_due(review, term, calendar, day_of(review.complete_at)),
        speak_by=day_to_speak(review, calendar) if term.silence_accepts else None,
        accepted_on=review.accepted_on,
        paused_until=review.pauses[-1].planned if paused else None,
        decided_on=review.decided_on,
        urged=supervision.last,
        reminded_for=supervision.reminded_for,
        escalated_for=supervision.escalated_for,
        report_by=supervision.report_by,
        wakes_on=wakes_on(review, calendar),
    )
