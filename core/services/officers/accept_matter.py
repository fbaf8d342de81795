"""Receive a matter: accept it, or do not, with a written reason (行政许可法 32)."""

from core.review.statements import Accepting, NotAccepting
from core.services.acting import StaffContext
from core.services.officers.own_matters import OwnMatters
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class AcceptMatter:
    """Says of an application whether it is taken into review."""

    def __init__(self, staff: StaffContext, own: OwnMatters) -> None:
        self._staff = staff
        self._own = own

    def accept_matter(self, session: Principal, number: str, matter: str) -> None:
        """Take the application into review: the clock of the decision begins.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
        """
        with self._staff.as_permitted(session, UseCase.ACCEPT_MATTER) as acted:
            self._own.take(acted, number, matter, Accepting())

    def decline_matter(
        self, session: Principal, number: str, matter: str, statement: NotAccepting
    ) -> None:
        """Do not accept the application, and say why and what can be done about it.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.DECLINE_MATTER) as acted:
            self._own.take(acted, number, matter, statement)
