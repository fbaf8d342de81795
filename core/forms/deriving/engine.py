"""Compute what need not be asked, in chains if need be, and never in a circle (law 5)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Comparison, FieldKey, Operator, SubjectBinding
from core.forms.deriving.identities import NUMBERED_ALIKE
from core.forms.deriving.rules import ID_TYPE_NAME, Derivation, executable_derivations
from core.forms.parties import NOBODY_JOINED, Parties
from core.kinds.values.credit_codes import credit_code_problem
from core.situations.guiding import Situation

_ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class DerivedFrom:
    """What a value follows from, and the standard that says so (law 5).

    ``or_asked``: where nothing follows after all, the applicant is asked, and with
    ``or_asked_of_any`` also where the value it follows from does not look right.
    """

    source: FieldKey
    basis: str
    or_asked: bool
    or_asked_of_any: bool = False


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
        bodies = {s.id for s in catalogue.subjects.values() if s.or_kind == _ORGANISATION}
        self._may_be_bodies = bodies | {other for own, other in renamed if own in bodies}
        """The subjects in whose place an organisation may stand."""

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
            sources = self._present(rule, key, keys, situation)
            if not sources or key in sources:
                continue
            if not rule.fixed:
                defaults.add(key)
            elif key not in origins.of and not origins.reach(key, sources):
                origins.of[key] = sources
        return frozenset(origins.of), frozenset(defaults - origins.of.keys())

    def looked_at_for(self, key: FieldKey) -> tuple[frozenset[FieldKey], frozenset[str]]:
        """Return the keys and questions that may decide whether a key surely follows."""
        rules = [r for r in self._by_element.get(key.element, ()) if r.fixed and r.sources_for(key)]
        keys: set[FieldKey] = set()
        for rule in rules:
            keys.update(rule.sources_for(key), rule.others, rule.circumstances.keys)
            if rule.needs_paper and self._paper_of(key) != key:
                keys.add(self._paper_of(key))
        questions = (question for rule in rules for question in rule.circumstances.questions)
        return frozenset(keys), frozenset(questions)

    def answers_looked_at(self, keys: Set[FieldKey]) -> tuple[Comparison, ...]:
        """Return the answers that decide whether some of these keys surely follow from others."""
        rules = [rule for key in keys for rule in self._by_element.get(key.element, ())]
        asked = dict.fromkeys(
            answer for rule in rules if rule.fixed for answer in rule.circumstances.answers
        )
        return tuple(Comparison(question=q, op=Operator.EQ, value=option) for q, option in asked)

    def _present(
        self, rule: Derivation, key: FieldKey, keys: Set[FieldKey], situation: Situation
    ) -> tuple[FieldKey, ...]:
        """Return what a key follows from on a form, or nothing if something is missing."""
        if not rule.circumstances.hold_on(keys) or not set(rule.others) <= keys:
            return ()
        if rule.needs_paper and not self._paper_is_stated(key, keys, situation):
            return ()
        sources = tuple(source for source in rule.sources_for(key) if source in keys)
        return (*sources, *rule.others) if sources else ()

    def _paper_is_stated(self, key: FieldKey, keys: Set[FieldKey], situation: Situation) -> bool:
        """Say whether the kind of paper is not asked: it is not on the form, or follows itself."""
        paper = self._paper_of(key)
        if paper not in keys:
            return True
        rules = self._rules_for((paper,), situation) if paper != key else ()
        return any(r.fixed and self._present(r, paper, keys, situation) for _, r in rules)

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
                value = self._value_of(rule, key, known)
                if value is not None:
                    found[key] = value
                    grown = True
        return found

    def _value_of(self, rule: Derivation, key: FieldKey, known: Mapping[FieldKey, Any]) -> Any:
        paper = known.get(self._paper_of(key)) if rule.needs_paper else None
        may_be_body = rule.way.of_number and key.subject in self._may_be_bodies
        return _value_of(
            rule,
            key,
            known,
            lambda given, member: (
                _tells_person(paper, member) and not (may_be_body and _is_body(given))
            ),
        )

    def origin_of(
        self, key: FieldKey, form: Set[FieldKey], situation: Situation
    ) -> DerivedFrom | None:
        """Return the field of a form that a fixed value follows from, if one does, and why."""
        for _, rule in self._rules_for((key,), situation):
            found = self._present(rule, key, form, situation) if rule.fixed else ()
            if found and key not in found:
                way = rule.way
                return DerivedFrom(found[0], rule.basis, way.or_asked, way.or_asked_of_any)
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


def _value_of(
    rule: Derivation,
    key: FieldKey,
    values: Mapping[FieldKey, Any],
    counts: Callable[[Any, int], bool],
) -> Any:
    """Compute from the first source that has a value, for each member of a group by itself.

    ``counts`` says of a value, and of the member it is of, whether something follows from it.
    """
    others = [values.get(other) for other in rule.others]
    if any(other is None or other == "" for other in others):
        return None
    for source in rule.sources_for(key):
        given = values.get(source)
        if given is None or given == "":
            continue
        if rule.way.of_rows:
            return rule.computed(list(given) if _is_list(given) else [given], *others)
        if _is_list(given):
            computed = [
                rule.computed(value, *others) if counts(value, member) else None
                for member, value in enumerate(given)
            ]
            return computed if any(value is not None for value in computed) else None
        return rule.computed(given, *others) if counts(given, 0) else None
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_body(number: Any) -> bool:
    """Say whether a number is that of an organisation (GB 32100)."""
    return credit_code_problem(number) is None


def _tells_person(paper: Any, member: int = 0) -> bool:
    """Say whether the paper of a member follows GB 11643, or is not told.

    Examples:
        >>> _tells_person("护照"), _tells_person([None, "护照"]), _tells_person(["", "护照"], 1)
        (False, True, False)
    """
    if _is_list(paper):
        paper = paper[member] if member < len(paper) else None
    return paper in (None, "", *NUMBERED_ALIKE)
