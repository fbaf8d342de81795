"""Terms as bits of one integer, and what holds because of them."""

from collections.abc import Iterable, Sequence

from core.situations.engines.terms import Terms, places_in


class TermMasks:
    """Gives every term a bit, and tells which terms need which leaf.

    Each leaf is a term by itself too, so that its own truth can be read off. Terms of
    items come first: the fewer bytes, the fewer look-ups.
    """

    def __init__(self, items: Iterable[Terms], others: Iterable[Terms], leaves: int) -> None:
        self._places: dict[int, int] = {}
        self.item_bits = 0
        for group in dict.fromkeys(items):
            self.item_bits |= self._collect(group)
        for group in others:
            self._collect(group)
        alone = [1 << leaf for leaf in range(leaves)]
        self._collect(alone)
        self.of_leaf = tuple(1 << self._places[bit] for bit in alone)
        """The bit of the term that is one leaf alone, for each leaf."""
        self.every = (1 << len(self._places)) - 1
        self.needing = self._needing(leaves)
        """The terms that need a leaf, for each leaf."""

    def _collect(self, terms: Iterable[int]) -> int:
        mask = 0
        for term in sorted(terms):
            mask |= 1 << self._places.setdefault(term, len(self._places))
        return mask

    def _needing(self, leaves: int) -> tuple[int, ...]:
        needing = [0] * leaves
        for term, place in self._places.items():
            for leaf in places_in(term):
                needing[leaf] |= 1 << place
        return tuple(needing)

    def of(self, terms: Terms) -> int:
        """Return the bits of some terms."""
        return self._collect(terms)


class ItemsByTerm:
    """Tells which items hold for the terms that do, byte by byte.

    Each table is filled as it is used: a byte of terms comes in few shapes.
    """

    def __init__(self, items: Sequence[Terms], masks: TermMasks) -> None:
        self._bits = masks.item_bits
        self._length = (self._bits.bit_length() + 7) // 8
        items_of = [0] * (8 * self._length)
        group_items: dict[Terms, int] = {}
        for place, terms in enumerate(items):
            group_items[terms] = group_items.get(terms, 0) | 1 << place
        for terms, holding in group_items.items():
            for place in places_in(masks.of(terms)):
                items_of[place] |= holding
        self._tables = [_Table(items_of[first : first + 8]) for first in range(0, len(items_of), 8)]

    def of(self, terms: int) -> int:
        """Return the items of which one term holds."""
        holding = 0
        chunks = (terms & self._bits).to_bytes(self._length, "little")
        for table, chunk in zip(self._tables, chunks, strict=True):
            holding |= table[chunk]
        return holding


class _Table(dict[int, int]):
    """The items that hold for each shape of eight terms."""

    def __init__(self, items_of: Sequence[int]) -> None:
        self._items_of = items_of

    def __missing__(self, chunk: int) -> int:
        holding = 0
        for place in places_in(chunk):
            holding |= self._items_of[place]
        self[chunk] = holding
        return holding
