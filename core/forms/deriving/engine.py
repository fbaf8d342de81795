"""Compute what need not be asked, in chains if need be, and never in a circle (law 5)."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Comparison, FieldKey, Operator, SubjectBinding
from core.forms.deriving.rules import (
    ID_TYPE_NAME,
    RESIDENT_ID,
    Derivation,
    executable_derivations,
)
from core.forms.parties import NOBODY_JOINED, Parties
from core.situations.guiding import Situation

_RESIDENT = (None, "", RESIDENT_ID)
"""What the kind of paper says, or does not, where it is a resident identity card."""


@dataclass(frozen=True, slots=True)
class DerivedFrom:
    """What a value follows from, and the standard that says so (law 5).

    ``or_asked``: where nothing follows after all, the applicant is asked.
    """

    source: FieldKey
    basis: str
    or_asked: bool


@dataclass(slots=True)
class _Origins:
    """Which key follows from which others, so that no chain comes back to its beginning."""

    of: dict[FieldKey, tuple[FieldKey, ...]] = field(default_factory=dict)

    def reach(self, key: FieldKey, sources: Iterable[FieldKey]) -> bool:
        """Say whether some source follows, however indirectly, from a key."""
        return any(source == key or self.reach(key, self.of.get(source, ())) for source in sources)


class Derivations:
    """The executable derivations of a theme, found by the element they compute.

    Args:
        catalogue: Where the rules stand.
        bindings: The theme's other names for subjects; a rule about a subject holds
            under its other name as well.
        parties: Who is who: a rule about a role holds for the person who holds it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        bindings: Iterable[SubjectBinding] = (),
        parties: Parties = NOBODY_JOINED,
    ) -> None:
        self._by_element: dict[str, list[Derivation]] = {}
        rules = executable_derivations(catalogue)
        renamed = {(binding.subject, binding.bound_as): None for binding in bindings}
        under_any_name = (*rules, *_bound(rules, renamed))
        joined = (rule.keyed(parties.key_of) for rule in under_any_name) if parties else ()
        for rule in dict.fromkeys((*under_any_name, *joined)):
            self._by_element.setdefault(rule.element, []).append(rule)
        named = (e.id for e in catalogue.elements.values() if e.name == ID_TYPE_NAME)
        self.id_type = next(named, "")
        """The element that tells the kind of identity paper, if there is one."""

    def derivable(
        self, keys: Set[FieldKey], situation: Situation
    ) -> tuple[frozenset[FieldKey], frozenset[FieldKey]]:
        """Return which keys of a form follow from others in it: (fixed, by default).

        Where the form asks for the kind of identity paper, nothing certain follows from
        the number before that is known. Of values that follow from each other in a
        circle, one is asked.
        """
        origins = _Origins()
        defaults: set[FieldKey] = set()
        targets = sorted(key for key in keys if key.element in self._by_element)
        for key, rule in self._rules_for(targets, situation):
            sources = self._present(rule, key, keys)
            if not sources or key in sources:
                continue
            if not rule.fixed:
                defaults.add(key)
            elif key not in origins.of and not origins.reach(key, sources):
                origins.of[key] = sources
        return frozenset(origins.of), frozenset(defaults - origins.of.keys())

    def looked_at_for(self, key: FieldKey) -> tuple[frozenset[FieldKey], frozenset[str]]:
        """Return the keys and questions that may decide whether a key is derived."""
        rules = [rule for rule in self._by_element.get(key.element, ()) if rule.sources_for(key)]
        keys = {source for rule in rules for source in rule.sources_for(key)}
        keys |= {rule.second for rule in rules if rule.second}
        keys |= {self._paper_of(key) for rule in rules if rule.needs_resident_id}
        return frozenset(keys), frozenset(rule.question for rule in rules if rule.question)

    def answers_looked_at(self, keys: Set[FieldKey]) -> tuple[Comparison, ...]:
        """Return the answers that decide whether some of these keys follow from others."""
        rules = [rule for key in keys for rule in self._by_element.get(key.element, ())]
        asked = dict.fromkeys((rule.question, rule.option) for rule in rules if rule.question)
        return tuple(Comparison(question=q, op=Operator.EQ, value=option) for q, option in asked)

    def _present(
        self, rule: Derivation, key: FieldKey, keys: Set[FieldKey]
    ) -> tuple[FieldKey, ...]:
        """Return what a key follows from on a form, or nothing if something is missing."""
        if rule.needs_resident_id and self._paper_of(key) in keys:
            return ()
        if rule.second is not None and rule.second not in keys:
            return ()
        sources = tuple(source for source in rule.sources_for(key) if source in keys)
        return (*sources, rule.second) if sources and rule.second else sources

    def values(
        self, wanted: Iterable[FieldKey], given: Mapping[FieldKey, Any], situation: Situation
    ) -> dict[FieldKey, Any]:
        """Return fixed values for wanted keys that nobody has given, chains included.

        What was given is never computed again; what cannot be computed stays absent.
        """
        return self._computed(wanted, given, situation, fixed=True)

    def proposals(
        self, wanted: Iterable[FieldKey], given: Mapping[FieldKey, Any], situation: Situation
    ) -> dict[FieldKey, Any]:
        """Return defaults for wanted keys that nobody has given.

        They are proposed for the applicant to confirm or change, and are no values before.
        """
        return self._computed(wanted, given, situation, fixed=False)

    def _computed(
        self,
        wanted: Iterable[FieldKey],
        given: Mapping[FieldKey, Any],
        situation: Situation,
        *,
        fixed: bool,
    ) -> dict[FieldKey, Any]:
        """Compute until nothing more follows; every key is computed once, so that this ends."""
        found: dict[FieldKey, Any] = {}
        absent = [key for key in wanted if key not in given]
        rules = [(k, r) for k, r in self._rules_for(absent, situation) if r.fixed is fixed]
        grown = True
        while grown:
            grown = False
            known = {**given, **found}
            for key, rule in rules:
                if key in found:
                    continue
                paper = known.get(self._paper_of(key)) if rule.needs_resident_id else None
                value = _value_of(rule, key, known, paper)
                if value is not None:
                    found[key] = value
                    grown = True
        return found

    def origin_of(
        self, key: FieldKey, form: Set[FieldKey], situation: Situation
    ) -> DerivedFrom | None:
        """Return the field of a form that a fixed value follows from, if one does, and why."""
        for _, rule in self._rules_for((key,), situation):
            found = [source for source in rule.sources_for(key) if source in form]
            if rule.fixed and found:
                return DerivedFrom(found[0], rule.basis, rule.or_asked)
        return None

    def _rules_for(
        self, keys: Iterable[FieldKey], situation: Situation
    ) -> Iterator[tuple[FieldKey, Derivation]]:
        for key in keys:
            for rule in self._by_element.get(key.element, ()):
                if rule.holds_in(situation) and rule.sources_for(key):
                    yield key, rule

    def _paper_of(self, key: FieldKey) -> FieldKey:
        return FieldKey(self.id_type, key.subject)


