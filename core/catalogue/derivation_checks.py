"""Look over the derivations: what they name must exist, and no value may follow from itself."""

from collections.abc import Iterable, Iterator, Mapping

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import DerivationRule, FieldKey

_ANY_SUBJECT = "*"
_SAME_SUBJECT = "同一主体"
_PROPOSED = "默认"


def check_derivations(catalogue: Catalogue) -> Iterator[tuple[tuple[str, int], Finding]]:
    """Yield what is wrong with the derivations, and which of them is meant.

    A circle is only a warning: of values that follow from each other one is asked, but
    somebody should say which.
    """
    follows = _follows_from(catalogue.derivations)
    for number, rule in enumerate(catalogue.derivations):
        path = ("derivations", number)
        for element in _elements_of(rule):
            if element not in catalogue.elements:
                missing = error(
                    "unknown-reference", rule.target, what="element", code=element, hint=""
                )
                yield path, missing
        circle = next(
            filter(None, (_circle(target, follows) for target in _targets(rule, follows))), ()
        )
        if circle:
            names = [str(place) for place in circle]
            yield path, warning("derivation-cycle", rule.target, circle=" ← ".join(names))


def _elements_of(rule: DerivationRule) -> Iterator[str]:
    for name in (rule.target, *rule.sources, *rule.others):
        element, at, _ = name.partition("@")
        if at:
            yield element


def _follows_from(rules: Iterable[DerivationRule]) -> Mapping[FieldKey, set[FieldKey]]:
    """Return for each place what it surely follows from; any subject stands for each named.

    What is only proposed is asked, so no circle goes through it.
    """
    certain = (
        rule for rule in rules if not rule.deprecated and _PROPOSED not in rule.when + rule.rule
    )
    pairs = [
        (_place(rule.target), _place(name))
        for rule in certain
        for name in (*rule.sources, *rule.others)
    ]
    subjects = {place.subject for pair in pairs for place in pair}
    follows: dict[FieldKey, set[FieldKey]] = {}
    for target, source in pairs:
        for subject in subjects if target.subject == _ANY_SUBJECT else (target.subject,):
            origin = FieldKey(source.element, subject) if source.subject == _ANY_SUBJECT else source
            follows.setdefault(FieldKey(target.element, subject), set()).add(origin)
    return follows


def _place(name: str) -> FieldKey:
    element, _, subject = name.partition("@")
    return FieldKey(element, _ANY_SUBJECT if subject == _SAME_SUBJECT else subject)


def _targets(rule: DerivationRule, follows: Mapping[FieldKey, set[FieldKey]]) -> Iterator[FieldKey]:
    element, subject = _place(rule.target)
    yield from (
        place
        for place in sorted(follows)
        if place.element == element and subject in {_ANY_SUBJECT, place.subject}
    )


def _circle(start: FieldKey, follows: Mapping[FieldKey, set[FieldKey]]) -> tuple[FieldKey, ...]:
    """Return the way from a place back to itself, or nothing."""
    ways: list[tuple[FieldKey, ...]] = [(start,)]
    seen: set[FieldKey] = set()
    while ways:
        way = ways.pop()
        for origin in sorted(follows.get(way[-1], ())):
            if origin == start:
                return (*way, start)
            if origin not in seen:
                seen.add(origin)
                ways.append((*way, origin))
    return ()
