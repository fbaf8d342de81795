"""What the clock of a decision does not count, and the days that are added to it."""

from core.review.statements import Extending, Pausing, ResumingClock
from core.services.acting import StaffContext
from core.services.officers.own_matters import OwnMatters
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class PauseMatter:
    """Stops the clock for what the law names, starts it again, and extends it once."""

    def __init__(self, staff: StaffContext, own: OwnMatters) -> None:
        self._staff = staff
        self._own = own

    def pause_matter(
        self, session: Principal, number: str, matter: str, statement: Pausing
    ) -> None:
        """Stop the clock for a reason of the law, with notice (行政许可法 45).

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.PAUSE_MATTER) as acted:
            self._own.take(acted, number, matter, statement)

    def resume_matter(self, session: Principal, number: str, matter: str) -> None:
        """Let the days count again.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
        """
        with self._staff.as_permitted(session, UseCase.RESUME_MATTER) as acted:
            self._own.take(acted, number, matter, ResumingClock())

    def extend_matter(
        self, session: Principal, number: str, matter: str, statement: Extending
    ) -> None:
        """Add days, once, approved by the head of the office (行政许可法 42).

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.EXTEND_MATTER) as acted:
            self._own.take(acted, number, matter, statement)