def _bound(rules: Iterable[Derivation], renamed: Iterable[tuple[str, str]]) -> Iterator[Derivation]:
    for subject, bound_as in renamed:
        yield from (rule.bound(subject, bound_as) for rule in rules if subject in rule.subjects)


def _value_of(rule: Derivation, key: FieldKey, values: Mapping[FieldKey, Any], paper: Any) -> Any:
    """Compute from the first source that has a value, for each member of a group by itself."""
    second = () if rule.second is None else (values.get(rule.second),)
    if None in second or "" in second:
        return None
    for source in rule.sources_for(key):
        given = values.get(source)
        if given is None or given == "":
            continue
        if isinstance(given, list | tuple):
            computed = [
                rule.computed(one, *second) if is_resident(paper, member) else None
                for member, one in enumerate(given)
            ]
            return computed if any(one is not None for one in computed) else None
        return rule.computed(given, *second) if is_resident(paper) else None
    return None


def is_resident(paper: Any, member: int = 0) -> bool:
    """Say whether a kind of paper, or that of a member, is a resident identity card or not told.

    Examples:
        >>> is_resident("护照"), is_resident([None, "护照"]), is_resident(["", "护照"], 1)
        (False, True, False)
    """
    if isinstance(paper, list | tuple):
        paper = paper[member] if member < len(paper) else None
    return paper in _RESIDENT
