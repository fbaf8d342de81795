"""The ledger of a department (部门管理台账): its matters, and what is going on about each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from io import BytesIO

from core.catalogue.bases import missing_bases
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter
from core.catalogue.packages import Package
from core.catalogue.spreadsheets import write_text
from core.catalogue.validity import LawIndex, is_over, is_valid
from core.i18n import DEFAULT_LOCALE, translate
from core.ports import LibraryChange, Stores
from core.services.acting import StaffContext
from core.services.officers.update_lists import ListedUpdate, UpdateLists
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.proposing.deciding import ProposalState
from core.working_days import day_of

_OPEN_PROPOSALS = frozenset({ProposalState.WAITING, ProposalState.REFUSED, ProposalState.AGREED})
DAYS_BACK = 30
COLUMNS = (
    "code",
    "name",
    "department",
    "state",
    "changes",
    "last_change",
    "proposals",
    "updates",
    "due_on",
    "bases",
    "repealed",
)


class LedgerFilter(StrEnum):
    """What of a ledger is looked at."""

    ALL = "all"
    CHANGED = "changed"
    PROPOSALS = "proposals"
    UPDATES = "updates"
    BASES = "bases"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One matter: what changed since the day, what is open about it, what it lacks.

    ``updates`` are the lines of update lists that nobody has ticked off; ``due_on`` is the first
    deadline among them. ``repealed`` are laws it rests on that are not in force.
    """

    code: str
    name: str
    department: str
    department_name: str
    is_over: bool
    changes: int
    last_change: LibraryChange | None
    proposals: int
    updates: int
    due_on: date | None
    is_late: bool
    bases: int
    repealed: tuple[str, ...]

    def is_in(self, chosen: LedgerFilter) -> bool:
        """Say whether the line belongs to what is looked at."""
        counts = {
            LedgerFilter.ALL: 1,
            LedgerFilter.CHANGED: self.changes,
            LedgerFilter.PROPOSALS: self.proposals,
            LedgerFilter.UPDATES: self.updates,
            LedgerFilter.BASES: self.bases + len(self.repealed),
        }
        return counts[chosen] > 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines within reach, by code, and the departments that they belong to."""

    since: date
    lines: tuple[LedgerLine, ...]
    departments: Mapping[str, str]

    def only(self, department: str, chosen: LedgerFilter) -> tuple[LedgerLine, ...]:
        """Return the lines of a department, or of all, that belong to what is looked at."""
        return tuple(
            line
            for line in self.lines
            if department in ("", line.department) and line.is_in(chosen)
        )


class DepartmentLedger:
    """Reads the ledger; a department has its own, policy staff have all."""

    def __init__(self, staff: StaffContext, updates: UpdateLists) -> None:
        self._staff = staff
        self._updates = updates

    def ledger(self, session: Principal, since: date | None = None) -> Ledger:
        """Return every matter within reach, with what changed since a day, or for a month."""
        with self._staff.as_permitted(session, UseCase.READ_LEDGER) as (stores, permit):
            today = day_of(self._staff.clock())
            begin = since or today - timedelta(days=DAYS_BACK)
            package = stores.catalogue.read()
            proposals = _proposals_by_matter(stores)
            own = {
                code: matter
                for code, matter in package.catalogue.matters.items()
                if permit.covers(matter.department)
            }
            changes = _changes_by_matter(stores, package, own, begin)
        updates = _updates_by_matter(self._updates.list_updates(session))
        lines = tuple(
            _line(
                matter,
                package.catalogue,
                today,
                (changes.get(code, ()), proposals[code], updates.get(code, ())),
            )
            for code, matter in sorted(own.items())
        )
        names = {line.department: line.department_name for line in lines}
        return Ledger(begin, lines, dict(sorted(names.items())))

    def ledger_file(self, session: Principal, since: date, locale: str = DEFAULT_LOCALE) -> bytes:
        """Return the ledger as a spreadsheet."""
        self._staff.expect(session, UseCase.EXPORT_LEDGER)
        return _workbook(self.ledger(session, since), locale)


def _proposals_by_matter(stores: Stores) -> Counter[str]:
    """Return how many proposals about each matter wait for an answer or for the change."""
    return Counter(
        code
        for proposal in stores.proposals.all()
        if proposal.standing.state in _OPEN_PROPOSALS
        for code in {edit.code for edit in proposal.candidate.edits}
    )


def _changes_by_matter(
    stores: Stores, package: Package, own: Mapping[str, Matter], since: date
) -> dict[str, tuple[LibraryChange, ...]]:
    """Return what changed of matters since a day; that a matter came is no change."""
    files, found = stores.catalogue.files(), {}
    for code in own:
        name = package.sources["matters", code].file
        if name in files and day_of(files[name].changed_at) >= since:
            changes = stores.catalogue.changes(name)[1:]
            found[code] = tuple(c for c in changes if day_of(c.changed_at) >= since)
    return found


def _updates_by_matter(
    listed: Iterable[ListedUpdate],
) -> dict[str, tuple[ListedUpdate, ...]]:
    found: dict[str, tuple[ListedUpdate, ...]] = {}
    for line in listed:
        if not line.ticked_by:
            code = line.update.matter
            found[code] = (*found.get(code, ()), line)
    return found


def _line(
    matter: Matter,
    catalogue: Catalogue,
    today: date,
    about: tuple[tuple[LibraryChange, ...], int, tuple[ListedUpdate, ...]],
) -> LedgerLine:
    changes, proposals, updates = about
    laws = {law.name: law for law, _, _ in LawIndex(catalogue.laws.values()).under(matter)}
    return LedgerLine(
        code=matter.code,
        name=matter.name,
        department=matter.department,
        department_name=catalogue.department_name(matter.department),
        is_over=is_over(matter, today),
        changes=len(changes),
        last_change=changes[-1] if changes else None,
        proposals=proposals,
        updates=len(updates),
        due_on=min((update.due_on for update in updates), default=None),
        is_late=any(update.is_late for update in updates),
        bases=len(missing_bases(matter)),
        repealed=tuple(name for name, law in laws.items() if not is_valid(law, today)),
    )


def line_in_words(line: LedgerLine, locale: str) -> dict[str, str]:
    """Return a line as it is read in a table, column by column."""
    state = translate(f"ledger.state.{'over' if line.is_over else 'valid'}", locale)
    return {
        "code": line.code,
        "name": line.name,
        "department": line.department_name,
        "state": state,
        "changes": str(line.changes),
        "last_change": _change_line(line.last_change),
        "proposals": str(line.proposals),
        "updates": str(line.updates),
        "due_on": line.due_on.isoformat() if line.due_on else "",
        "bases": str(line.bases),
        "repealed": "；".join(line.repealed),
    }


def _change_line(change: LibraryChange | None) -> str:
    return f"{day_of(change.changed_at).isoformat()} {change.reason}".strip() if change else ""


def _workbook(ledger: Ledger, locale: str) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    rows = [[translate(f"ledger.column.{name}", locale) for name in COLUMNS]]
    rows += [list(line_in_words(line, locale).values()) for line in ledger.lines]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            write_text(sheet.cell(number, place), text)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
