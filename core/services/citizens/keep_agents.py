"""Take an authorisation back, give it up, or authorise another, in the middle of a case.

It takes the receipt, as withdrawing does. From that moment on the agent can do nothing; what they
did before stays valid (民法典 173, 174).
"""

from dataclasses import replace

from core.agents.deciding import ActingPerson
from core.agents.models import NOBODY, Authorisation, AuthorisationKind, EndedBy
from core.errors import GuardianAtWindowError, InvalidValuesError, NotThePrincipalError, Problem
from core.ports import Clock, Stores, Transaction
from core.services.acting_persons import person_acting, representations_of, represented_in
from core.services.case_agents import (
    expect_nobody,
    expect_open_agent,
    write_ending,
    write_naming,
)
from core.services.citizens.authenticate import AuthenticatedCase, Credentials
from core.services.citizens.authorising import AuthorisationNeeded, authorisation_problems
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.write_event import APPLICANT, expect_open
from core.working_days import day_of

_AGENT, _PRINCIPAL = "agent", "principal"


class KeepAgents:
    """Ends and begins authorisations. ``holder`` knows who holds a receipt."""

    def __init__(self, *, transaction: Transaction, clock: Clock, holder: ReceiptHolder) -> None:
        self._transaction = transaction
        self._clock = clock
        self._holder = holder

    def end(self, credentials: Credentials, code: str) -> None:
        """End what an agent was authorised to: the person takes it back, or the agent gives it up.

        Raises:
            TrackingRefusedError, TrackingLockedError, ReceiptCodeWrongError,
            WithdrawAtCounterError: If somebody does not hold the receipt.
            NoAgentError: If nobody acts for another (any more).
            GuardianAtWindowError: If it is a guardian.
        """
        opened = self._holder.expect_found(credentials, code)
        with self._transaction() as stores:
            found, person = self._held(stores, opened)
            stands = expect_open_agent(representations_of(found.case, found.guide))
            if not stands.authorisation.is_mandate:
                raise GuardianAtWindowError
            how = EndedBy.RESIGNED if person.is_agent else EndedBy.REVOKED
            by = _AGENT if person.is_agent else _PRINCIPAL
            write_ending(stores, found.case, how, by=by, actor=APPLICANT, at=self._clock())

    def name(self, credentials: Credentials, code: str, said: Authorisation) -> None:
        """Authorise somebody from now on; only the person themselves does.

        Raises:
            TrackingRefusedError, TrackingLockedError, ReceiptCodeWrongError,
            WithdrawAtCounterError: If somebody does not hold the receipt.
            NotThePrincipalError: If an agent would appoint another.
            AgentStandsError: If somebody acts for them already.
            CaseClosedError: If nothing more is done in the case.
            InvalidValuesError: Listing everything that is wrong with it.
        """
        opened = self._holder.expect_found(credentials, code)
        with self._transaction() as stores:
            found, person = self._held(stores, opened)
            if person.is_agent or person.born is not None:
                raise NotThePrincipalError
            expect_open(found.case)
            today = day_of(self._clock())
            expect_nobody(representations_of(found.case, found.guide), today)
            needed = AuthorisationNeeded(
                AuthorisationKind.MANDATE, represented_in(found.case, found.guide)
            )
            problems = tuple(authorisation_problems(needed, said, today, is_for_handing_in=False))
            if problems:
                raise InvalidValuesError(problems)
            completed = replace(said, principal=needed.principal)
            write_naming(stores, found.case, completed, actor=APPLICANT, at=self._clock())

    def problems(self, said: Authorisation) -> tuple[Problem, ...]:
        """Return everything that is wrong with an authorisation before it is given."""
        needed = AuthorisationNeeded(AuthorisationKind.MANDATE, NOBODY)
        today = day_of(self._clock())
        return tuple(authorisation_problems(needed, said, today, is_for_handing_in=False))

    def _held(
        self, stores: Stores, opened: AuthenticatedCase
    ) -> tuple[AuthenticatedCase, ActingPerson]:
        """Return the case with its row held, and who stands there by what it says now."""
        case = stores.cases.get(opened.case.number, to_change=True)
        found = replace(opened, case=case)
        person = person_acting(case, found.guide, found.claim) if found.claim else None
        return found, person or ActingPerson()
