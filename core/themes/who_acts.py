"""Who stands here, and which roles they may hold: what the page about persons starts from."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.forms.parties import ACTING_FIRST, Apart
from core.themes.who_is_who import WhoIsWho

AGENT = "agent"
"""The subject of whoever acts for somebody else (代办)."""
BY_AGENT = "by_agent"
"""The question who comes: the person themselves, or somebody for them."""
_FOR_ANOTHER = "委托代理"
"""Its answer where somebody comes for another."""


def acts_for_another(answers: Mapping[str, Any]) -> bool:
    """Say whether somebody comes for another, as they answered.

    Examples:
        >>> acts_for_another({"by_agent": "委托代理"}), acts_for_another({})
        (True, False)
    """
    return answers.get(BY_AGENT) == _FOR_ANOTHER


def roles_to_tell(who: WhoIsWho) -> tuple[str, ...]:
    """Return the roles whose holder may hold another one as well, in the order of who acts."""
    return tuple(
        role
        for role in who.order
        if any(other != role and who.rules.may_join(role, [other]) for other in who.order)
    )


def roles_that_act(who: WhoIsWho) -> tuple[str, ...]:
    """Return the roles of whoever may stand here, the likeliest first.

    An agent stands here where the law keeps them apart from the one they act for. Without an
    applicant or a principal it may be either of two people of a family. Where nobody may hold
    another role as well, only an applicant, a principal or an agent is known to stand here.
    """
    roles = roles_to_tell(who) or _alone(who)
    if not roles or roles[0] in ACTING_FIRST:
        is_agent = AGENT in roles and is_kept_apart(who, AGENT, roles[0])
        return (AGENT,) if is_agent else roles[:1]
    return (roles[0], *(role for role in roles if is_kept_apart(who, roles[0], role)))


def _alone(who: WhoIsWho) -> tuple[str, ...]:
    """Return the roles of who acts where no role is told, in order."""
    first = [role for role in who.order if role in ACTING_FIRST]
    return (*first[:1], AGENT) if first and AGENT in who.order else tuple(first[:1])


def roles_of_acting(who: WhoIsWho, acting: str) -> tuple[str, ...]:
    """Return the roles that who acts may hold all at once, in order."""
    group = [acting]
    for role in roles_to_tell(who):
        if role != acting and who.rules.may_join(role, group):
            group.append(role)
    return tuple(group[1:])


def why_apart(who: WhoIsWho, role: str, group: Iterable[str]) -> Apart | None:
    """Return why a role is not held by the person of some roles: the law first, if it says so."""
    found = [who.rules.apart(role, other) for other in group]
    apart = [statement for statement in found if statement is not None]
    return next((statement for statement in apart if statement.basis), next(iter(apart), None))


def is_kept_apart(who: WhoIsWho, role: str, other: str) -> bool:
    """Say whether the law keeps two roles apart."""
    found = who.rules.apart(role, other) if role != other else None
    return found is not None and bool(found.basis)
