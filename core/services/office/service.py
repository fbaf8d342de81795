"""The use cases of officers: see the own department's part of a case, take it along, correct once.

Purpose limitation (law 3): of a case, an officer sees the matters of the own department and
nothing else; a case without any is to them no case at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.cases.history import next_event
from core.cases.models import Case, CaseLine, CaseStatus
from core.cases.numbering import normalised
from core.cases.sealing import SEALS, correction_seal
from core.catalogue.packages import Catalogue
from core.errors import CaseClosedError, CaseNotFoundError
from core.forms.department_forms import DepartmentForm, pictures_in
from core.forms.form_workbooks import write_form
from core.ports import Clock, FileStore, Printer, Stores, Transaction
from core.receipts.models import PaperForm
from core.review.correcting import DAYS_TO_ANSWER, ask, last_day_to_ask
from core.review.models import Correction, Fault
from core.services.form_answers import json_of
from core.services.office.find_cases import (
    CASES_AT_ONCE,
    CaseSearch,
    VersionShelf,
    departments_of,
    filter_for,
    own_line,
    own_matters,
)
from core.services.office.objections import contested_forms
from core.services.office.papers import OfficePaper, papers_of
from core.services.papers_given import CaseMaterial, materials_of_case
from core.services.theme_plans import PlanShelf
from core.staff.models import StaffMember
from core.themes.guides import concluded_guide
from core.working_days import WEEKENDS_ONLY, WorkingCalendar, day_of

ALL_CASES = CaseSearch()
_LICENCE = "行政许可"
"""The kind of matter in which silence means accepted by law."""


class FormFile(StrEnum):
    """The ways in which a form can be taken along."""

    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """One department's part of one case.

    ``last_day`` is the day until which a correction can be asked for, where silence after it
    means accepted; ``proposed`` is a day by which it could be put right.
    """

    case_number: str
    form: DepartmentForm
    papers: tuple[OfficePaper, ...]
    corrections: tuple[Correction, ...]
    last_day: date | None
    proposed: date
    is_running: bool

    @property
    def is_waiting(self) -> bool:
        """Say whether it is the applicant's turn."""
        return any(one.is_open for one in self.corrections)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A case with everything that tells what it means."""

    case: Case
    catalogue: Catalogue
    materials: tuple[CaseMaterial, ...]
    forms: Mapping[str, DepartmentForm]
    corrections: tuple[Correction, ...]


class OfficeService:
    """Everything an officer can see and do of cases."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        printer: Printer,
        files: FileStore,
        clock: Clock,
        calendar: WorkingCalendar = WEEKENDS_ONLY,
    ) -> None:
        self._transaction = transaction
        self._printer = printer
        self._files = files
        self._clock = clock
        self._calendar = calendar
        self._plans = PlanShelf()
        self._versions = VersionShelf()

    def cases(self, officer: StaffMember, search: CaseSearch = ALL_CASES) -> tuple[CaseLine, ...]:
        """Return one page of the cases that concern an officer, newest first, with their matters.

        Looked for among all cases of the hall, however many came since.
        """
        skip = search.page * CASES_AT_ONCE
        with self._transaction() as stores:
            facts = self._versions.facts(stores)
            wanted = filter_for(officer, search, facts)
            lines = stores.cases.found(wanted, skip=skip, limit=CASES_AT_ONCE)
        return tuple(own_line(line, officer, facts) for line in lines)

    def count_cases(self, officer: StaffMember, search: CaseSearch = ALL_CASES) -> int:
        """Return how many cases there are on all pages."""
        with self._transaction() as stores:
            facts = self._versions.facts(stores)
            return stores.cases.count(filter_for(officer, search, facts))

    def forms(self, officer: StaffMember, number: str) -> tuple[OfficeForm, ...]:
        """Return the parts of a case that are the officer's own.

        Raises:
            CaseNotFoundError: If there is no such case, or none of its matters is theirs.
        """
        with self._transaction() as stores:
            opened = self._opened(stores, number)
        own = own_matters(opened.case.matters, officer, departments_of(opened.catalogue))
        if not own:
            raise CaseNotFoundError(case_number=number)
        return tuple(self._part(opened, matter) for matter in own)

    def form_file(self, officer: StaffMember, number: str, matter: str, kind: FormFile) -> bytes:
        """Return one form as a file: a spreadsheet in its own layout, data, or paper.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            PrintingError: If the paper cannot be made.
        """
        form = self._own_part(officer, number, matter).form
        if kind is FormFile.XLSX:
            return write_form(form)
        if kind is FormFile.JSON:
            return json_of(form)
        with self._transaction() as stores:
            received_at = stores.cases.get(normalised(number)).received_at
        pictures = {digest: self._files.get(digest) for digest in pictures_in(form)}
        return self._printer.department_form(
            PaperForm(form, normalised(number), received_at, pictures)
        )

    def paper_file(self, officer: StaffMember, number: str, matter: str, digest: str) -> bytes:
        """Return a file that was handed in for one of the officer's papers, or drawn under it.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StorageError: If it cannot be read.
        """
        part = self._own_part(officer, number, matter)
        papers = part.papers
        known = {file.digest for paper in papers for file in paper.files}
        known |= {one.picture for paper in papers for one in paper.signatures if one.picture}
        known |= set(pictures_in(part.form))
        if digest not in known:
            raise CaseNotFoundError(case_number=number)
        return self._files.get(digest)

    def ask_for_correction(
        self,
        officer: StaffMember,
        number: str,
        matter: str,
        *,
        faults: Sequence[Fault],
        until: date,
    ) -> None:
        """Give the applicant one notice of everything that has to be put right (law 12).

        Args:
            officer: Who asks; it has to be one of their matters.
            number: The case.
            matter: The matter.
            faults: Everything, each at a place of this matter's own form or papers.
            until: The day by which it is to be put right.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            CaseClosedError: If the case was withdrawn.
            CaseError: If the notice may not be given, as :func:`~core.review.correcting.ask` says.
        """
        part = self._own_part(officer, number, matter)
        with self._transaction() as stores:
            notice = self._notice(stores, officer, part, faults=faults, until=until)
            case = stores.cases.get(part.case_number)
            first = len(stores.corrections.of(part.case_number))
            key = case.application.submission_key
            rows = [one.as_row(at) for at, one in enumerate(notice, start=first)]
            told = {
                "matter": matter,
                "places": [one.fault.place for one in notice],
                SEALS: {"corrections": [correction_seal(key, row) for row in rows]},
            }
            for one in notice:
                stores.corrections.add(part.case_number, one)
            stores.cases.append(
                next_event(
                    case.history, case_number=part.case_number, at=notice[0].asked_at,
                    actor=officer.username, action="correction_asked", details=told,
                )
            )  # fmt: skip

    def draft_notice(
        self,
        officer: StaffMember,
        number: str,
        matter: str,
        *,
        faults: Sequence[Fault],
        until: date,
    ) -> tuple[Correction, ...]:
        """Return the notice as it would be given, to be read once more: it cannot be taken back.

        Raises:
            CaseError: As :meth:`ask_for_correction` would.
        """
        part = self._own_part(officer, number, matter)
        with self._transaction() as stores:
            return self._notice(stores, officer, part, faults=faults, until=until)

    def _notice(
        self,
        stores: Stores,
        officer: StaffMember,
        part: OfficeForm,
        *,
        faults: Sequence[Fault],
        until: date,
    ) -> tuple[Correction, ...]:
        known, now = places_of(part), self._clock()
        # Read again with nobody else at it, so that two officers give one notice.
        every = stores.corrections.of(part.case_number, to_change=True)
        if stores.cases.get(part.case_number).status is not CaseStatus.RECEIVED:
            raise CaseClosedError
        return ask(
            [replace(one, label=known[one.place]) for one in faults if one.place in known],
            matter=part.form.matter,
            earlier=_of(part.form.matter, every),
            by=officer.username,
            at=now,
            until=max(until, day_of(now)),
            last_day=part.last_day,
        )

    def _own_part(self, officer: StaffMember, number: str, matter: str) -> OfficeForm:
        found = [one for one in self.forms(officer, number) if one.form.matter == matter]
        if not found:
            raise CaseNotFoundError(case_number=number)
        return found[0]

    def _part(self, opened: _Opened, matter: str) -> OfficeForm:
        case, catalogue = opened.case, opened.catalogue
        corrections = _of(matter, opened.corrections)
        last_day = last_day_to_ask(case.received_at, corrections, self._calendar)
        return OfficeForm(
            case.number,
            opened.forms[matter],
            tuple(papers_of(matter, opened.materials, self._calendar, day_of(case.received_at))),
            corrections,
            last_day if catalogue.matters[matter].kind == _LICENCE else None,
            self._calendar.after(day_of(self._clock()), DAYS_TO_ANSWER),
            case.status is CaseStatus.RECEIVED,
        )

    def _opened(self, stores: Stores, number: str) -> _Opened:
        case = stores.cases.get(normalised(number))
        application = case.application
        planned = self._plans.pinned(stores, application.theme_code, application.theme_version)
        guide = concluded_guide(planned.plan, application.answers)
        return _Opened(
            case,
            planned.version.catalogue,
            materials_of_case(planned.plan, guide, case),
            contested_forms(planned.plan, guide, application),
            stores.corrections.of(case.number),
        )


def places_of(part: OfficeForm) -> dict[str, str]:
    """Return everything on a form and among its papers that can be put right, with its name."""
    entries = {one.field: one.label for section in part.form.sections for one in section.parts}
    return entries | {paper.place: paper.name for paper in part.papers}


def _of(matter: str, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(one for one in corrections if one.matter == matter)
