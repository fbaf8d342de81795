"""Conditions as terms: sets of comparisons, of which one has to hold in full.

Any condition comes down to "these comparisons, or those, or …" (a disjunctive normal
form). Terms are kept as bits of one integer, so that hundreds of conditions are
worked out together by a few operations on integers.
"""

from collections.abc import Iterable, Sequence
from functools import reduce

from core.catalogue.models import Comparison, Condition
from core.situations.engines.algebra import encode

Terms = frozenset[int]
"""Each term is the set of leaves that it needs, as bits."""
ALWAYS: Terms = frozenset({0})
NEVER: Terms = frozenset()
MOST_TERMS = 32
"""Beyond so many terms, a part of a condition gets a leaf of its own."""

Leaf = Comparison | Terms
"""What a bit stands for: a comparison, or a part of a condition with many terms."""


class TermBook:
    """Writes conditions as terms over leaves that they share."""

    always, never = ALWAYS, NEVER

    def __init__(self) -> None:
        self._places: dict[Leaf, int] = {}
        self._written: dict[int, tuple[Sequence[Condition | None], Terms]] = {}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Return what the bits stand for, lowest first; parts come after what is in them."""
        return tuple(self._places)

    def terms_of(self, condition: Condition | None) -> Terms:
        """Return the terms of a condition; no condition always holds.

        Distributing and absorbing keep the meaning in three values as well, because
        truth values with *and* and *or* are a distributive lattice.

        Examples:
            >>> from core.catalogue.models import AllOf, AnyOf
            >>> big, wet = (Comparison(question=q, op="eq", value="是") for q in ("big", "wet"))
            >>> sorted(TermBook().terms_of(AnyOf(any=(big, AllOf(all=(big, wet))))))
            [1]
        """
        return encode(condition, self, lambda comparison: frozenset({self._bit(comparison)}))

    def one_of(self, conditions: Sequence[Condition | None]) -> Terms:
        """Return the terms of conditions of which one has to hold.

        All fields of a matter share its conditions: the same object is written once.
        """
        known = self._written.get(id(conditions))
        if known is None:
            known = conditions, self.any_of(map(self.terms_of, conditions))
            self._written[id(conditions)] = known  # held, so that its id stays its own
        return known[1]

    def any_of(self, parts: Iterable[Terms]) -> Terms:
        """Return the terms of which one has to hold."""
        return _absorbed(NEVER.union(*parts))

    def all_of(self, parts: Iterable[Terms]) -> Terms:
        """Return the terms that hold where all parts do."""
        return reduce(self._both, parts, ALWAYS)

    def _both(self, terms: Terms, other: Terms) -> Terms:
        """Multiply out, unless that would be too long: then the longer part is named."""
        while len(terms) * len(other) > MOST_TERMS and max(len(terms), len(other)) > 1:
            terms, other = sorted((terms, other), key=len)
            other = frozenset({self._bit(other)})
        return _absorbed(frozenset(first | second for first in terms for second in other))

    def _bit(self, leaf: Leaf) -> int:
        return 1 << self._places.setdefault(leaf, len(self._places))


def places_in(bits: int) -> Iterable[int]:
    """Yield the places of the bits that are set, lowest first.

    Examples:
        >>> list(places_in(0b1010))
        [1, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _absorbed(terms: Terms) -> Terms:
    """Leave out terms that need more than another one does."""
    if not 1 < len(terms) <= MOST_TERMS:
        return terms
    kept: list[int] = []
    for term in sorted(terms, key=int.bit_count):
        if not any(term & other == other for other in kept):
            kept.append(term)
    return frozenset(kept)
