"""Open a case to whoever acts in it: they know its number, and the end of their identity number.

Wrong attempts make one wait, whether or not there is such a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.agents.models import CaseAct
from core.cases.models import Case
from core.cases.numbering import is_case_number, normalised
from core.errors import (
    CaseNotFoundError,
    TrackingLockedError,
    TrackingRefusedError,
    TrainingNumberError,
    unsaved_is_unread,
)
from core.ports import Clock, Transaction
from core.services.acting_persons import ActingClaim, expect_may, person_acting
from core.services.guard_secrets import SecretGuard
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.themes.guides import Guide, concluded_guide
from core.working_days import day_of

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
    """A case that somebody may look at, with the version it started with, and what applies.

    ``claim`` is by what they are known; without one the staff look.
    """

    case: Case
    planned: PlannedVersion
    guide: Guide
    claim: ActingClaim | None = None

    @property
    def is_agent(self) -> bool:
        """Say whether whoever opened it acts for another."""
        person = person_acting(self.case, self.guide, self.claim) if self.claim else None
        return person is not None and person.is_agent

    def expect_may(self, act: CaseAct, on: date, matters: Sequence[str] = ()) -> None:
        """Expect that whoever opened it may do something in it.

        Raises:
            ActingRefusedError: If they may not: not in their authorisation, or not any more.
        """
        expect_may(self.case, self.guide, self.claim, act, on=on, matters=matters)


class Authenticate:
    """Opens cases."""

    def __init__(self, *, transaction: Transaction, clock: Clock, plans: PlanShelf) -> None:
        self._transaction = transaction
        self._clock = clock
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
            TrainingNumberError: If it is the number of a training room, and not of this one.
            TrackingLockedError: If there were too many wrong attempts lately.
            ActingRefusedError: If they act for another, and may not any more.
        """
        if not is_case_number(credentials.number):
            raise TrackingRefusedError
        number = normalised(credentials.number)
        self._guard.count(number, credentials.place)
        found = self._read(number, ActingClaim(credentials.last_four))
        if not found.claim or person_acting(found.case, found.guide, found.claim) is None:
            raise TrackingRefusedError
        self._guard.passed(number, credentials.place)
        found.expect_may(CaseAct.LOOK, day_of(self._clock()))
        return found

    def received(self, number: str) -> AuthenticatedCase:
        """Return a case to the visit that has just received it and still holds its receipt."""
        return self._read(number, ActingClaim(has_handed_in=True))

    def _read(self, number: str, claim: ActingClaim) -> AuthenticatedCase:
        with self._transaction() as stores:
            try:
                case = stores.cases.get(number)
            except TrainingNumberError:
                raise  # it opens nothing, and whoever holds its receipt is told why
            except CaseNotFoundError:
                raise TrackingRefusedError from None
            application = case.application
            planned = self._plans.of_application(stores, application)
        guide = concluded_guide(planned.plan, application.answers)
        return AuthenticatedCase(case, planned, guide, claim)
