"""Name what a step of editing changed in a theme, so that a list of steps can be read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
_NAMED_BY = {"matters": "matter", "questions": "question"}
"""Parts that are lists of things with a code, and where the code stands."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One part of a theme that a step changed, with the codes that came and went."""

    part: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def changed_parts(before: Document, after: Document) -> tuple[ChangedPart, ...]:
    """Return every part that differs between two documents of a theme, by name.

    Examples:
        >>> changed_parts({"name": "开饭馆"}, {"name": "开饭馆", "matters": [{"matter": "WJ-01"}]})
        (ChangedPart(part='matters', added=('WJ-01',), removed=()),)
    """
    names = sorted(before.keys() | after.keys())
    return tuple(
        _changed(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _changed(name: str, before: Any, after: Any) -> ChangedPart:
    old, new = dict.fromkeys(_codes(name, before)), dict.fromkeys(_codes(name, after))
    added = tuple(code for code in new if code not in old)
    return ChangedPart(name, added, tuple(code for code in old if code not in new))


def _codes(name: str, value: Any) -> Iterator[str]:
    """Yield the codes of what a part lists or maps; other parts have none."""
    if isinstance(value, Mapping):
        yield from map(str, value)
    elif name in _NAMED_BY and isinstance(value, Iterable):
        yield from (str(entry[_NAMED_BY[name]]) for entry in value)
