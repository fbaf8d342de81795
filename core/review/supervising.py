"""Supervise late matters (督办): what may be done now, and what is written down of it.

The clock reminds an office the working day before a due day, and escalates after it, each once
for every due day. People remind, escalate, and ask for a report; the office answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.characters import clean
from core.errors import SupervisionRefusedError
from core.review.states import MatterState
from core.review.supervision import Supervision, SupervisionAction
from core.review.tasks import (
    ReviewTask,
    TaskDay,
    TaskLight,
    TaskLine,
    TaskPlace,
    task_light,
)
from core.working_days import WorkingCalendar

USUAL_REPORT_DAYS = 3
FEWEST_REPORT_DAYS, MOST_REPORT_DAYS = 1, 15
MOST_WORDS = 1000
LATE = (TaskLight.OVERDUE,)
NEARLY_LATE = (TaskLight.OVERDUE, TaskLight.TODAY, TaskLight.SOON)

Details = Mapping[str, Any]
ClockStep = tuple[SupervisionAction, Details]


@dataclass(frozen=True, slots=True)
class SupervisedTask:
    """One matter in the list of a supervisor: no name of a person, and nothing anybody said."""

    case_number: str
    matter: str
    department: str
    theme_code: str
    theme_version: int
    state: MatterState
    due: date | None
    urged: SupervisionAction | None
    report_by: date | None

    @property
    def place(self) -> TaskPlace:
        """Return where it stands in the list: the next page begins after it."""
        return TaskPlace(self.due, self.case_number, self.matter)


@dataclass(frozen=True, slots=True)
class SupervisedLine:
    """One matter with its names; ``days`` are those that are left, or by which it is late."""

    task: SupervisedTask
    matter_name: str
    theme_name: str
    department_name: str
    light: TaskLight | None
    days: int


@dataclass(frozen=True, slots=True)
class SupervisionFilter:
    """Which matters are wanted: late, nearly late, or with a report that is owed.

    ``department`` leaves out the others, ``light`` other lights, ``urged`` other last steps.
    """

    department: str = ""
    light: TaskLight | None = None
    urged: SupervisionAction | None = None


@dataclass(frozen=True, slots=True)
class SupervisionCounts:
    """How many matters of one department are late, nearly late, urged, and owe a report."""

    department: str
    overdue: int
    nearly: int
    escalated: int
    reports_owed: int
    reports_overdue: int


@dataclass(frozen=True, slots=True)
class SupervisionMark:
    """What an office is shown beside its own matter: the last step, and the report it owes."""

    urged: SupervisionAction | None = None
    report_by: date | None = None
    is_report_late: bool = False


def supervision_mark(task: ReviewTask | TaskLine, day: TaskDay) -> SupervisionMark | None:
    """Return what is shown of the supervising of a matter, if anything.

    A step counts while the matter is late or nearly so. A report is owed until it is given, and
    then the step that asked for it says nothing more.
    """
    light, urged = task_light(task.state, task.due, day), task.urged
    is_told = task.report_by is not None and urged is SupervisionAction.REPORT_ASKED
    if light not in NEARLY_LATE or is_told:
        urged = None
    if urged is None and task.report_by is None:
        return None
    is_late = task.report_by is not None and day.today > task.report_by
    return SupervisionMark(urged, task.report_by, is_late)


def clock_step(task: ReviewTask, day: TaskDay) -> ClockStep | None:
    """Return what the clock writes down about a matter on a day, if anything."""
    light = task_light(task.state, task.due, day)
    if light not in NEARLY_LATE or task.due is None:
        return None
    details = {"due": task.due.isoformat()}
    if light is TaskLight.OVERDUE:
        is_said = task.escalated_for == task.due
        return None if is_said else (SupervisionAction.ESCALATED, details)
    is_said = task.due in (task.reminded_for, task.escalated_for)
    return None if is_said else (SupervisionAction.REMINDED, details)


def remind(task: ReviewTask, before: Supervision, words: str, *, day: TaskDay) -> Details:
    """Return what is written down of a reminder that somebody sends, once a day.

    Raises:
        SupervisionRefusedError: If the matter is in time, or was reminded of today.
    """
    _expect_light(task, day, NEARLY_LATE, "not_due")
    if before.reminded_on == day.today:
        raise SupervisionRefusedError("reminded_today")
    return {"words": _worded(words)}


def escalate(task: ReviewTask, superior: str, words: str, *, day: TaskDay) -> Details:
    """Return what is written down when somebody above the office is told.

    Raises:
        SupervisionRefusedError: If the matter is not late, or nothing says who is told, and why.
    """
    _expect_light(task, day, LATE, "not_late")
    return {"superior": _required(superior, "superior"), "words": _required(words, "reason")}


def ask_for_report(
    task: ReviewTask, words: str, working_days: int, *, day: TaskDay, calendar: WorkingCalendar
) -> Details:
    """Return what is written down of a report that an office is asked for.

    Raises:
        SupervisionRefusedError: If the matter is not late, a report is owed already, the days
            make no sense, or nothing says what is to be reported.
    """
    _expect_light(task, day, LATE, "not_late")
    if task.report_by is not None:
        raise SupervisionRefusedError("report_owed", day=task.report_by.isoformat())
    if not FEWEST_REPORT_DAYS <= working_days <= MOST_REPORT_DAYS:
        raise SupervisionRefusedError("days", least=FEWEST_REPORT_DAYS, most=MOST_REPORT_DAYS)
    until = calendar.after(day.today, working_days)
    return {"words": _required(words, "question"), "until": until.isoformat()}


def report(task: ReviewTask, words: str) -> Details:
    """Return what is written down of an office's report; late is better than never.

    Raises:
        SupervisionRefusedError: If none is owed, or nothing is said.
    """
    if task.report_by is None:
        raise SupervisionRefusedError("no_report_owed")
    return {"words": _required(words, "report")}


def _expect_light(
    task: ReviewTask, day: TaskDay, lights: tuple[TaskLight, ...], otherwise: str
) -> None:
    if task_light(task.state, task.due, day) not in lights:
        raise SupervisionRefusedError(otherwise)


def _required(words: str, what: str) -> str:
    said = _worded(words)
    if not said:
        raise SupervisionRefusedError(f"no_{what}")
    return said


def _worded(words: str) -> str:
    said = clean(words, lines=True).strip()
    if len(said) > MOST_WORDS:
        raise SupervisionRefusedError("too_long", most=MOST_WORDS)
    return said
