"""Who acts for whom in a case, as pages tell it, and the entries that begin and end it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from core.agents.deciding import Refusal, Representation
from core.agents.models import Authorisation, AuthorisationKind, CaseAct, EndedBy
from core.cases.models import Case, Event
from core.cases.representations import (
    AGENT_ENDED,
    AGENT_NAMED,
    ending_details,
    latest,
    naming_details,
)
from core.cases.sealing import next_entry
from core.catalogue.catalogue import Catalogue
from core.errors import AgentStandsError, NoAgentError
from core.ports import Stores
from core.services.acting_persons import representations_of
from core.themes.guides import Guide
from core.working_days import day_of

WINDOW = "window"
"""Who said it, where somebody said it at the window with their identity document."""


@dataclass(frozen=True, slots=True)
class CaseAgent:
    """Somebody who acts, or acted, for another in a case.

    Without ``matters`` (their names) it is for all. ``is_stated`` is false in cases of before,
    which say nothing of what an agent may. ``refusals`` say today, of each act, why not; what is
    missing there is allowed. ``is_short`` says that it is over before everything is to be decided.
    """

    kind: AuthorisationKind
    agent_name: str = field(repr=False)
    principal_name: str = field(repr=False)
    acts: tuple[CaseAct, ...]
    matters: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    basis: str
    relation: str
    is_stated: bool
    is_in_force: bool
    is_short: bool
    ended: EndedBy | None
    ended_on: date | None
    refusals: dict[CaseAct, Refusal]

    @property
    def is_mandate(self) -> bool:
        """Say whether they were appointed, and are no guardian."""
        return self.kind == AuthorisationKind.MANDATE

    @property
    def is_open(self) -> bool:
        """Say whether nobody has ended it."""
        return self.ended is None


def agents_of(
    case: Case, guide: Guide, catalogue: Catalogue, *, today: date, due: date | None = None
) -> tuple[CaseAgent, ...]:
    """Return everybody who acts or acted for another in a case, the latest first.

    ``due`` is the day until which everything is to be decided.
    """
    found = reversed(representations_of(case, guide))
    return tuple(_seen(each, catalogue, today, due) for each in found)


def _seen(found: Representation, catalogue: Catalogue, today: date, due: date | None) -> CaseAgent:
    said = found.authorisation
    refusals = {act: found.refusal(act, today) for act in CaseAct}
    is_in_force, last = found.is_in_force(today), said.last_day
    document = said.basis.partition("@")[0]
    is_known = document in catalogue.documents
    return CaseAgent(
        kind=AuthorisationKind(said.kind),
        agent_name=said.agent.name,
        principal_name=said.principal.name,
        acts=tuple(CaseAct(act) for act in said.acts),
        matters=tuple(catalogue.matter_name(code) for code in said.matters),
        first_day=said.first_day,
        last_day=last,
        basis=catalogue.document_name(document) if is_known else said.basis,
        relation=said.relation,
        is_stated=found.is_stated,
        is_in_force=is_in_force,
        is_short=is_in_force and bool(last and due and last < due),
        ended=found.ended,
        ended_on=day_of(found.ended_at) if found.ended_at else None,
        refusals={act: why for act, why in refusals.items() if why is not None},
    )


def expect_open_agent(found: Iterable[Representation]) -> Representation:
    """Return whoever acts for another until somebody ends it.

    Raises:
        NoAgentError: If nobody does.
    """
    last = latest(found)
    if last is None or not last.is_open:
        raise NoAgentError
    return last


def expect_nobody(found: Iterable[Representation], today: date) -> None:
    """Expect that nobody acts for another today.

    Raises:
        AgentStandsError: If somebody does.
    """
    last = latest(found)
    if last is not None and last.is_open and not last.authorisation.is_over(today):
        raise AgentStandsError


def write_ending(
    stores: Stores, case: Case, how: EndedBy, *, by: str, actor: str, at: datetime, shown: str = ""
) -> Event:
    """Write down that whoever acted for another does so no more. The caller holds the case."""
    details = ending_details(how, by, shown)
    event = next_entry(case, at=at, actor=actor, action=AGENT_ENDED, details=details)
    stores.cases.append(event)
    return event


def write_naming(
    stores: Stores, case: Case, said: Authorisation, *, actor: str, at: datetime
) -> Event:
    """Write down who acts for another from now on. The caller holds the case."""
    details = naming_details(said)
    event = next_entry(case, at=at, actor=actor, action=AGENT_NAMED, details=details)
    stores.cases.append(event)
    return event
