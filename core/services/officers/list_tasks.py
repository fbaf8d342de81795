"""The work list of an office: what it has to do next, due first, over all cases of the hall."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from core.cases.models import Version
from core.handouts.task_list import TaskListBrief, task_list
from core.i18n import DEFAULT_LOCALE, translate
from core.ports import HandoutWriter, Stores
from core.review.states import MatterState
from core.review.tasks import TaskDay, TaskFilter, TaskLight, TaskLine, TaskPlace
from core.services.access_log import note_listed
from core.services.acting import Acted, StaffContext
from core.services.officers.find_cases import VersionFacts, VersionShelf, words_in
from core.services.officers.office_tasks import OfficeTask, office_task
from core.services.officers.task_views import TaskViews
from core.services.officers.tasks_workbook import channel_name, task_cells, tasks_workbook
from core.services.officers.unassessed_fees import unassessed_tasks
from core.staff.models import Principal
from core.staff.permissions import Permit, Reach
from core.staff.use_cases import UseCase
from core.working_days import day_of

TASKS_AT_ONCE = 20
"""How many tasks one page of the list has."""
CHANNELS = ("kiosk", "window", "online")
"""The ways in which an application comes in."""
MOST_IN_FILE = 10_000
MOST_ON_PAPER = 1_000
XLSX, PDF = "xlsx", "pdf"
_READ_AT_ONCE = 500
_MOST_SILENT = 200


@dataclass(frozen=True, slots=True)
class TaskSearch:
    """What of a work list is looked at; the page begins after a place.

    ``is_unassessed`` are granted matters alone whose fee nobody has said the amount of.
    """

    words: str = ""
    matter: str = ""
    state: MatterState | None = None
    light: TaskLight | None = None
    channel: str = ""
    is_unassessed: bool = False
    after: TaskPlace | None = None


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a work list, as it was read at a moment.

    ``number`` is how many tasks there are on all pages, ``lights`` how many of each light
    whichever is chosen. ``silent_tomorrow`` are accepted by silence if nobody speaks today.
    ``unassessed`` are granted and nobody has said their fee.
    ``matters`` are those that can be chosen, by code. ``following`` is where the next page begins.
    """

    read_at: datetime
    today: date
    tasks: tuple[OfficeTask, ...]
    number: int
    lights: Mapping[TaskLight, int]
    silent_tomorrow: int
    unassessed: int
    matters: Mapping[str, str]
    following: TaskPlace | None = None
    at_once: int = TASKS_AT_ONCE


EVERY_TASK = TaskSearch()


