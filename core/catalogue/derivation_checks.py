"""Look over the derivations: what they name must exist, and no value may follow from itself."""

from collections.abc import Iterable, Iterator, Mapping

from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import DerivationRule
from core.catalogue.packages import Catalogue

_ANY_SUBJECT = "*"
_SAME_SUBJECT = "同一主体"

Place = tuple[str, str]
"""Element and subject."""


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
        circle = next(filter(None, (_circle(one, follows) for one in _targets(rule, follows))), ())
        if circle:
            names = ["@".join(place) for place in circle]
            yield path, warning("derivation-cycle", rule.target, circle=" ← ".join(names))


def _elements_of(rule: DerivationRule) -> Iterator[str]:
    for name in (rule.target, *rule.sources):
        element, at, _ = name.partition("@")
        if at:
            yield element


def _follows_from(rules: Iterable[DerivationRule]) -> Mapping[Place, set[Place]]:
    """Return for each place what it may follow from; one of any subject stands for each named."""
    pairs = [(_place(rule.target), _place(name)) for rule in rules for name in rule.sources]
    subjects = {place[1] for pair in pairs for place in pair}
    follows: dict[Place, set[Place]] = {}
    for target, source in pairs:
        for subject in subjects if target[1] == _ANY_SUBJECT else (target[1],):
            origin = (source[0], subject) if source[1] == _ANY_SUBJECT else source
            follows.setdefault((target[0], subject), set()).add(origin)
    return follows


def _place(name: str) -> Place:
    element, _, subject = name.partition("@")
    return element, _ANY_SUBJECT if subject == _SAME_SUBJECT else subject


def _targets(rule: DerivationRule, follows: Mapping[Place, set[Place]]) -> Iterator[Place]:
    element, subject = _place(rule.target)
    yield from (
        place
        for place in sorted(follows)
        if place[0] == element and subject in {_ANY_SUBJECT, place[1]}
    )


def _circle(start: Place, follows: Mapping[Place, set[Place]]) -> tuple[Place, ...]:
    """Return the way from a place back to itself, or nothing."""
    ways: list[tuple[Place, ...]] = [(start,)]
    seen: set[Place] = set()
    while ways:
        way = ways.pop()
        for origin in sorted(follows.get(way[-1], ())):
            if origin == start:
                return (*way, start)
            if origin not in seen:
                seen.add(origin)
                ways.append((*way, origin))
    return ()
