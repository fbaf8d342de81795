"""Open a case: an officer sees the own department's part of it, and takes it along.

Purpose limitation (law 3): of a case, an officer sees the matters of the own department and
nothing else; a case without any is to them no case at all.
"""

from collections.abc import Iterable
from enum import StrEnum

from core.cases.models import RUNNING
from core.cases.numbering import normalised
from core.cases.paper_forms import SHEET, told_on
from core.cases.review_actions import ReviewAction
from core.cases.value_changes import current_case
from core.errors import CaseNotFoundError
from core.forms.department_forms import pictures_in
from core.forms.form_workbooks import write_form
from core.ports import FileStore, Printer, Stores
from core.receipts.models import PaperForm
from core.review.correcting import DAYS_TO_ANSWER, last_day_to_ask
from core.review.matter_reviews import MatterReview, MatterTerms, matter_reviews
from core.review.models import Correction
from core.review.states import MatterState, may_follow
from core.review.terms import terms_of
from core.services.access_log import members_by_name, note_look
from core.services.acting import Acted, StaffContext
from core.services.form_answers import json_of
from core.services.materials_given import materials_of_case
from core.services.notices import notice_of
from core.services.officers.case_notices import notice_event, source_of
from core.services.officers.materials import materials_of
from core.services.officers.objections import contested_forms
from core.services.officers.opened_cases import OfficeForm, OpenedCase
from core.services.operators.screen_files import FileScreening, ScreenedFiles
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase
from core.themes.guides import concluded_guide
from core.working_days import day_of


class FormFile(StrEnum):
    """The ways in which a form can be taken along."""

    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


class CaseOpener:
    """Opens cases inside a transaction that was permitted, part by part."""

    def __init__(self, staff: StaffContext, screening: FileScreening) -> None:
        self._staff = staff
        self._screening = screening
        self._plans = PlanShelf()

    def opened(self, stores: Stores, number: str) -> OpenedCase:
        """Return a case with everything that tells what it means.

        Raises:
            CaseNotFoundError: If there is none.
        """
        case = current_case(stores.cases.get(normalised(number)))
        application = case.application
        planned = self._plans.of_application(stores, application)
        guide = concluded_guide(planned.plan, application.answers)
        return OpenedCase(
            case,
            planned.version.catalogue,
            materials_of_case(planned.plan, guide, case),
            contested_forms(planned.plan, guide, application),
            stores.corrections.of(case.number),
            self._screening.barred(stores, [upload.digest for upload in application.uploads]),
            guide.uses,
            planned.plan,
            guide,
        )

    def own_part(self, stores: Stores, permit: Permit, number: str, matter: str) -> OpenedCase:
        """Return a case of which a matter is somebody's own.

        Raises:
            CaseNotFoundError: If it is not theirs.
        """
        opened = self.opened(stores, number)
        if matter not in opened.own(permit):
            raise CaseNotFoundError(case_number=number)
        return opened

    def part(self, opened: OpenedCase, matter: str) -> OfficeForm:
        """Return one department's part of a case."""
        case, calendar = opened.case, self._staff.calendar
        corrections = corrections_of(matter, opened.corrections)
        review, term = self._review(opened, matter)
        last_day = last_day_to_ask(review.complete_at, corrections, calendar)
        is_limited = term.silence_accepts and review.state is not MatterState.WAITING
        papers = materials_of(
            matter, opened.materials, calendar, told_on(case), barred=opened.barred
        )
        return OfficeForm(
            case.number,
            opened.forms[matter],
            tuple(papers),
            corrections,
            last_day if is_limited else None,
            calendar.after(day_of(self._staff.clock()), DAYS_TO_ANSWER),
            case.status in RUNNING and may_follow(review.state, ReviewAction.CORRECTION_ASKED),
            opened.corrected(matter),
            opened.persons(matter),
        )

    def _review(self, opened: OpenedCase, matter: str) -> tuple[MatterReview, MatterTerms]:
        """Return where a matter stands: what waited is complete only since it was passed on."""
        case = opened.case
        terms = terms_of(
            case.matters,
            opened.plan.theme.precedence,
            opened.catalogue,
            silent_kinds=self._staff.silent_kinds,
        )
        term = next(each for each in terms if each.matter == matter)
        return matter_reviews(case.outline, terms)[matter], term


