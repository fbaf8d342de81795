"""Have an application put right: by one notice (law 12), or on the spot (行政许可法 32(3))."""

from collections.abc import Sequence
from datetime import date

from core.cases.numbering import normalised
from core.review.deciding import expect_complete
from core.review.models import Correction, Fault
from core.review.spot_statements import CorrectingOnSpot
from core.services.acting import StaffContext
from core.services.officers.correction_notices import CorrectionNotices
from core.services.officers.open_case import CaseOpener
from core.services.officers.own_matters import OwnMatters
from core.services.officers.spot_steps import spot_steps
from core.services.review_steps import write_review_step
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of


class CorrectCase:
    """Gives applicants the one notice of an officer's matter."""

    def __init__(self, staff: StaffContext, opener: CaseOpener, own: OwnMatters) -> None:
        self._staff = staff
        self._notices = CorrectionNotices(staff, opener)
        self._own = own

    def correct_on_spot(
        self, session: Principal, number: str, matter: str, statement: CorrectingOnSpot
    ) -> None:
        """Put an entry right while the applicant stands there and agrees.

        It counts on every form that asks for it, and each of these matters is told.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way, or an office has decided on it.
            StatementIncompleteError: Listing everything that is missing or cannot be.
            ReceiverUnknownError: If the number is that of nobody who acts in the case.
            ActingRefusedError: If it is that of an agent who may not agree to it.
        """
        with self._staff.as_permitted(session, UseCase.CORRECT_ON_SPOT) as acted:
            stores, permit = acted
            stores.cases.get(normalised(number), to_change=True)
            reviewed = self._own.reviewed(acted, number, matter)
            expect_complete(statement, reviewed.standing(matter, stores))
            today = day_of(self._staff.clock())
            for step in spot_steps(reviewed, matter, statement, today=today):
                write_review_step(
                    stores,
                    reviewed.opened.case.number,
                    step,
                    actor=permit.username,
                    at=self._staff.clock(),
                    rules=reviewed.rules,
                )

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
            CaseClosedError: If the case was withdrawn, or is concluded.
            StepNotPossibleError: If the matter was accepted or decided meanwhile.
            CaseError: If the notice may not be given, as :func:`~core.review.correcting.ask` says.
        """
        with self._staff.as_permitted(session, UseCase.ASK_FOR_CORRECTION) as acted:
            self._notices.give(acted, number, matter, faults=faults, until=until)

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
        with self._staff.as_permitted(session, UseCase.DRAFT_NOTICE) as acted:
            return self._notices.draft(acted, number, matter, faults=faults, until=until)
