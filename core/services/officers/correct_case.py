"""Ask for correction: one notice of everything that has to be put right (law 12)."""

from collections.abc import Sequence
from datetime import date

from core.review.models import Correction, Fault
from core.services.acting import StaffContext
from core.services.officers.correction_notices import CorrectionNotices
from core.services.officers.open_case import CaseOpener
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class CorrectCase:
    """Gives applicants the one notice of an officer's matter."""

    def __init__(self, staff: StaffContext, opener: CaseOpener) -> None:
        self._staff = staff
        self._notices = CorrectionNotices(staff, opener)

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