class OpenCase:
    """Shows an officer the own parts of a case, and gives out forms and files of it."""

    def __init__(
        self,
        staff: StaffContext,
        opener: CaseOpener,
        *,
        printer: Printer,
        files: FileStore,
        screening: FileScreening,
    ) -> None:
        self._staff = staff
        self._opener = opener
        self._printer = printer
        self._files = ScreenedFiles(files, screening)

    def forms(self, session: Principal, number: str) -> tuple[OfficeForm, ...]:
        """Return the parts of a case that are the officer's own.

        Raises:
            CaseNotFoundError: If there is no such case, or none of its matters is theirs.
        """
        with self._staff.as_permitted(session, UseCase.READ_FORMS) as (stores, permit):
            opened = self._opener.opened(stores, number)
            own = opened.own(permit)
            for matter in own:
                self._note((stores, permit), UseCase.READ_FORMS, opened, matter)
        return tuple(self._opener.part(opened, matter) for matter in own)

    def form_file(self, session: Principal, number: str, matter: str, kind: FormFile) -> bytes:
        """Return one form as a file: a spreadsheet in its own layout, data, or paper.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            PrintingError: If the paper cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_FORM) as (stores, permit):
            opened = self._opener.own_part(stores, permit, number, matter)
            self._note((stores, permit), UseCase.EXPORT_FORM, opened, matter, part=kind)
        form, case = opened.forms[matter], opened.case
        if kind is FormFile.XLSX:
            return write_form(form)
        if kind is FormFile.JSON:
            return json_of(form)
        pictures = {digest: self._files.get(digest) for digest in pictures_in(form)}
        return self._printer.print_paper(PaperForm(form, case.number, case.received_at, pictures))

    def paper_file(self, session: Principal, number: str, matter: str, digest: str) -> bytes:
        """Return a file that was handed in for one of the officer's papers, or drawn under it.

        So is the scan of a paper form, to whoever sees every matter of the case.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StorageError: If it cannot be read.
        """
        with self._staff.as_permitted(session, UseCase.READ_PAPER) as (stores, permit):
            opened = self._opener.own_part(stores, permit, number, matter)
            sheet = opened.sheet(permit)
            is_sheet = sheet is not None and sheet.digest == digest
            place = SHEET if is_sheet else self._opener.part(opened, matter).place_of(digest)
            if place is None:
                raise CaseNotFoundError(case_number=number)
            self._note((stores, permit), UseCase.READ_PAPER, opened, matter, part=place)
        return self._files.get(digest)

    def notice_file(self, session: Principal, number: str, matter: str, sequence: int) -> bytes:
        """Return as paper what the applicant is told of one entry of the history.

        Raises:
            CaseNotFoundError: If it is none of the officer's, or nobody is told of that entry.
            PrintingError: If the paper cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.PRINT_NOTICE) as (stores, permit):
            opened = self._opener.own_part(stores, permit, number, matter)
            event = notice_event(opened, matter, sequence)
            member = members_by_name(stores).get(event.actor)
            officer = member.display_name if member else ""
            notice = notice_of(source_of(opened, self._staff.calendar), event, officer=officer)
            part = f"notice {notice.kind}"
            self._note((stores, permit), UseCase.PRINT_NOTICE, opened, matter, part=part)
        return self._printer.print_paper(notice)

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
            acted,
            use_case,
            at=self._staff.session_time(),
            case_number=opened.case.number,
            matter=matter,
            part=part,
        )


def corrections_of(matter: str, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return what one matter asked to be put right."""
    return tuple(correction for correction in corrections if correction.matter == matter)
