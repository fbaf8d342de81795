"""Compute what need not be asked (law 5): fixed values, and defaults to confirm."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from core.catalogue.packages import Catalogue
from core.forms.derivation_rules import (
    ID_TYPE_NAME,
    RESIDENT_ID,
    Derivation,
    executable_derivations,
)
from core.forms.models import FieldKey
from core.situations.guiding import Situation

_RESIDENT = (None, "", RESIDENT_ID)
"""What the kind of paper says, or does not, where it is a resident identity card."""


class Derivations:
    """The executable derivations of a catalogue, found by the element they compute."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_element: dict[str, list[Derivation]] = {}
        for rule in executable_derivations(catalogue):
            self._by_element.setdefault(rule.element, []).append(rule)
        named = (e.id for e in catalogue.elements.values() if e.name == ID_TYPE_NAME)
        self.id_type = next(named, "")
        """The element that tells the kind of identity paper, if there is one."""

    def derivable(
        self, keys: Set[FieldKey], situation: Situation
    ) -> tuple[frozenset[FieldKey], frozenset[FieldKey]]:
        """Return which keys of a form follow from others in it: (fixed, by default).

        Where the form asks for the kind of identity paper, nothing certain follows from
        the number before that is known.
        """
        found: dict[bool, set[FieldKey]] = {True: set(), False: set()}
        for key, rule in self._rules_for(keys, situation):
            sources = [source for source in rule.sources_for(key) if source in keys]
            uncertain = rule.needs_resident_id and self._paper_of(key) in keys
            if sources and key not in sources and not uncertain:
                found[rule.fixed].add(key)
        return frozenset(found[True]), frozenset(found[False] - found[True])

    def values(
        self, wanted: Iterable[FieldKey], given: Mapping[FieldKey, Any], situation: Situation
    ) -> dict[FieldKey, Any]:
        """Return fixed values for wanted keys that nobody has given.

        What was given is never computed again; what cannot be computed stays absent.
        """
        found: dict[FieldKey, Any] = {}
        absent = [key for key in wanted if key not in given]
        for key, rule in self._rules_for(absent, situation):
            if key in found or not rule.fixed:
                continue
            paper = given.get(self._paper_of(key)) if rule.needs_resident_id else None
            value = _computed(rule, key, given, paper)
            if value is not None:
                found[key] = value
        return found

    def source_of(
        self, key: FieldKey, form: Set[FieldKey], situation: Situation
    ) -> FieldKey | None:
        """Return the field of a form that a fixed value follows from, if one does."""
        for _, rule in self._rules_for((key,), situation):
            found = [source for source in rule.sources_for(key) if source in form]
            if rule.fixed and found:
                return found[0]
        return None

    def _rules_for(
        self, keys: Iterable[FieldKey], situation: Situation
    ) -> Iterator[tuple[FieldKey, Derivation]]:
        for key in keys:
            for rule in self._by_element.get(key.element, ()):
                if rule.holds_in(situation):
                    yield key, rule

    def _paper_of(self, key: FieldKey) -> FieldKey:
        return FieldKey(self.id_type, key.subject)


def _computed(rule: Derivation, key: FieldKey, values: Mapping[FieldKey, Any], paper: Any) -> Any:
    """Compute from the first source that has a value, for each member of a group by itself."""
    for source in rule.sources_for(key):
        given = values.get(source)
        if given is None or given == "":
            continue
        if isinstance(given, list | tuple):
            computed = [
                rule.compute(one) if is_resident(paper, member) else None
                for member, one in enumerate(given)
            ]
            return computed if any(one is not None for one in computed) else None
        return rule.compute(given) if is_resident(paper) else None
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
