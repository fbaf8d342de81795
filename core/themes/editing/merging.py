"""Merge what two people made of one theme, part by part, and name what they disagree about.

Everything is plain data in catalogue format 1. ``base`` is what both began with.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final

from core.themes.editing.merging_edges import merge_edges, waits_in_circle
from core.themes.editing.named_parts import (
    ABSENT,
    MAPPED,
    NAMED,
    Document,
    Named,
    ThemePlace,
    by_name,
)


class Side(StrEnum):
    """Whose change of a place is taken."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class PlaceConflict:
    """A place that two people changed differently; what is not there is ``ABSENT``."""

    place: ThemePlace
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose change is taken of a place, as both were when it was chosen."""

    conflict: PlaceConflict
    side: Side


@dataclass(frozen=True, slots=True)
class MergedDocument:
    """What two changes come to; with conflicts it stands as the other person has it there."""

    document: dict[str, Any]
    conflicts: tuple[PlaceConflict, ...] = ()


Sides = tuple[Any, Any, Any]
"""What stands at a place: before, mine, theirs."""
Choose = Callable[[ThemePlace, Sides], Any]


class Chooser:
    """Takes what was chosen, and collects the places about which nothing was."""

    def __init__(self, choices: Iterable[Choice] = ()) -> None:
        self._choices = {choice.conflict.place: choice for choice in choices}
        self.conflicts: list[PlaceConflict] = []

    def __call__(self, place: ThemePlace, sides: Sides) -> Any:
        """Return the value of a place that both changed."""
        _, mine, theirs = sides
        return mine if self.side_of(PlaceConflict(place, *sides)) is Side.MINE else theirs

    def side_of(self, conflict: PlaceConflict) -> Side | None:
        """Return whose change is taken; what was chosen about other values does not count."""
        choice = self._choices.get(conflict.place)
        if choice is not None and choice.conflict == conflict:
            return choice.side
        self.conflicts.append(conflict)
        return None


def merge_documents(
    base: Document, mine: Document, theirs: Document, choices: Iterable[Choice] = ()
) -> MergedDocument:
    """Return a theme with the changes of both; each place that only one changed is theirs.

    Examples:
        >>> base = {"name": "开店", "note": "", "matters": [{"matter": "A"}]}
        >>> mine, theirs = {**base, "name": "开饭馆"}, {**base, "matters": []}
        >>> merge_documents(base, mine, theirs).document
        {'name': '开饭馆', 'note': '', 'matters': []}
        >>> [conflict.place.part for conflict in merge_documents(
        ...     base, mine, {**base, "name": "开面馆"}).conflicts]
        ['name']
    """
    choose = Chooser(choices)
    merged = merge_with(choose, base, mine, theirs)
    return MergedDocument(merged, tuple(choose.conflicts))


def merge_with(choose: Choose, base: Document, mine: Document, theirs: Document) -> dict[str, Any]:
    """Return the merged theme; ``choose`` is asked wherever both changed the same place."""
    return _merged_names(
        (base, mine, theirs), lambda part, sides: _merged_part(choose, part, sides)
    )


def _merged_names(sides: Sides, merge: Callable[[str, Sides], Any]) -> dict[str, Any]:
    """Return what every name comes to, each by itself; what only one changed is as they say."""
    base, mine, theirs = sides
    merged = {}
    for name in dict.fromkeys((*base, *mine, *theirs)):
        said = (side.get(name, ABSENT) for side in (base, mine, theirs))
        merged[name] = _only_change((*said,), partial(merge, name))
    return {name: value for name, value in merged.items() if value is not ABSENT}


def _only_change(sides: Sides, both: Callable[[Sides], Any]) -> Any:
    base, mine, theirs = sides
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else both(sides)


def _merged_part(choose: Choose, part: str, sides: Sides) -> Any:
    if part not in NAMED and part not in MAPPED:
        return choose(ThemePlace(part), sides)
    base, mine, theirs = (by_name(part, value) for value in sides)
    named = base, mine, theirs
    entries = _merged_names(
        named, lambda name, said: _merged_value(choose, ThemePlace(part, name), said)
    )
    return _merged_list(choose, part, named, entries) if part in NAMED else entries


def _merged_value(choose: Choose, place: ThemePlace, sides: Sides) -> Any:
    both = merge_edges(*sides) if place.part == "precedence" else None
    return choose(place, sides) if both is None else (both or ABSENT)


def _merged_list(choose: Choose, part: str, sides: Sides, entries: Named) -> Any:
    order = _merged_order(choose, ThemePlace(part), sides, entries)
    merged = [entry for name in order for entry in entries[name]]
    if part == "precedence" and waits_in_circle(merged):
        base, mine, theirs = ([e for said in side.values() for e in said] for side in sides)
        return choose(ThemePlace(part), (base, mine, theirs))
    return merged


_START: Final = ""
"""Before the first of a list; nothing is called so."""


def _merged_order(choose: Choose, place: ThemePlace, sides: Sides, entries: Named) -> list[str]:
    """Return the names of a list in order: what is new follows what it followed.

    Of two runs of new names at one place, the one of the smaller names comes first, so that the
    order does not depend on who saves second.
    """
    base, mine, theirs = sides
    staying = [name for name in base if name in entries and name in mine and name in theirs]
    own, other = ([name for name in side if name in staying] for side in (mine, theirs))
    spine = _only_change((staying, own, other), lambda orders: choose(place, orders))
    runs = [_runs_of_new(side, staying, entries) for side in (mine, theirs)]
    order: list[str] = []
    for name in (_START, *spine):
        order.append(name)
        for run in sorted(side.get(name, []) for side in runs):
            order += run
    return [name for name in dict.fromkeys(order) if name != _START]


def _runs_of_new(
    side: Named, staying: Sequence[str], entries: Mapping[str, Any]
) -> Mapping[str, list[str]]:
    """Return the names of a side that not both have had, by what they stand behind."""
    runs: dict[str, list[str]] = {}
    after = _START
    for name in side:
        if name in staying:
            after = name
        elif name in entries:
            runs.setdefault(after, []).append(name)
    return runs