class ListTasks:
    """Lists what an office has to do; the one window sees the tasks of all."""

    def __init__(self, staff: StaffContext, writer: HandoutWriter) -> None:
        self._staff = staff
        self._writer = writer
        self._versions = VersionShelf()
        self.views = TaskViews(staff)

    def tasks(self, session: Principal, search: TaskSearch = EVERY_TASK) -> TaskPage:
        """Return one page of the tasks of an office, due first."""
        with self._staff.as_permitted(session, UseCase.LIST_TASKS) as acted:
            stores, permit = acted
            facts, day = self._versions.facts(stores), self._day()
            wanted = _filter(permit, search, facts)
            unassessed = self._unassessed(acted, facts, day)
            found, number = unassessed, len(unassessed)
            if not search.is_unassessed:
                limit = TASKS_AT_ONCE + 1
                found = stores.tasks.found(wanted, day, after=search.after, limit=limit)
                number = stores.tasks.count(wanted, day)
            lines = found if search.is_unassessed else found[:TASKS_AT_ONCE]
            self._note(acted, UseCase.LIST_TASKS, lines)
            return TaskPage(
                self._staff.session_time(),
                day.today,
                tuple(self._task(line, day, facts) for line in lines),
                number,
                stores.tasks.lights(replace(wanted, lights=()), day),
                _silent_tomorrow(stores, permit, day),
                len(unassessed),
                _own_matters(permit, facts),
                lines[-1].place if len(found) > len(lines) else None,
            )

    def tasks_file(
        self,
        session: Principal,
        search: TaskSearch = EVERY_TASK,
        locale: str = DEFAULT_LOCALE,
        *,
        form: str = XLSX,
    ) -> bytes:
        """Return all tasks that are looked for as a spreadsheet, or to be printed.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_TASKS) as acted:
            stores, permit = acted
            facts, day = self._versions.facts(stores), self._day()
            wanted = _filter(permit, search, facts)
            at_most = MOST_IN_FILE if form == XLSX else MOST_ON_PAPER
            if search.is_unassessed:
                lines = list(self._unassessed(acted, facts, day))
                number = len(lines)
            else:
                lines = list(islice(_every(stores, wanted, day), at_most))
                number = stores.tasks.count(wanted, day)
            self._note(acted, UseCase.EXPORT_TASKS, lines)
        tasks = [self._task(line, day, facts) for line in lines]
        if form == XLSX:
            return tasks_workbook(tasks, locale)
        rows = tuple(task_cells(task, locale) for task in tasks)
        filters = tuple(_filters_said(search, _own_matters(permit, facts), locale))
        brief = TaskListBrief(rows, filters, number, day.today, locale)
        return self._writer.write(task_list(brief), form)

    def _unassessed(
        self, acted: Acted, facts: Mapping[Version, VersionFacts], day: TaskDay
    ) -> tuple[TaskLine, ...]:
        stores, permit = acted
        rules = self._staff.review_rules
        return unassessed_tasks(stores, _departments(permit), facts, day, rules=rules)

    def _task(
        self, line: TaskLine, day: TaskDay, facts: Mapping[Version, VersionFacts]
    ) -> OfficeTask:
        known = facts.get((line.theme_code, line.theme_version))
        return office_task(line, day, known, self._staff.calendar)

    def _day(self) -> TaskDay:
        return TaskDay.on(day_of(self._staff.clock()), self._staff.calendar)

    def _note(
        self, acted: Acted, use_case: UseCase, lines: list[TaskLine] | tuple[TaskLine, ...]
    ) -> None:
        numbers = dict.fromkeys(line.case_number for line in lines)
        note_listed(acted, use_case, at=self._staff.session_time(), numbers=numbers)


def _filter(
    permit: Permit, search: TaskSearch, facts: Mapping[Version, VersionFacts]
) -> TaskFilter:
    number, words = words_in(search.words, facts)
    return TaskFilter(
        departments=_departments(permit),
        matters=(search.matter,) if search.matter else (),
        states=(search.state,) if search.state else (),
        lights=(search.light,) if search.light else (),
        channel=search.channel,
        words=words,
        number=number,
    )


def _filters_said(search: TaskSearch, matters: Mapping[str, str], locale: str) -> Iterator[str]:
    """Yield in words what leaves tasks out."""
    said = (
        translate("tasks.unassessed", locale) if search.is_unassessed else "",
        translate(f"tasks.light.{search.light}", locale) if search.light else "",
        search.words,
        matters.get(search.matter, search.matter),
        translate(f"tasks.state.{search.state}", locale) if search.state else "",
        channel_name(search.channel, locale) if search.channel else "",
    )
    yield from filter(None, said)


def _departments(permit: Permit) -> tuple[str, ...] | None:
    """Return whose tasks somebody sees; whoever has no department sees none."""
    if permit.reach is Reach.EVERYTHING:
        return None
    return (permit.department,) if permit.department else ()


def _silent_tomorrow(stores: Stores, permit: Permit, day: TaskDay) -> int:
    """Return how many applications are accepted by silence once this day is over (law 12)."""
    last = TaskFilter(
        departments=_departments(permit),
        states=(MatterState.RECEIVED,),
        lights=(TaskLight.TODAY,),
    )
    due = stores.tasks.found(last, day, limit=_MOST_SILENT)
    return sum(line.speak_by == day.today for line in due)


def _own_matters(permit: Permit, facts: Mapping[Version, VersionFacts]) -> dict[str, str]:
    """Return the matters that can be chosen: those of published themes, within reach."""
    found = {
        code: name
        for version in facts.values()
        for code, name in version.matter_names.items()
        if permit.covers(version.department_of.get(code))
    }
    return dict(sorted(found.items()))


def _every(stores: Stores, wanted: TaskFilter, day: TaskDay) -> Iterator[TaskLine]:
    place: TaskPlace | None = None
    for _ in range(0, MOST_IN_FILE, _READ_AT_ONCE):
        lines = stores.tasks.found(wanted, day, after=place, limit=_READ_AT_ONCE)
        yield from lines
        if len(lines) < _READ_AT_ONCE:
            return
        place = lines[-1].place
