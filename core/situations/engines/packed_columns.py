"""One truth for each of very many situations, packed: a bit for each."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

PackedColumn = NDArray[np.uint64]
"""A bit for each situation; the bits beyond the last one are not set."""
Numbers = NDArray[np.int64]
"""A number for each situation."""
_MOST_TOGETHER = 40


def packed(truths: NDArray[np.bool_]) -> PackedColumn:
    """Return truths as bits."""
    bits = nobody(len(truths))
    bits.view(np.uint8)[: -(-len(truths) // 8)] = np.packbits(truths, bitorder="little")
    return bits


def unpacked(bits: PackedColumn, number: int) -> NDArray[np.uint8]:
    """Return 1 for every situation where a bit is set, and 0 for the others.

    Examples:
        >>> unpacked(packed(np.array([True, False, True])), 3).tolist()
        [1, 0, 1]
    """
    return np.unpackbits(bits.view(np.uint8), count=number, bitorder="little")


def nobody(number: int) -> PackedColumn:
    """Return bits of which none is set."""
    return np.zeros(-(-number // 64), dtype=np.uint64)


def everybody(number: int) -> PackedColumn:
    """Return bits that are all set, up to the last situation."""
    bits = ~nobody(number)
    bits[-1] >>= np.uint64(-number % 64)
    return bits


def how_many(bits: PackedColumn) -> int:
    """Return in how many situations the bit is set."""
    return int(np.bitwise_count(bits).sum())


class PackedColumns:
    """What is known of truth in so many situations: columns joined bit by bit."""

    def __init__(self, number: int) -> None:
        self.always = everybody(number)
        self.never = nobody(number)

    def all_of(self, columns: Iterable[PackedColumn]) -> PackedColumn:
        """Return where all of the columns are set."""
        several = list(columns)
        return reduce(np.bitwise_and, several) if several else self.always

    def any_of(self, columns: Iterable[PackedColumn]) -> PackedColumn:
        """Return where one of the columns is set."""
        several = list(columns)
        return reduce(np.bitwise_or, several) if several else self.never


def by_pattern(
    columns: Sequence[PackedColumn],
    number: int,
    value_of: Callable[[tuple[bool, ...]], Sequence[int]],
) -> NDArray[np.int64]:
    """Return values that follow from a few columns, worked out once for each pattern of them.

    Args:
        columns: What decides, as bits.
        number: How many situations there are.
        value_of: Returns the values for one pattern; always as many of them.

    Returns:
        A row for each situation.
    """
    names = np.zeros(number, dtype=np.int64)
    for place, column in enumerate(columns, start=1):
        names = names * 2 + unpacked(column, number)
        if place % _MOST_TOGETHER == 0:
            names = np.unique(names, return_inverse=True)[1].astype(np.int64)
    _, first, pattern = np.unique(names, return_index=True, return_inverse=True)
    shown = [tuple(bool(_bit(column, at)) for column in columns) for at in first.tolist()]
    return np.array([value_of(row) for row in shown], dtype=np.int64)[pattern]


def _bit(column: PackedColumn, situation: int) -> int:
    return int(column[situation // 64]) >> situation % 64 & 1
