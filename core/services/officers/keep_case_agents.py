"""End at the window what somebody was authorised to, or note who acts from now on.

Whoever says so shows an identity document; the whole number is compared (民法典 173 to 175).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.agents.models import (
    Authorisation,
    AuthorisationKind,
    AuthorisationParty,
    EndedBy,
)
from core.cases.models import Case
from core.cases.numbering import normalised
from core.errors import Problem, ReceiverUnknownError, StatementIncompleteError
from core.ports import Stores
from core.review.statement_checks import chosen, cleaned_text, written
from core.services.access_log import note_look
from core.services.acting import Acted, StaffContext
from core.services.acting_persons import own_numbers, representations_of, represented_in
from core.services.case_agents import (
    WINDOW,
    expect_nobody,
    expect_open_agent,
    write_ending,
    write_naming,
)
from core.services.citizens.authorising import AuthorisationNeeded, authorisation_problems
from core.services.citizens.write_event import expect_open
from core.services.theme_plans import PlanShelf
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.guides import Guide, concluded_guide
from core.working_days import day_of

_OWN_WORD = frozenset({EndedBy.REVOKED, EndedBy.RESIGNED})
"""What the person says themselves, who shows their own document."""


@dataclass(frozen=True, slots=True)
class EndingAgent:
    """That an authorisation ends: how, whose number was shown, and what paper proves it."""

    how: str
    shown: str = field(repr=False)
    number: str = field(default="", repr=False)

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is missing.

        Examples:
            >>> [problem.place for problem in EndingAgent("revoked", "").problems()]
            ['shown', 'number']
        """
        yield from chosen("how", self.how, EndedBy)
        yield from written(shown=self.shown)
        if self.how in _OWN_WORD:
            yield from written(number=self.number)


@dataclass(frozen=True, slots=True)
class NamingAgent:
    """Who acts from now on, by what paper; ``number`` is that of the one represented, as shown."""

    authorisation: Authorisation
    number: str = field(repr=False)

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is missing."""
        yield from written(number=self.number, basis=self.authorisation.basis)


class KeepCaseAgents:
    """What the window writes of agents."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._plans = PlanShelf()

    def end_agent(self, session: Principal, number: str, statement: EndingAgent) -> None:
        """End what whoever acts for another was authorised to, from now on.

        Raises:
            CaseNotFoundError: If there is no such case.
            NoAgentError: If nobody acts for another (any more).
            StatementIncompleteError: Listing everything that is missing.
            ReceiverUnknownError: If the number is not that of who says so.
        """
        with self._staff.as_permitted(session, UseCase.END_AGENT) as acted:
            stores, permit = acted
            case, guide = self._held(acted, UseCase.END_AGENT, number)
            stands = expect_open_agent(representations_of(case, guide))
            _expect_said(statement.problems())
            how = EndedBy(statement.how)
            own = {stands.authorisation.agent.number}
            if how is EndedBy.REVOKED:
                own = set(own_numbers(case, guide))
            if how in _OWN_WORD and statement.number.strip().upper() not in own:
                raise ReceiverUnknownError
            write_ending(
                stores,
                case,
                how,
                by=WINDOW,
                actor=permit.username,
                at=self._staff.clock(),
                shown=cleaned_text(statement.shown),
            )

    def name_agent(self, session: Principal, number: str, statement: NamingAgent) -> None:
        """Write down who acts for another from now on.

        Raises:
            CaseNotFoundError: If there is no such case.
            AgentStandsError: If somebody acts already.
            CaseClosedError: If nothing more is done in the case.
            StatementIncompleteError: Listing everything that is missing or wrong.
            ReceiverUnknownError: If the number is not that of the one represented.
        """
        with self._staff.as_permitted(session, UseCase.NAME_AGENT) as acted:
            stores, permit = acted
            case, guide = self._held(acted, UseCase.NAME_AGENT, number)
            expect_open(case)
            today = day_of(self._staff.clock())
            expect_nobody(representations_of(case, guide), today)
            said = statement.authorisation
            needed = AuthorisationNeeded(AuthorisationKind.MANDATE, represented_in(case, guide))
            wrong = authorisation_problems(needed, said, today, is_for_handing_in=False)
            _expect_said((*statement.problems(), *wrong))
            if statement.number.strip().upper() not in set(own_numbers(case, guide)):
                raise ReceiverUnknownError
            completed = replace(said, principal=needed.principal, basis=cleaned_text(said.basis))
            write_naming(stores, case, completed, actor=permit.username, at=self._staff.clock())

    def _held(self, acted: Acted, use_case: UseCase, number: str) -> tuple[Case, Guide]:
        """Return a case with its row held, and what applies in it."""
        stores, _ = acted
        case = stores.cases.get(normalised(number), to_change=True)
        note_look(acted, use_case, at=self._staff.session_time(), case_number=case.number)
        return case, self._guide(stores, case)

    def _guide(self, stores: Stores, case: Case) -> Guide:
        planned = self._plans.of_application(stores, case.application)
        return concluded_guide(planned.plan, case.application.answers)


def party(name: str, number: str) -> AuthorisationParty:
    """Return somebody as they were written down."""
    return AuthorisationParty(cleaned_text(name), number.strip().upper())


def _expect_said(problems: Iterator[Problem] | tuple[Problem, ...]) -> None:
    found = tuple(problems)
    if found:
        raise StatementIncompleteError(found)
