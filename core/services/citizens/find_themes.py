"""Find one thing among thousands: by its name, by other words, by first letters, by looking.

Letters are compared with how the characters of a name sound, each with every usual reading. A name
that begins so comes before one in which the letters stand further on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from core.services.citizens.list_theme_tiles import ThemeTile
from core.sounds import initials_of, usual_sound

MOST_AT_ONCE = 24
"""So many are seen at a glance; more are sorted into groups first."""
GROUP_SIZE = 40
"""A group has about so many: they are seen by scrolling twice."""


@dataclass(frozen=True, slots=True)
class NamedTile:
    """A theme with what it is called here, and other words that people look for it by."""

    tile: ThemeTile
    name: str
    words: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """Return where it stands in a list: by how its name sounds."""
        return ("".join(map(usual_sound, self.name)), self.tile.code)


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Neighbours in a list, named by the first and the last."""

    first: str
    last: str
    tiles: tuple[NamedTile, ...] = field(repr=False)


def found(tiles: Iterable[NamedTile], looked_for: str) -> list[NamedTile]:
    """Return the themes that are meant, the likeliest first; all of them if nothing is said."""
    said = looked_for.casefold().split()
    ranked = [
        (rank, place, tile)
        for place, tile in enumerate(tiles)
        if (rank := _rank(tile, said)) is not None
    ]
    return [tile for _, _, tile in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(named: NamedTile, said: Sequence[str]) -> int | None:
    """Return how well a theme fits, 0 best; nothing if one of the words does not fit at all."""
    ranks = [_rank_of_word(named, word) for word in said]
    if any(rank is None for rank in ranks):
        return None
    return sum(rank for rank in ranks if rank is not None)


def _rank_of_word(named: NamedTile, word: str) -> int | None:
    names = (named.name, named.tile.name)
    if any(name.casefold() == word or _sounds_as(name, word) for name in names):
        return 0
    if any(name.casefold().startswith(word) or _sounds_at(name, word, 0) for name in names):
        return 1
    text = " ".join((*names, named.tile.audience, named.words, *named.tile.replaces)).casefold()
    if word in text:
        return 2
    within = (range(1, len(name)) for name in names)
    if any(_sounds_at(n, word, s) for n, places in zip(names, within, strict=True) for s in places):
        return 3
    return None


def _sounds_as(name: str, letters: str) -> bool:
    """Say whether these are the first letters of a whole name."""
    return len(name) == len(letters) and _sounds_at(name, letters, 0)


def _sounds_at(name: str, letters: str, start: int) -> bool:
    """Say whether the characters of a name from some place on begin with these letters."""
    part = name[start : start + len(letters)]
    return len(part) == len(letters) and all(
        letter in initials_of(character) for letter, character in zip(letters, part, strict=True)
    )


def browsed(tiles: Iterable[NamedTile]) -> tuple[TileGroup, ...]:
    """Return groups of neighbours of about the same size, to be looked through one by one."""
    in_order = sorted(tiles, key=lambda entry: entry.order)
    number = max(1, ceil(len(in_order) / GROUP_SIZE))
    sized = groupby(enumerate(in_order), key=lambda entry: entry[0] * number // len(in_order))
    groups = (tuple(tile for _, tile in group) for _, group in sized)
    return tuple(TileGroup(group[0].name, group[-1].name, group) for group in groups)
