"""The use cases of officers: see the own department's part of a case, take it along, correct once.

Purpose limitation (law 3): of a case, an officer sees the matters of the own department and
nothing else; a case without any is to them no case at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from core.cases.history import next_event
from core.cases.models import CaseLine, CaseStatus
from core.cases.numbering import normalised
from core.cases.sealing import SEALS, correction_seal
from core.errors import CaseClosedError, CaseNotFoundError
from core.forms.department_forms import pictures_in
from core.forms.form_workbooks import write_form
from core.ports import Clock, FileStore, Printer, Stores, Transaction
from core.receipts.models import PaperForm
from core.review.correcting import DAYS_TO_ANSWER, ask, last_day_to_ask
from core.review.models import Correction, Fault
from core.services.access_log import note_listed, note_look
from core.services.acting import Acted, StaffTransaction
from core.services.form_answers import json_of
from core.services.officers.find_cases import (
    CASES_AT_ONCE,
    CaseSearch,
    VersionShelf,
    filter_for,
    own_line,
)
from core.services.officers.objections import contested_forms
from core.services.officers.opened_cases import OfficeForm, OpenedCase, places_of
from core.services.officers.papers import papers_of
from core.services.operators.screen_files import FileScreening, ScreenedFiles
from core.services.papers_given import materials_of_case
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.permissions import Permit, UseCase
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
        acting: StaffTransaction | None = None,
        screening: FileScreening | None = None,
    ) -> None:
        self._acting = acting or StaffTransaction(transaction, clock)
        self._printer = printer
        self._screening = screening or FileScreening(
            transaction=transaction, files=files, clock=clock
        )
        self._files = ScreenedFiles(files, self._screening)
        self._clock = clock
        self._calendar = calendar
        self._plans = PlanShelf()
        self._versions = VersionShelf()

    def cases(self, session: Principal, search: CaseSearch = ALL_CASES) -> tuple[CaseLine, ...]:
        """Return one page of the cases that concern an officer, newest first, with their matters.

        Looked for among all cases of the hall, however many came since.
        """
        with self._acting(session, UseCase.LIST_CASES) as (stores, permit):
            facts = self._versions.facts(stores)
            skip, wanted = search.page * CASES_AT_ONCE, filter_for(permit, search, facts)
            lines = stores.cases.found(wanted, skip=skip, limit=CASES_AT_ONCE)
            numbers = [one.number for one in lines]
            note_listed(
                (stores, permit), UseCase.LIST_CASES, at=self._acting.now(), numbers=numbers
            )
        return tuple(own_line(line, permit, facts) for line in lines)

    def count_cases(self, session: Principal, search: CaseSearch = ALL_CASES) -> int:
        """Return how many cases there are on all pages."""
        with self._acting(session, UseCase.COUNT_CASES) as (stores, permit):
            facts = self._versions.facts(stores)
            return stores.cases.count(filter_for(permit, search, facts))

    def forms(self, session: Principal, number: str) -> tuple[OfficeForm, ...]:
        """Return the parts of a case that are the officer's own.

        Raises:
            CaseNotFoundError: If there is no such case, or none of its matters is theirs.
        """
        with self._acting(session, UseCase.READ_FORMS) as (stores, permit):
            opened = self._opened(stores, number)
            own = opened.own(permit)
            for matter in own:
                self._note((stores, permit), UseCase.READ_FORMS, opened, matter)
        return tuple(self._part(opened, matter) for matter in own)

    def form_file(self, session: Principal, number: str, matter: str, kind: FormFile) -> bytes:
        """Return one form as a file: a spreadsheet in its own layout, data, or paper.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            PrintingError: If the paper cannot be made.
        """
        with self._acting(session, UseCase.EXPORT_FORM) as (stores, permit):
            opened = self._own_part(stores, permit, number, matter)
            self._note((stores, permit), UseCase.EXPORT_FORM, opened, matter, part=kind)
        form, case = opened.forms[matter], opened.case
        if kind is FormFile.XLSX:
            return write_form(form)
        if kind is FormFile.JSON:
            return json_of(form)
        pictures = {digest: self._files.get(digest) for digest in pictures_in(form)}
        return self._printer.department_form(
            PaperForm(form, case.number, case.received_at, pictures)
        )

    def paper_file(self, session: Principal, number: str, matter: str, digest: str) -> bytes:
        """Return a file that was handed in for one of the officer's papers, or drawn under it.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StorageError: If it cannot be read.
        """
        with self._acting(session, UseCase.READ_PAPER) as (stores, permit):
            opened = self._own_part(stores, permit, number, matter)
            place = self._part(opened, matter).place_of(digest)
            if place is None:
                raise CaseNotFoundError(case_number=number)
            self._note((stores, permit), UseCase.READ_PAPER, opened, matter, part=place)
        return self._files.get(digest)

    def ask_for_correction(
        self,
        session: Principal,
        number: str,
        matter: str,
        *,
        faults: Sequence[Fault],
        until: date,
    ) -> None:
        """Give the applicant one notice of everything that has to be put right (law 12).

        Args:
            session: Of whoever asks; it has to be one of their matters.
            number: The case.
            matter: The matter.
            faults: Everything, each at a place of this matter's own form or papers.
            until: The day by which it is to be put right.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            CaseClosedError: If the case was withdrawn.
            CaseError: If the notice may not be given, as :func:`~core.review.correcting.ask` says.
        """
        with self._acting(session, UseCase.ASK_FOR_CORRECTION) as (stores, permit):
            part = self._part(self._own_part(stores, permit, number, matter), matter)
            notice = self._notice(stores, permit, part, faults=faults, until=until)
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
                    actor=permit.username, action="correction_asked", details=told,
                )
            )  # fmt: skip

    def draft_notice(
        self,
        session: Principal,
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
        with self._acting(session, UseCase.DRAFT_NOTICE) as (stores, permit):
            part = self._part(self._own_part(stores, permit, number, matter), matter)
            return self._notice(stores, permit, part, faults=faults, until=until)

    def _notice(
        self,
        stores: Stores,
        permit: Permit,
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
            by=permit.username,
            at=now,
            until=max(until, day_of(now)),
            last_day=part.last_day,
        )

    def _note(
        self,
        acted: Acted,
        use_case: UseCase,
        opened: OpenedCase,
        matter: str,
        *,
        part: str = "",
    ) -> None:
        note_look(
            acted, use_case, at=self._acting.now(), case_number=opened.case.number,
            matter=matter, part=part,
        )  # fmt: skip

    def _own_part(self, stores: Stores, permit: Permit, number: str, matter: str) -> OpenedCase:
        opened = self._opened(stores, number)
        if matter not in opened.own(permit):
            raise CaseNotFoundError(case_number=number)
        return opened

    def _part(self, opened: OpenedCase, matter: str) -> OfficeForm:
        case, catalogue = opened.case, opened.catalogue
        corrections = _of(matter, opened.corrections)
        last_day = last_day_to_ask(case.received_at, corrections, self._calendar)
        return OfficeForm(
            case.number,
            opened.forms[matter],
            tuple(
                papers_of(
                    matter,
                    opened.materials,
                    self._calendar,
                    day_of(case.received_at),
                    barred=opened.barred,
                )
            ),
            corrections,
            last_day if catalogue.matters[matter].kind == _LICENCE else None,
            self._calendar.after(day_of(self._clock()), DAYS_TO_ANSWER),
            case.status is CaseStatus.RECEIVED,
            opened.corrected(matter),
        )

    def _opened(self, stores: Stores, number: str) -> OpenedCase:
        case = stores.cases.get(normalised(number))
        application = case.application
        planned = self._plans.pinned(stores, application.theme_code, application.theme_version)
        guide = concluded_guide(planned.plan, application.answers)
        return OpenedCase(
            case,
            planned.version.catalogue,
            materials_of_case(planned.plan, guide, case),
            contested_forms(planned.plan, guide, application),
            stores.corrections.of(case.number),
            self._screening.barred(stores, [one.digest for one in application.uploads]),
            guide.uses,
        )


def _of(matter: str, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(one for one in corrections if one.matter == matter)
