"""What is asked of whoever acts for another, and what is wrong with what they say.

Somebody appointed says what they may and until when. A minor who applies acts through a guardian
(民法典 19, 20, 23): without one nothing is received. What an authorisation is for is worked out
from the answers and the form each time, so that it is never about somebody else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.agents.deciding import ADULT_YEARS, CAPABLE_YEARS, is_under, last_day_as_minor
from core.agents.models import (
    NOBODY,
    Authorisation,
    AuthorisationKind,
    AuthorisationParty,
    CaseAct,
)
from core.catalogue.models import FieldKey
from core.errors import Problem
from core.kinds.values.identity import birth_day_of, identity_problem
from core.themes.guides import Guide
from core.themes.who_acts import AGENT, acts_for_another

PLACE = "authorisation"
"""Where what is wrong with an authorisation stands."""
MANDATE_PAPERS = frozenset({"mat.power_of_attorney", "mat.poa_mother", "mat.poa_notarized"})
"""The papers by which somebody is appointed."""
_NAME, _NUMBER = "per.name", "per.id_no"
_FIRST = ("applicant", "principal")


@dataclass(frozen=True, slots=True)
class AuthorisationNeeded:
    """An authorisation that is asked for: of which kind, by whom, and who acts if that is known.

    ``born`` is the day of birth of a minor. ``is_agent_asked`` says that the form does not ask
    who acts, so that it is asked with the authorisation. ``matters`` are those that are handed in.
    ``number_at`` is where the form asks for the number by which somebody is a minor.
    """

    kind: AuthorisationKind
    principal: AuthorisationParty
    agent: AuthorisationParty = NOBODY
    born: date | None = None
    is_agent_asked: bool = True
    matters: tuple[str, ...] = ()
    number_at: FieldKey | None = None

    @property
    def is_for_minor(self) -> bool:
        """Say whether a guardian is asked for."""
        return self.kind is AuthorisationKind.GUARDIAN

    def is_for_child(self, today: date) -> bool:
        """Say whether it is somebody under eight, who does nothing by themselves."""
        return self.born is not None and is_under(self.born, CAPABLE_YEARS, today)

    def proposed(self, today: date) -> Authorisation:
        """Return what is proposed: every act of all matters, from today."""
        until = last_day_as_minor(self.born).isoformat() if self.born else ""
        return Authorisation(
            self.kind, self.agent, self.principal, valid_from=today.isoformat(), valid_until=until
        )

    def completed(self, said: Authorisation | None) -> Authorisation | None:
        """Return what was said with who it is about as the form has it now; nothing of others."""
        if said is None or said.kind != self.kind:
            return None
        agent = said.agent if self.is_agent_asked else self.agent
        return replace(said, principal=self.principal, agent=agent)


def authorisation_needed(
    guide: Guide, values: Mapping[str, Any], today: date
) -> AuthorisationNeeded | None:
    """Return what is asked for, if somebody acts for another, or has to.

    ``values`` are those of the form, by place.
    """
    for role in _roles_that_apply(guide):
        party = _party(guide, values, role)
        born = birth_day_of(party.number)
        if born is not None and is_under(born, ADULT_YEARS, today):
            return AuthorisationNeeded(
                AuthorisationKind.GUARDIAN,
                party,
                born=born,
                matters=guide.matters,
                number_at=guide.parties.key_of(FieldKey(_NUMBER, role)),
            )
    if not acts_for_another(guide.situation.given):
        return None
    is_asked = guide.parties.key_of(FieldKey(_NUMBER, AGENT)) not in guide.form_by_key
    agent = NOBODY if is_asked else _party(guide, values, AGENT)
    parties = [_party(guide, values, role) for role in _roles_that_apply(guide)]
    principal = next((it for it in parties if it.name or it.number), NOBODY)
    return AuthorisationNeeded(
        AuthorisationKind.MANDATE, principal, agent, is_agent_asked=is_asked, matters=guide.matters
    )


def authorisation_problems(
    needed: AuthorisationNeeded | None,
    said: Authorisation | None,
    today: date,
    *,
    is_for_handing_in: bool = True,
) -> Iterator[Problem]:
    """Yield everything that is wrong with an authorisation as it would be given today.

    One that is ``is_for_handing_in`` has to cover that.
    """
    if needed is not None and said is not None:
        if is_for_handing_in and not said.covers(CaseAct.HAND_IN, needed.matters):
            yield Problem(PLACE, "authorisation-hand-in")
        yield from _wrong(needed, said, today)
    elif needed is not None and needed.is_for_minor:
        yield Problem(PLACE, "authorisation-guardian", (("name", needed.principal.name),))


def _wrong(needed: AuthorisationNeeded, said: Authorisation, today: date) -> Iterator[Problem]:
    if not said.acts:
        yield Problem(PLACE, "authorisation-acts")
    if said.is_before(today) or said.is_over(today):
        yield Problem(PLACE, "authorisation-days", (("until", said.valid_until),))
    if needed.is_agent_asked:
        yield from _wrong_agent(needed, said.agent, today)
    if needed.is_for_minor and not (said.relation and said.basis):
        yield Problem(PLACE, "authorisation-relation")


def _wrong_agent(
    needed: AuthorisationNeeded, agent: AuthorisationParty, today: date
) -> Iterator[Problem]:
    if not agent.name.strip():
        yield Problem(PLACE, "authorisation-name")
    born = birth_day_of(agent.number)
    if identity_problem(agent.number) is not None:
        yield Problem(PLACE, "authorisation-number")
    elif agent.number.upper() == needed.principal.number.upper():
        yield Problem(PLACE, "authorisation-same")
    elif born is not None and is_under(born, ADULT_YEARS, today):
        yield Problem(PLACE, "authorisation-adult")


def _roles_that_apply(guide: Guide) -> tuple[str, ...]:
    """Return the roles of those who apply for themselves: applicant, principal, who signs."""
    agent = guide.parties.key_of(FieldKey(_NUMBER, AGENT)).subject
    signing = (field.key.subject for field in guide.form if field.type.kind.is_signed)
    roles = dict.fromkeys((*_FIRST, *signing))
    is_for_another = acts_for_another(guide.situation.given)
    return tuple(role for role in roles if not (is_for_another and role == agent))


def _party(guide: Guide, values: Mapping[str, Any], role: str) -> AuthorisationParty:
    name, number = (_written(guide, values, element, role) for element in (_NAME, _NUMBER))
    return AuthorisationParty(name, number.upper(), role)


def _written(guide: Guide, values: Mapping[str, Any], element: str, role: str) -> str:
    group = (role, *guide.parties.group_of(role))
    found = (values.get(f"{element}@{each}") for each in group)
    return next((str(value).strip() for value in found if isinstance(value, str) and value), "")
