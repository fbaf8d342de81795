"""Recognise whoever acts in a case, and expect that they may do what they are about to do.

They are known by the end of their identity number, or by the visit that has just handed in. This
is asked again in the transaction that writes, with the row of the case held: what was revoked
before is seen there, so that of a revocation and an act at once one comes first.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from core.agents.deciding import ActingPerson, Refusal, Representation, refusal_of
from core.agents.models import (
    NOBODY,
    Authorisation,
    AuthorisationKind,
    AuthorisationParty,
    CaseAct,
)
from core.cases.models import Case
from core.cases.representations import latest, representations
from core.cases.value_changes import current_case
from core.catalogue.models import FieldKey
from core.errors import ActingRefusedError, TrackingRefusedError
from core.kinds.values.identity import birth_day_of
from core.themes.guides import Guide
from core.themes.who_acts import AGENT, acts_for_another
from core.working_days import day_of

DIGITS = 4
_ACTING = frozenset({"applicant", "principal", "agent"})
"""Who acts in a case besides those who sign it."""
_NAME, _NUMBER = "per.name", "per.id_no"


@dataclass(frozen=True, slots=True)
class ActingClaim:
    """By what somebody is known: the end of their number, or that they have just handed in."""

    last_four: str = field(default="", repr=False)
    has_handed_in: bool = False


def representations_of(case: Case, guide: Guide) -> tuple[Representation, ...]:
    """Return everybody who was authorised in a case, with names and numbers as they are now."""
    found = representations(case, _implied(case, guide))
    return tuple(_renumbered(each, case, guide) for each in found)


def person_acting(case: Case, guide: Guide, claim: ActingClaim) -> ActingPerson | None:
    """Return whoever makes a claim, if they act in the case.

    Not others on the form: whoever employs or marries somebody knows their number. Whose number
    ends as that of an agent is taken for the agent, even if that of another person does as well.
    """
    found = representations_of(case, guide)
    if claim.has_handed_in:
        first = found[0] if found and found[0].entry == 1 else None
        return ActingPerson(first)
    own, given = tuple(own_numbers(case, guide)), claim.last_four.strip().upper()
    agents = [each for each in found if each.authorisation.agent.number not in own]
    by_agent = [_ends(each.authorisation.agent.number, given) for each in agents]
    by_own = [_ends(number, given) for number in own]
    if len(given) != DIGITS:
        return None
    known = latest(each for each, fits in zip(agents, by_agent, strict=True) if fits)
    if known is not None:
        return ActingPerson(known)
    births = [birth_day_of(number) for number, fits in zip(own, by_own, strict=True) if fits]
    if not births:
        return None
    return ActingPerson(born=births[0] if _has_guardian(found) else None)


def acts_in(case: Case, guide: Guide, last_four: str) -> bool:
    """Say whether a number ends as that of one who acts in the case, or did."""
    return person_acting(case, guide, ActingClaim(last_four)) is not None


def refusal_in(
    case: Case,
    guide: Guide,
    claim: ActingClaim,
    act: CaseAct,
    *,
    on: date,
    matters: Sequence[str] = (),
) -> Refusal | None:
    """Return why whoever makes a claim may not do an act, if they may not.

    Raises:
        TrackingRefusedError: If they do not act in the case.
    """
    person = person_acting(case, guide, claim)
    if person is None:
        raise TrackingRefusedError
    return refusal_of(person, act, on=on, matters=matters)


def expect_may(
    case: Case,
    guide: Guide,
    claim: ActingClaim | None,
    act: CaseAct,
    *,
    on: date,
    matters: Sequence[str] = (),
) -> None:
    """Expect that whoever makes a claim may do an act; without a claim the staff act.

    Raises:
        TrackingRefusedError: If they do not act in the case.
        ActingRefusedError: If they may not, with why and what to do.
    """
    if claim is None:
        return
    refusal = refusal_in(case, guide, claim, act, on=on, matters=matters)
    if refusal is not None:
        person = person_acting(case, guide, claim)
        raise ActingRefusedError(refusal, until=_until(person, refusal))


def _until(person: ActingPerson | None, refusal: Refusal) -> str:
    """Return the day that is told: the last, the first, or that on which it ended."""
    found = person.representation if person else None
    if found is None:
        return ""
    if refusal is Refusal.ENDED and found.ended_at is not None:
        return day_of(found.ended_at).isoformat()
    said = found.authorisation
    return said.valid_from if refusal is Refusal.NOT_YET else said.valid_until


def _has_guardian(found: Iterable[Representation]) -> bool:
    """Say whether a guardian acts; cases of before do not know minors from others."""
    return any(not each.authorisation.is_mandate for each in found)


def _implied(case: Case, guide: Guide) -> Authorisation | None:
    """Return the agent on the form of a case that says nothing of what they may."""
    if not acts_for_another(guide.situation.given):
        return None
    agent, principal = party_of(case, guide, AGENT), represented_in(case, guide)
    if not agent.number:
        return None
    return Authorisation(AuthorisationKind.MANDATE, agent=agent, principal=principal)


def represented_in(case: Case, guide: Guide) -> AuthorisationParty:
    """Return the one who is represented: the applicant, or else the principal."""
    first = (party_of(case, guide, role) for role in ("applicant", "principal"))
    return next((party for party in first if party.name or party.number), NOBODY)


def party_of(case: Case, guide: Guide, role: str) -> AuthorisationParty:
    """Return the person of a role as the form names them now."""
    values = current_case(case).application.values
    name, number = (
        str(values.get(str(guide.parties.key_of(FieldKey(element, role)))) or "").strip()
        for element in (_NAME, _NUMBER)
    )
    return AuthorisationParty(name, number.upper(), role)


def _renumbered(found: Representation, case: Case, guide: Guide) -> Representation:
    """Return a representation with the agent's number as it was put right on the spot."""
    agent = found.authorisation.agent
    now = party_of(case, guide, agent.role) if agent.role else agent
    if not now.number or now == agent:
        return found
    return replace(found, authorisation=replace(found.authorisation, agent=now))


def own_numbers(case: Case, guide: Guide) -> Iterator[str]:
    """Yield the numbers of those who act for themselves, the one represented first."""
    form, values = guide.form, current_case(case).application.values
    acting = set(_ACTING) | {field.key.subject for field in form if field.type.kind.is_signed}
    if acts_for_another(guide.situation.given):
        acting.discard(guide.parties.key_of(FieldKey(_NUMBER, AGENT)).subject)
    places = (it.key for it in form if it.type.kind.identifies and it.key.subject in acting)
    yield from _written(values.get(str(key)) for key in places)


def _written(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        number = str(value or "").strip().upper()
        if number:
            yield number


def _ends(number: str, given: str) -> bool:
    end = number.strip().upper()[-DIGITS:]
    return bool(end) and hmac.compare_digest(end.encode(), given.encode())
