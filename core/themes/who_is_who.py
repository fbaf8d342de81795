"""Who is who in a situation of a theme: which roles there are, and the plan that joins them."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.catalogue.models import FieldKey
from core.errors import InvalidPartiesError
from core.forms.models import FieldUse
from core.forms.parties import (
    Apart,
    Parties,
    PartyRules,
    acting_order,
    join_everybody,
    resolve_parties,
)
from core.themes.guides import Guide, concluded_guide, guide_situation, guide_theme
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class PersonRole:
    """A role in force that a single person holds.

    ``may_be`` are the other roles in force that the same person may hold at once, in the order of
    who acts; ``holder`` is the role that stands for this one, if one does; ``apart`` says which of
    the other roles the law keeps apart, and why.
    """

    role: str
    may_be: tuple[str, ...]
    holder: str | None
    apart: tuple[Apart, ...]


class StatedPerson(NamedTuple):
    """A person who holds several roles: their name as it was given, and the names of the roles."""

    name: str
    roles: tuple[str, ...]


_NAME = "per.name"


class WhoIsWho:
    """The roles of single persons in one situation of a theme, and what may be joined (law 17).

    Args:
        plan: The theme, with nobody joined.
        guide: Its guide in the situation, with nobody joined.
    """

    def __init__(self, plan: ThemePlan, guide: Guide) -> None:
        self._plan = plan
        situation = guide.situation
        self.rules = PartyRules(
            plan.catalogue.subjects, lambda condition: situation.truth(condition) is True
        )
        self.order = acting_order(guide.form, self.rules)

    def plan_with(self, statements: Mapping[str, Any]) -> ThemePlan:
        """Return the plan of a case in which statements ``{role: role}`` say who is who.

        Raises:
            InvalidPartiesError: Listing every statement that cannot be taken.
        """
        parties = resolve_parties(
            statements,
            order=self.order,
            rules=self.rules,
            is_role_bound=self._plan.is_role_bound,
        )
        return self._plan.with_parties(parties)

    def allowed(self, statements: Mapping[str, str]) -> dict[str, str]:
        """Return the statements that can be taken together, whatever their order.

        An answer that changes may forbid what was said before it: whoever is represented by an
        agent is not the agent. Statements about roles that are not in force stay.
        """
        place = {role: at for at, role in enumerate(self.order)}
        allowed: dict[str, str] = {}
        for role in sorted(statements, key=lambda role: (place.get(role, len(place)), role)):
            with suppress(InvalidPartiesError):
                tried = {**allowed, role: statements[role]}
                self.plan_with(tried)
                allowed = tried
        return allowed

    def plan_of_fewest(self) -> ThemePlan:
        """Return the plan of a case in which everybody is one person who may be."""
        parties = join_everybody(
            order=self.order, rules=self.rules, is_role_bound=self._plan.is_role_bound
        )
        return self._plan.with_parties(parties)

    def persons(self, parties: Parties) -> tuple[PersonRole, ...]:
        """Return every role in force, who acts first before others."""
        return tuple(self._person(role, parties) for role in self.order)

    def _person(self, role: str, parties: Parties) -> PersonRole:
        others = [other for other in self.order if other != role]
        verdicts = {other: self.rules.apart(role, other) for other in others}
        return PersonRole(
            role,
            may_be=tuple(other for other in others if verdicts[other] is None),
            holder=parties.represented_by.get(role),
            apart=tuple(found for found in verdicts.values() if found and found.basis),
        )


def join_plan(
    plan: ThemePlan, answers: Mapping[str, Any], statements: Mapping[str, Any]
) -> ThemePlan:
    """Return the plan of an application whose statements ``{role: role}`` say who is who.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
        InvalidPartiesError: Listing every statement that cannot be taken.
    """
    if not statements:
        return plan
    return WhoIsWho(plan, concluded_guide(plan, answers)).plan_with(statements)


def allowed_parties(
    plan: ThemePlan, answers: Mapping[str, Any], statements: Mapping[str, str]
) -> dict[str, str]:
    """Return the statements about who is who that can be taken together with some answers.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    if not statements:
        return {}
    return WhoIsWho(plan, concluded_guide(plan, answers)).allowed(statements)


def stated_persons(
    plan: ThemePlan, values: Mapping[str, Any], uses: Iterable[FieldUse] | None = None
) -> tuple[StatedPerson, ...]:
    """Return what an application says about who is who, as papers tell it.

    Args:
        plan: The plan of the application, joined.
        values: What was filled in, by ``element@subject``.
        uses: What an office asks for: it is told about no other roles, and the name only if it
            asks for that (law 3). Without it, everything is told.
    """
    asked = None if uses is None else [(use.role or use.key.subject, use.key) for use in uses]
    statements = []
    for holder in dict.fromkeys(plan.parties.represented_by.values()):
        name, names = FieldKey(_NAME, holder), plan.catalogue.short_subject_name
        roles = [r for r in plan.parties.group_of(holder) if _is_asked(asked, role=r)]
        if len(roles) > 1:
            said = values.get(str(name)) if _is_asked(asked, key=name) else None
            statements.append(StatedPerson(str(said or ""), tuple(names(role) for role in roles)))
    return tuple(statements)


def _is_asked(
    asked: Collection[tuple[str, FieldKey]] | None,
    *,
    role: str | None = None,
    key: FieldKey | None = None,
) -> bool:
    return asked is None or any(role == asking or key == place for asking, place in asked)


def guide_persons(
    plan: ThemePlan, answers: Mapping[str, Any], statements: Mapping[str, Any] | None
) -> tuple[Guide, tuple[PersonRole, ...]]:
    """Return the guide for answers and statements about who is who, and the roles in force.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
        InvalidPartiesError: Listing every statement that cannot be taken.
    """
    separate = guide_theme(plan, answers)
    who = WhoIsWho(plan, separate)
    joined = who.plan_with(statements or {})
    guide = guide_situation(joined, separate.situation) if joined.parties else separate
    return guide, who.persons(joined.parties)
