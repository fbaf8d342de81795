"""Which answers are enough for terms to hold, or to fail, in one situation.

Exact: for a condition to hold, one of its terms has to, and so all that it needs; for it
to fail, something in every term has to. An answer only counts with whatever leads to its
question being asked (law 6).
"""

from collections.abc import Callable, Iterable
from functools import reduce

from core.catalogue.models import Comparison
from core.situations.conditions import Truth
from core.situations.engines.compiling import CompiledConditions
from core.situations.engines.terms import Leaf, Terms, places_in

Sets = frozenset[int]
"""Sets of questions, as bits; the answers to each of them are enough."""
NOTHING_NEEDED: Sets = frozenset({0})
NEVER_ENOUGH: Sets = frozenset()
_MOST_SETS = 500


class Causes:
    """What is enough for what, where some terms hold for certain and some still may."""

    def __init__(self, compiled: CompiledConditions, certain: int, possible: int) -> None:
        self._compiled = compiled
        self._certain = certain
        self._possible = possible
        self._bits = {name: 1 << place for place, name in enumerate(compiled.readers)}
        self._truths = {name: self.truth(terms) for name, terms in compiled.asked.items()}
        self._asking = dict.fromkeys(self._truths, NEVER_ENOUGH)
        for _ in self._truths:
            before = dict(self._asking)
            for name in self._truths:
                self._asking[name] = self._enough(name)
            if before == self._asking:
                break

    @property
    def answered(self) -> int:
        """Return all questions that are asked: together they always are enough."""
        return sum(self._bits[name] for name, truth in self._truths.items() if truth)

    def truth(self, terms: Terms) -> Truth:
        """Return whether one of some terms holds."""
        mask = self._compiled.masks.of(terms)
        return bool(mask & self._certain) or (None if mask & self._possible else False)

    def holding(self, terms: Terms) -> Sets:
        """Return what is enough for one of the terms to hold."""
        holding = [self._leaves(term) for term in terms if self.truth(frozenset({term}))]
        return _least(cause for leaves in holding for cause in _together(map(self._sets, leaves)))

    def failing(self, terms: Terms) -> Sets:
        """Return what is enough for all of the terms to fail."""
        return _together(self._failing_term(term) for term in sorted(terms))

    def waited_for(self, terms: Terms) -> int:
        """Return the open questions whose answers may still make a term hold."""
        open_terms = (term for term in terms if self.truth(frozenset({term})) is None)
        return reduce(int.__or__, map(self._open_in, open_terms), 0)

    def _leaves(self, term: int) -> list[Leaf]:
        return [self._compiled.leaves[place] for place in places_in(term)]

    def _failing_term(self, term: int) -> Sets:
        failing = (leaf for leaf in self._leaves(term) if self._truth_of(leaf) is False)
        return _least(cause for leaf in failing for cause in self._sets(leaf))

    def _open_in(self, term: int) -> int:
        found = 0
        for leaf in self._leaves(term):
            if self._truth_of(leaf) is None:
                found |= self._waited_for_by(leaf)
        return found

    def _waited_for_by(self, leaf: Leaf) -> int:
        if isinstance(leaf, Comparison):
            return self._bits[leaf.question]
        return self.waited_for(leaf)

    def _truth_of(self, leaf: Leaf) -> Truth:
        place = self._compiled.leaf_places[leaf]
        return self.truth(frozenset({1 << place}))

    def _sets(self, leaf: Leaf) -> Sets:
        """Return what is enough for a leaf that is decided to be so."""
        if not isinstance(leaf, Comparison):
            return self.holding(leaf) if self._truth_of(leaf) else self.failing(leaf)
        name = leaf.question
        if name in self._compiled.fixed or name not in self._truths:
            return NOTHING_NEEDED
        own = self._bits[name] if self._truths[name] else 0
        return frozenset(own | questions for questions in self._asking[name])

    def _enough(self, name: str) -> Sets:
        """Return what is enough for a question to be asked, or never to be asked.

        Found in rounds: first what needs nothing else, then what needs only that, so
        that no question is ever its own reason.
        """
        terms, truth = self._compiled.asked[name], self._truths[name]
        if truth is None:
            return NEVER_ENOUGH
        return self.holding(terms) if truth else self.failing(terms)


def looked_at_by(terms: Terms, compiled: CompiledConditions) -> int:
    """Return the bits of all leaves that decide terms, also by way of what is asked."""
    found: set[int] = set()
    left = [place for term in terms for place in places_in(term)]
    while left:
        place = left.pop()
        if place not in found:
            found.add(place)
            leaf = compiled.leaves[place]
            asks = compiled.asked.get(leaf.question, ()) if isinstance(leaf, Comparison) else leaf
            left += [needed for term in asks for needed in places_in(term)]
    return sum(compiled.masks.of_leaf[place] for place in found)


def _together(parts: Iterable[Sets]) -> Sets:
    """Return what is enough for several things at once."""
    return reduce(_both, parts, NOTHING_NEEDED)


def _both(sets: Sets, other: Sets) -> Sets:
    return _least(first | second for first in sets for second in other)


def _least(sets: Iterable[int]) -> Sets:
    """Keep the sets that have no other one in them; the smallest, if there are very many."""
    kept: list[int] = []
    size: Callable[[int], int] = int.bit_count
    for questions in sorted(set(sets), key=size):
        if len(kept) == _MOST_SETS:
            break
        if not any(questions & other == other for other in kept):
            kept.append(questions)
    return frozenset(kept)
