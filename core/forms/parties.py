"""Who is who: which roles of a case one person holds, and what that joins (law 17).

What somebody says about themselves holds in every role that they say they hold. Roles that the
law keeps apart cannot be joined, not through a chain either.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from core.catalogue.models import Condition, FieldKey, NeverOne, Subject
from core.errors import InvalidPartiesError, Problem
from core.forms.models import FieldUse, MergedField

ACTING_FIRST = ("applicant", "principal")
"""Who acts, before all other roles in the order in which fields ask for them."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Groups of roles that one person holds each.

    ``represented_by`` says of every role that stands behind another one of its group which that
    is: the one that acts first. ``is_role_bound`` tells the elements that stay apart.
    """

    represented_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    is_role_bound: Callable[[str], bool] = lambda element: False

    def __bool__(self) -> bool:
        """Say whether anything is joined."""
        return bool(self.represented_by)

    def key_of(self, key: FieldKey) -> FieldKey:
        """Return the key under which a field is asked.

        Examples:
            >>> same = Parties({"liaison": "principal"})
            >>> str(same.key_of(FieldKey("per.name", "liaison")))
            'per.name@principal'
        """
        holder = self.represented_by.get(key.subject)
        if holder is None or self.is_role_bound(key.element):
            return key
        return FieldKey(key.element, holder)

    def use_of(self, use: FieldUse) -> FieldUse:
        """Return a place that asks, under the key by which it is asked."""
        joined = self.key_of(use.key)
        return use if joined == use.key else replace(use, key=joined, role=use.key.subject)

    def separate_values(
        self, values: Mapping[FieldKey, Any], keys: Iterable[FieldKey]
    ) -> dict[FieldKey, Any]:
        """Return values as if they had been typed in every role, for the keys of every form."""
        asked = ((key, self.key_of(key)) for key in keys)
        return {key: values[joined] for key, joined in asked if joined in values}

    def group_of(self, role: str) -> tuple[str, ...]:
        """Return the roles of a person, the one that acts first before the others."""
        holder = self.represented_by.get(role, role)
        return (holder, *(member for member, by in self.represented_by.items() if by == holder))

    def joined_values(self, given: Mapping[FieldKey, Any]) -> dict[FieldKey, Any]:
        """Return values by the keys under which they are asked.

        The value of the role that acts first counts, then of the others in order. What was typed
        for other roles is not lost: it is in ``given`` when the statement is taken back.
        """
        values: dict[FieldKey, Any] = {}
        order = {role: place for place, role in enumerate(self.represented_by, start=1)}
        for key in sorted(given, key=lambda key: order.get(key.subject, 0)):
            joined = self.key_of(key)
            if _is_nothing(values.get(joined)):
                values[joined] = given[key]
        return values


NOBODY_JOINED = Parties()
"""Every role is a person of its own."""


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], ())


@dataclass(frozen=True, slots=True)
class Apart:
    """Two roles that are not one person: which, and why (``basis`` of the law, if it says so)."""

    role: str
    other: str
    basis: str = ""


class PartyRules:
    """Which roles one person may hold at once, in one situation.

    Args:
        subjects: What the catalogue says about roles.
        holds: Whether a condition of a rule is true in the situation; an open one is not.
    """

    def __init__(
        self, subjects: Mapping[str, Subject], holds: Callable[[Condition | None], bool]
    ) -> None:
        self._subjects = subjects
        self._holds = holds

    def is_single_person(self, role: str) -> bool:
        """Say whether exactly one human being holds a role."""
        subject = self._subjects.get(role)
        return subject is not None and subject.is_single_person

    def apart(self, role: str, other: str) -> Apart | None:
        """Return why two roles are not one person, or nothing if they may be."""
        never = self._never(role, other) or self._never(other, role)
        if never is not None:
            return Apart(role, other, never.basis)
        if self._lists(role, other) or self._lists(other, role):
            return None
        return Apart(role, other)

    def _never(self, role: str, other: str) -> NeverOne | None:
        for rule in self._subjects[role].never if role in self._subjects else ():
            if rule.subject == other and (rule.when is None or self._holds(rule.when)):
                return rule
        return None

    def _lists(self, role: str, other: str) -> bool:
        subject = self._subjects.get(role)
        return subject is not None and other in (subject.may_be or ())

    def apart_in(self, group: Sequence[str]) -> Apart | None:
        """Return the first pair of a group that is not one person, through chains as well."""
        for place, role in enumerate(group):
            for other in group[:place]:
                found = self.apart(other, role)
                if found is not None:
                    return found
        return None

    def may_join(self, role: str, group: Iterable[str]) -> bool:
        """Say whether the holder of a role may be the holder of all roles of a group."""
        return all(self.apart(role, other) is None for other in group)


def acting_order(form: Iterable[MergedField], rules: PartyRules) -> tuple[str, ...]:
    """Return the roles of single persons that a form asks about, who acts first before others.

    Applicant and principal come first, then as fields ask.
    """
    asked = dict.fromkeys(merged.key.subject for merged in form)
    first = [role for role in ACTING_FIRST if role in asked]
    return tuple(r for r in dict.fromkeys((*first, *asked)) if rules.is_single_person(r))


def resolve_parties(
    statements: Mapping[str, Any],
    *,
    order: Sequence[str],
    rules: PartyRules,
    is_role_bound: Callable[[str], bool] = lambda element: False,
) -> Parties:
    """Return the groups that statements ``{role: role}`` make: the first is who the second is.

    The order of statements leaves no trace. Those about roles that are not in force are ignored.

    Args:
        statements: By role, the role of the same person.
        order: The roles in force, who acts first before others.
        rules: What may be joined in this situation.
        is_role_bound: Whether an element belongs to the role and not to the person.

    Raises:
        InvalidPartiesError: Listing every role that nobody knows or that is no single person, and
            every group in which two roles are not one person.
    """
    problems = list(_unusable(statements, rules))
    in_force = [
        (role, other) for role, other in statements.items() if role in order and other in order
    ]
    groups = _connected(order, in_force)
    for group in groups:
        apart = rules.apart_in(group)
        if apart is not None:
            problems.append(_not_one_person(apart))
    if problems:
        raise InvalidPartiesError(tuple(problems))
    represented = {role: group[0] for group in groups for role in group[1:]}
    in_order = {role: represented[role] for role in order if role in represented}
    return Parties(MappingProxyType(in_order), is_role_bound)


def join_everybody(
    *,
    order: Sequence[str],
    rules: PartyRules,
    is_role_bound: Callable[[str], bool] = lambda element: False,
) -> Parties:
    """Join each role, in order, with the first person whose other roles all allow it."""
    persons: list[list[str]] = []
    for role in order:
        person = next((candidate for candidate in persons if rules.may_join(role, candidate)), None)
        if person is None:
            persons.append([role])
        else:
            person.append(role)
    holder_of = {role: person[0] for person in persons for role in person[1:]}
    in_order = {role: holder_of[role] for role in order if role in holder_of}
    return Parties(MappingProxyType(in_order), is_role_bound)


def _unusable(statements: Mapping[str, Any], rules: PartyRules) -> Iterator[Problem]:
    named = [subject for pair in statements.items() for subject in pair]
    roles = dict.fromkeys(
        subject if isinstance(subject, str) else str(subject) for subject in named
    )
    for role in roles:
        if not rules.is_single_person(role):
            yield Problem(role[:80], "no-single-person")


def _not_one_person(apart: Apart) -> Problem:
    rule = "kept-apart" if apart.basis else "not-one-person"
    params = (("other", apart.other), ("basis", apart.basis))
    return Problem(apart.role, rule, params)


def _connected(order: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups of roles that pairs connect, each in the order of who acts."""
    group_of = {role: {role} for role in order}
    for role, other in pairs:
        if group_of[role] is not group_of[other]:
            joined = group_of[role] | group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
    distinct = {id(group): group for group in group_of.values()}
    return [tuple(r for r in order if r in group) for group in distinct.values() if len(group) > 1]
