"""Supervise what is late (督办): supervisors see every department, an office answers for itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.cases.models import Event
from core.cases.numbering import normalised
from core.handouts.supervision_list import (
    COUNTED,
    SupervisionBrief,
    light_words,
    numbers_of,
    supervision_list,
)
from core.i18n import DEFAULT_LOCALE
from core.ports import HandoutWriter, Stores
from core.review import supervising
from core.review.supervising import (
    FEWEST_REPORT_DAYS,
    MOST_REPORT_DAYS,
    NEARLY_LATE,
    USUAL_REPORT_DAYS,
    SupervisedLine,
    SupervisedTask,
    SupervisionCounts,
    SupervisionFilter,
)
from core.review.supervision import SupervisionAction, supervision_events, supervision_of
from core.review.tasks import TaskDay, TaskPlace, task_light
from core.services.access_log import members_by_name, note_look
from core.services.acting import StaffContext
from core.services.confirming_rounds import department_names
from core.services.officers.find_cases import VersionFacts, VersionShelf
from core.services.supervision_steps import supervised_task, write_supervision
from core.staff.models import Principal
from core.staff.permissions import CLOCK_NAME, Permit, Reach
from core.staff.use_cases import UseCase
from core.working_days import day_of

__all__ = [
    "ALL_LATE",
    "CLOCK_NAME",
    "COUNTED",
    "FEWEST_REPORT_DAYS",
    "MOST_REPORT_DAYS",
    "NEARLY_LATE",
    "USUAL_REPORT_DAYS",
    "SuperviseTasks",
    "SupervisedLine",
    "SupervisionAction",
    "SupervisionCounts",
    "SupervisionFilter",
    "SupervisionPage",
    "SupervisionThread",
    "TaskPlace",
    "light_words",
    "numbers_of",
]

AT_ONCE = 20
MOST_IN_FILE = 2_000
ALL_LATE = SupervisionFilter()
NOBODYS = "-"
"""The department of whoever has none: no matter is its."""


@dataclass(frozen=True, slots=True)
class SupervisionPage:
    """One page of what is late or nearly so, and the numbers of each department on all pages."""

    today: date
    lines: tuple[SupervisedLine, ...]
    number: int
    counts: tuple[SupervisionCounts, ...]
    departments: Mapping[str, str]
    following: TaskPlace | None = None


@dataclass(frozen=True, slots=True)
class SupervisionThread:
    """What was said about one matter, in order, and by whom, by the names colleagues know."""

    today: date
    line: SupervisedLine
    events: tuple[Event, ...]
    members: Mapping[str, str]


class SuperviseTasks:
    """Everything that is done about late matters."""

    def __init__(self, staff: StaffContext, writer: HandoutWriter) -> None:
        self._staff = staff
        self._writer = writer
        self._versions = VersionShelf()

    def supervised(
        self,
        session: Principal,
        wanted: SupervisionFilter = ALL_LATE,
        after: TaskPlace | None = None,
    ) -> SupervisionPage:
        """Return one page of what is late, nearly late, or owes a report, due first."""
        with self._staff.as_permitted(session, UseCase.LIST_SUPERVISED) as (stores, permit):
            own, day = _within(permit, wanted), self._day()
            found = stores.tasks.supervised(own, day, after=after, limit=AT_ONCE + 1)
            tasks, departments = found[:AT_ONCE], department_names(stores)
            return SupervisionPage(
                day.today,
                tuple(self._lines(stores, tasks, departments, day)),
                stores.tasks.count_supervised(own, day),
                _counts(stores, permit, day),
                departments,
                tasks[-1].place if len(found) > len(tasks) else None,
            )

    def supervised_file(
        self,
        session: Principal,
        wanted: SupervisionFilter = ALL_LATE,
        *,
        form: str,
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return the list as a file, with the numbers of each department.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_SUPERVISED) as (stores, permit):
            own, day = _within(permit, wanted), self._day()
            tasks = stores.tasks.supervised(own, day, limit=MOST_IN_FILE)
            departments = department_names(stores)
            brief = SupervisionBrief(
                tuple(self._lines(stores, tasks, departments, day)),
                _counts(stores, permit, day),
                departments,
                day.today,
                locale,
                stores.tasks.count_supervised(own, day),
            )
        return self._writer.write(supervision_list(brief), form)

    def thread(self, session: Principal, number: str, matter: str) -> SupervisionThread:
        """Return what was said about one matter.

        Raises:
            CaseNotFoundError: If there is no such matter within reach.
        """
        with self._staff.as_permitted(session, UseCase.READ_SUPERVISION) as acted:
            stores, _ = acted
            case = stores.cases.get(normalised(number))
            task = supervised_task(acted, case, matter)
            note_look(
                acted,
                UseCase.READ_SUPERVISION,
                at=self._staff.session_time(),
                case_number=case.number,
                matter=matter,
            )
            shown = SupervisedTask(
                **{name: getattr(task, name) for name in SupervisedTask.__slots__}
            )
            day, members = self._day(), members_by_name(stores)
            (line,) = self._lines(stores, [shown], department_names(stores), day)
            return SupervisionThread(
                day.today,
                line,
                supervision_events(case.history, matter),
                {name: member.display_name for name, member in members.items()},
            )

    def remind_office(self, session: Principal, number: str, matter: str, words: str = "") -> None:
        """Remind an office of what is late or nearly so, once a day (催办).

        Raises:
            SupervisionRefusedError: If it is in time, or was reminded today.
        """
        with self._staff.as_permitted(session, UseCase.REMIND_OFFICE) as acted:
            write_supervision(
                self._staff,
                acted,
                SupervisionAction.REMINDED,
                place=(number, matter),
                decide=lambda case, task: supervising.remind(
                    task, supervision_of(case.history, matter), words, day=self._day()
                ),
            )

    def escalate_matter(
        self, session: Principal, number: str, matter: str, *, superior: str, words: str
    ) -> None:
        """Tell somebody above the office that it is late (提级督办).

        Raises:
            SupervisionRefusedError: If it is not late, or nothing says who is told, and why.
        """
        with self._staff.as_permitted(session, UseCase.ESCALATE_MATTER) as acted:
            write_supervision(
                self._staff,
                acted,
                SupervisionAction.ESCALATED,
                place=(number, matter),
                decide=lambda _, task: supervising.escalate(task, superior, words, day=self._day()),
            )

    def ask_for_report(
        self,
        session: Principal,
        number: str,
        matter: str,
        *,
        words: str,
        working_days: int = USUAL_REPORT_DAYS,
    ) -> None:
        """Ask an office to say until a day why it is late, and what it does about it.

        Raises:
            SupervisionRefusedError: If it is not late, or owes a report already.
        """
        with self._staff.as_permitted(session, UseCase.ASK_FOR_REPORT) as acted:
            write_supervision(
                self._staff,
                acted,
                SupervisionAction.REPORT_ASKED,
                place=(number, matter),
                decide=lambda _, task: supervising.ask_for_report(
                    task, words, working_days, day=self._day(), calendar=self._staff.calendar
                ),
            )

    def report_matter(self, session: Principal, number: str, matter: str, words: str) -> None:
        """Say why an own matter is late, and what is done about it.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            SupervisionRefusedError: If no report is owed, or nothing is said.
        """
        with self._staff.as_permitted(session, UseCase.REPORT_MATTER) as acted:
            write_supervision(
                self._staff,
                acted,
                SupervisionAction.REPORTED,
                place=(number, matter),
                decide=lambda _, task: supervising.report(task, words),
            )

    def _day(self) -> TaskDay:
        return TaskDay.on(day_of(self._staff.clock()), self._staff.calendar)

    def _lines(
        self,
        stores: Stores,
        tasks: Iterable[SupervisedTask],
        departments: Mapping[str, str],
        day: TaskDay,
    ) -> Iterator[SupervisedLine]:
        facts = self._versions.facts(stores)
        for task in tasks:
            known = facts.get((task.theme_code, task.theme_version))
            yield self._line(task, known, departments.get(task.department, task.department), day)

    def _line(
        self, task: SupervisedTask, known: VersionFacts | None, department: str, day: TaskDay
    ) -> SupervisedLine:
        due = task.due or day.today
        return SupervisedLine(
            task,
            known.matter_names.get(task.matter, task.matter) if known else task.matter,
            known.name if known else task.theme_code,
            department,
            task_light(task.state, task.due, day),
            self._staff.calendar.between(min(due, day.today), max(due, day.today)),
        )


def _within(permit: Permit, wanted: SupervisionFilter) -> SupervisionFilter:
    """Return what is wanted, of the own department alone for whoever sees no other."""
    if permit.reach is Reach.EVERYTHING:
        return wanted
    return replace(wanted, department=permit.department or NOBODYS)


def _counts(stores: Stores, permit: Permit, day: TaskDay) -> tuple[SupervisionCounts, ...]:
    counts = stores.tasks.supervision_counts(day)
    return tuple(row for row in counts if permit.covers(row.department))
