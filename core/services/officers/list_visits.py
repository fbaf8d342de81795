"""List the visits to places in which an office takes part (联合勘验), day by day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.cases.models import CaseOutline
from core.handouts.visit_list import VisitBrief, VisitLine, VisitParty, visit_list
from core.i18n import DEFAULT_LOCALE
from core.ports import HandoutWriter, Stores
from core.privacy.requests import is_restricted
from core.review.joint_visits import SiteVisit, VisitOpinion, visits_in
from core.review.matter_reviews import matter_reviews
from core.review.tasks import TaskDay, TaskFilter
from core.services.access_log import note_listed
from core.services.acting import Acted, StaffContext
from core.services.confirming_rounds import department_names
from core.services.officers.find_cases import VersionFacts, VersionShelf, own_matters
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase
from core.working_days import ZONE, day_of

__all__ = [
    "OPEN_VISITS",
    "ListVisits",
    "VisitLine",
    "VisitOpinion",
    "VisitParty",
    "VisitSearch",
    "VisitsPage",
]

MOST_TASKS = 500
"""How many matters are looked through at most, due first."""
_SET_BEFORE, _WRITTEN_AFTER = timedelta(days=62), timedelta(days=62)


@dataclass(frozen=True, slots=True)
class VisitSearch:
    """Which visits are looked at: of one day or all, those with an own opinion missing or given.

    Those that are done are found by ``month``, its first day; without one it is this month.
    """

    day: date | None = None
    is_open: bool = True
    month: date | None = None


OPEN_VISITS = VisitSearch()


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The visits that are looked for, earliest first.

    ``days`` say how many there are on each day, whichever day is chosen; ``open`` and ``done``
    how many there are in all, ``done`` of ``month``. ``is_cut`` says that there are more than are
    looked through.
    """

    today: date
    lines: tuple[VisitLine, ...]
    days: Mapping[date, int]
    open: int
    done: int
    is_cut: bool
    month: date


@dataclass(frozen=True, slots=True)
class _Reading:
    """What lines are made of, read once for all."""

    permit: Permit
    facts: Mapping[tuple[str, int], VersionFacts]
    departments: Mapping[str, str]
    names: Mapping[str, str] = field(repr=False)


class ListVisits:
    """Shows an office its visits: those to come, and those of a month that are done."""

    def __init__(self, staff: StaffContext, writer: HandoutWriter) -> None:
        self._staff = staff
        self._writer = writer
        self._versions = VersionShelf()

    def listed(self, session: Principal, search: VisitSearch = OPEN_VISITS) -> VisitsPage:
        """Return the visits of the own office that are looked for."""
        with self._staff.as_permitted(session, UseCase.LIST_VISITS) as acted:
            return self._page(acted, UseCase.LIST_VISITS, search)

    def listed_file(
        self,
        session: Principal,
        search: VisitSearch = OPEN_VISITS,
        *,
        form: str,
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return the visits that are looked for as a list to take along.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_VISITS) as acted:
            page = self._page(acted, UseCase.EXPORT_VISITS, search)
        brief = VisitBrief(page.lines, search.day, page.today, locale)
        return self._writer.write(visit_list(brief), form)

    def _page(self, acted: Acted, use_case: UseCase, search: VisitSearch) -> VisitsPage:
        today = day_of(self._staff.clock())
        month = (search.month or today).replace(day=1)
        read, is_cut = self._every(acted, TaskDay.on(today, self._staff.calendar), month)
        every = [it for it in read if it.is_open or it.day.replace(day=1) == month]
        wanted = [line for line in every if line.is_open is search.is_open]
        shown = tuple(line for line in wanted if search.day in (None, line.day))
        numbers = dict.fromkeys(line.case_number for line in shown)
        note_listed(acted, use_case, at=self._staff.session_time(), numbers=numbers)
        return VisitsPage(
            today,
            shown,
            dict(sorted(Counter(line.day for line in wanted).items())),
            sum(line.is_open for line in every),
            sum(not line.is_open for line in every),
            is_cut,
            month,
        )

    def _every(self, acted: Acted, day: TaskDay, month: date) -> tuple[list[VisitLine], bool]:
        """Return every visit of an office, and whether there are more of them."""
        stores, permit = acted
        own = (permit.department,) if permit.department else ()
        running = TaskFilter(departments=own, has_visit=True)
        around = TaskFilter(departments=own, visited_between=_around(month))
        found = [stores.tasks.found(it, day, limit=MOST_TASKS + 1) for it in (running, around)]
        tasks = [task for some in found for task in some[:MOST_TASKS]]
        reading = _Reading(
            permit,
            self._versions.facts(stores),
            department_names(stores),
            {task.case_number: task.applicant_name for task in tasks},
        )
        cases = stores.outlines.of(reading.names, to_change=False)
        lines = (line for case in cases for line in self._lines(stores, case, reading))
        return sorted(lines, key=lambda line: line.order), any(
            len(some) > MOST_TASKS for some in found
        )

    def _lines(self, stores: Stores, case: CaseOutline, reading: _Reading) -> Iterator[VisitLine]:
        known = reading.facts.get((case.theme_code, case.theme_version))
        if known is None or is_restricted(case.history):
            return
        own = own_matters(case.matters, reading.permit, known.department_of)
        reviews = matter_reviews(case, self._staff.review_rules.terms(stores, case))
        for visit in visits_in(reviews, own):
            yield VisitLine(
                case.number,
                known.name,
                reading.names[case.number],
                visit,
                tuple(_parties(visit, known, reading.departments)),
            )


def _around(month: date) -> tuple[datetime, datetime]:
    """Return between which moments a visit of a month was set, or its opinion given."""
    first = datetime(month.year, month.month, 1, tzinfo=ZONE)
    return first - _SET_BEFORE, first + timedelta(days=31) + _WRITTEN_AFTER


def _parties(
    visit: SiteVisit, known: VersionFacts, departments: Mapping[str, str]
) -> Iterable[VisitParty]:
    for code, opinion in visit.opinions.items():
        department = known.department_of.get(code, "")
        yield VisitParty(
            known.matter_names.get(code, code),
            departments.get(department, department),
            opinion,
        )
