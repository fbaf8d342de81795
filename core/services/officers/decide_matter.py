"""Decide a matter: grant it with its results, or refuse it with reasons and remedies."""

from core.review.deciding import Granting, Refusing, Reissuing
from core.services.acting import StaffContext
from core.services.officers.own_matters import OwnMatters
from core.staff.models import Principal
from core.staff.use_cases import UseCase


class DecideMatter:
    """Writes the decision of an office; no other matter of the case is refused by it."""

    def __init__(self, staff: StaffContext, own: OwnMatters) -> None:
        self._staff = staff
        self._own = own

    def grant_matter(
        self, session: Principal, number: str, matter: str, statement: Granting
    ) -> None:
        """Decide for the applicant; what waited for the results flows on by itself.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.GRANT_MATTER) as acted:
            self._own.take(acted, number, matter, statement)

    def refuse_matter(
        self, session: Principal, number: str, matter: str, statement: Refusing
    ) -> None:
        """Decide against the applicant (行政许可法 38).

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.REFUSE_MATTER) as acted:
            self._own.take(acted, number, matter, statement)

    def reissue_matter(
        self, session: Principal, number: str, matter: str, statement: Reissuing
    ) -> None:
        """Issue results again that the window sent back.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If none was sent back.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.REISSUE_MATTER) as acted:
            self._own.take(acted, number, matter, statement)
