"""Decide a matter, and look afterwards whether what was promised for it is so (告知承诺)."""

from core.review.checking import CheckingCommitment, Revoking
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

        Every promise of the case is named in the decision, with the day by which it is checked.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If something is in the way.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.GRANT_MATTER) as acted:
            self._own.grant(acted, number, matter, statement)

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

    def check_commitment(
        self, session: Principal, number: str, matter: str, statement: CheckingCommitment
    ) -> None:
        """Write down whether a promise was kept; where not, what is to be put right and by when.

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If nothing is left to check.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.CHECK_COMMITMENT) as acted:
            self._own.take(acted, number, matter, statement)

    def revoke_matter(
        self, session: Principal, number: str, matter: str, statement: Revoking
    ) -> None:
        """Take a decision back that rests on a promise that was not kept (行政许可法 69).

        Raises:
            CaseNotFoundError: If it is none of the officer's.
            StepHinderedError: If the order to put it right still runs, or nothing was broken.
            StatementIncompleteError: Listing everything that is missing.
        """
        with self._staff.as_permitted(session, UseCase.REVOKE_MATTER) as acted:
            self._own.take(acted, number, matter, statement)
