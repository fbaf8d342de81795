"""Cut a row of entries into pages: few of them, full ones, and none within a person.

Every way to cut the row has a price, and the cheapest is taken. The prices say what disturbs
people more: one more page, a page with hardly anything on it, entries of one person on two
pages, or two topics on one page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MOST_ENTRIES = 7
"""Entries of a page that have to be filled in; a whole page is seen without scrolling."""
MOST_SHOWN = 21
"""Entries of a page in all, with those that may be left and those that are known."""

_PAGE = 100.0
_LONELY = 400.0
_CUT = 55.0
_CUT_PERSON = 85.0
_NEW_TOPIC = 14.0
_NEW_GROUP = 40.0
_ROOM_LEFT = 0.6
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class RowEntry:
    """What cutting has to know of one entry.

    Args:
        block: The number of the block it stands in.
        topic: What it is about; two topics on one page cost something.
        is_work: Whether it has to be filled in.
        person: Whether its block is about one person.
        group: The group about whose members it asks, one by one; a page has at most one.
    """

    block: int
    topic: int = 0
    is_work: bool = True
    person: bool = False
    group: str = ""


@dataclass(slots=True)
class _Page:
    """A page while it is filled from its last entry to its first."""

    most: int
    entries: int = 0
    work: int = 0
    group: str = ""
    mixed: float = 0.0

    def take(self, entry: RowEntry, after: RowEntry | None) -> bool:
        """Take one more entry before those on the page; return whether it has room."""
        if entry.group and self.group not in {"", entry.group}:
            return False
        self.entries += 1
        self.work += entry.is_work
        if after is not None and entry.block != after.block:
            self.mixed += _NEW_TOPIC * (entry.topic != after.topic)
            self.mixed += _NEW_GROUP * (entry.group != after.group)
        self.group = self.group or entry.group
        return self.entries == 1 or (self.work <= self.most and self.entries <= MOST_SHOWN)

    @property
    def price(self) -> float:
        """Return what the page costs."""
        lonely = _LONELY if self.work <= 1 else 0.0
        room = self.most - max(self.work, self.most * self.entries / MOST_SHOWN)
        return _PAGE + lonely + self.mixed + _ROOM_LEFT * room**2


def cut(entries: Sequence[RowEntry], most: int = MOST_ENTRIES) -> list[int]:
    """Return where each page ends; each has at most so many entries to fill in.

    Examples:
        >>> cut([RowEntry(0)] * 9)
        [4, 9]
        >>> cut([RowEntry(0)] * 6 + [RowEntry(1)])
        [7]
        >>> cut([RowEntry(0)] * 5 + [RowEntry(1)] * 4)
        [5, 9]
    """
    return list(_ends(tuple(entries), most))


@lru_cache(maxsize=512)
def _ends(entries: tuple[RowEntry, ...], most: int) -> tuple[int, ...]:
    # Kept: a page of the kiosk is drawn many times over the same row.
    cheapest, begins = [0.0], [0]
    for end in range(1, len(entries) + 1):
        price, begin = min(_ways_to_end(entries, end, most, cheapest.__getitem__))
        cheapest.append(price)
        begins.append(begin)
    ends, end = [], len(entries)
    while end:
        ends.append(end)
        end = begins[end]
    return tuple(reversed(ends))


def _ways_to_end(
    entries: Sequence[RowEntry], end: int, most: int, cheapest: Callable[[int], float]
) -> Iterator[tuple[float, int]]:
    """Yield the price of all pages up to an end, by where the last of them begins."""
    page, after, whole = _Page(most), None, _price_of_cut(entries, end)
    for begin in range(end - 1, -1, -1):
        if not page.take(entries[begin], after):
            return
        after = entries[begin]
        yield cheapest(begin) + page.price + whole, begin


def _price_of_cut(entries: Sequence[Any], end: int) -> float:
    if end == len(entries) or entries[end - 1].block != entries[end].block:
        return 0.0
    return _CUT_PERSON if entries[end].person else _CUT
