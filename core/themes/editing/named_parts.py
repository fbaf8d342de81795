"""The parts of a theme as things that have names, so that two themes can be laid side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

Document = Mapping[str, Any]
Named = Mapping[str, Any]
"""What a part says, by name: of a list all entries of that name, of a mapping its value."""


class Missing(Enum):
    """The one value that stands for what is not there."""

    ABSENT = "absent"


ABSENT: Final = Missing.ABSENT

NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "questions": ("question",),
    "matters": ("matter",),
    "precedence": ("matter",),
    "subject_bindings": ("matter", "subject"),
    "saved_situations": ("name",),
}
"""Parts that are lists, and what an entry is called by; several may be called the same."""
MAPPED: Final = frozenset(
    {"fixed_answers", "fixed_values", "typical_answers", "asking", "baseline", "target"}
)
"""Parts that are mappings whose values stand each by itself."""


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A place in a theme; without a name the part as a whole, or the order of a list."""

    part: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place that differs between two themes; what is not there is ``ABSENT``."""

    place: ThemePlace
    before: Any
    after: Any


def by_name(part: str, value: Any) -> Named:
    """Return what a part says, by name.

    Examples:
        >>> by_name("matters", [{"matter": "A"}, {"matter": "A", "when": {}}])
        {'A': [{'matter': 'A'}, {'matter': 'A', 'when': {}}]}
        >>> by_name("target", None)
        {}
    """
    if value is ABSENT or value is None:
        return {}
    if part not in NAMED:
        return dict(value)
    named: dict[str, Any] = {}
    for entry in value:
        name = " ".join(str(entry[key]) for key in NAMED[part])
        named.setdefault(name, []).append(entry)
    return named


def place_changes(before: Document, after: Document) -> tuple[PlaceChange, ...]:
    """Return every place that differs between two themes.

    Examples:
        >>> shop = {"name": "开店", "matters": [{"matter": "A"}, {"matter": "B"}]}
        >>> moved = {"name": "开店", "matters": [{"matter": "B"}, {"matter": "A"}]}
        >>> place_changes(shop, {**shop, "name": "开饭馆"})[0].place
        ThemePlace(part='name', name='')
        >>> place_changes(shop, moved)[0].after
        ['B', 'A']
    """
    return tuple(
        change
        for part in dict.fromkeys((*before, *after))
        for change in _changes_of(part, before.get(part, ABSENT), after.get(part, ABSENT))
    )


def _changes_of(part: str, before: Any, after: Any) -> Iterator[PlaceChange]:
    if before == after:
        return
    if part not in NAMED and part not in MAPPED:
        yield PlaceChange(ThemePlace(part), before, after)
        return
    old, new = by_name(part, before), by_name(part, after)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, ABSENT) != new.get(name, ABSENT):
            yield PlaceChange(ThemePlace(part, name), old.get(name, ABSENT), new.get(name, ABSENT))
    staying = [name for name in old if name in new], [name for name in new if name in old]
    if part in NAMED and staying[0] != staying[1]:
        yield PlaceChange(ThemePlace(part), *staying)
