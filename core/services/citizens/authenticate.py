"""Open a case to whoever acts in it: they know its number, and the end of their identity number.

Wrong attempts make one wait, whether or not there is such a case.
"""

from dataclasses import dataclass

from core.cases.models import Case
from core.cases.numbering import is_case_number, normalised
from core.errors import (
    CaseNotFoundError,
    TrackingLockedError,
    TrackingRefusedError,
    unsaved_is_unread,
)
from core.ports import Clock, Transaction
from core.services.guard_secrets import SecretGuard
from core.services.number_ends import acts_in
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.themes.guides import Guide, concluded_guide

MOST_TRIES = 5
"""So many attempts at one number, from one place, need no waiting."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody types to look after a case; ``place`` is where they do."""

    number: str
    last_four: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class AuthenticatedCase:
    """A case that somebody may look at, with the version it started with, and what applies."""

    case: Case
    planned: PlannedVersion
    guide: Guide


class Authenticate:
    """Opens cases."""

    def __init__(self, *, transaction: Transaction, clock: Clock, plans: PlanShelf) -> None:
        self._transaction = transaction
        self._plans = plans
        self._guard = SecretGuard(
            "case",
            free=MOST_TRIES,
            refusal=TrackingLockedError,
            transaction=transaction,
            clock=clock,
        )

    @unsaved_is_unread()  # who looks saves nothing, though attempts are counted
    def __call__(self, credentials: Credentials) -> AuthenticatedCase:
        """Return the case that somebody may look at.

        Raises:
            TrackingRefusedError: If number and digits do not belong together.
            TrackingLockedError: If there were too many wrong attempts lately.
        """
        if not is_case_number(credentials.number):
            raise TrackingRefusedError
        number = normalised(credentials.number)
        self._guard.count(number, credentials.place)
        found = self._read(number)
        if not acts_in(found.case, found.guide, credentials.last_four):
            raise TrackingRefusedError
        self._guard.passed(number, credentials.place)
        return found

    def received(self, number: str) -> AuthenticatedCase:
        """Return a case to the visit that has just received it and still holds its receipt."""
        return self._read(number)

    def _read(self, number: str) -> AuthenticatedCase:
        with self._transaction() as stores:
            try:
                case = stores.cases.get(number)
            except CaseNotFoundError:
                raise TrackingRefusedError from None
            application = case.application
            planned = self._plans.of_application(stores, application)
        return AuthenticatedCase(case, planned, concluded_guide(planned.plan, application.answers))
