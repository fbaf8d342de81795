"""Lists about one group are of one length: otherwise nobody knows whose value is which."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.models import MergedField
from core.forms.validating import entries_of, is_empty, words_of_member

_Group = tuple[str, ...]


def check_groups(
    form: Iterable[MergedField],
    given: Mapping[FieldKey, Any],
    repeats: Callable[[str], bool],
) -> Iterator[Problem]:
    """Yield the fields that say nothing about some member of whom another field speaks.

    Members of a repeating subject are one group in all tables; rows of a table about anything
    else are a group by themselves. A field that is empty altogether is not looked at here.
    """
    members = [m for m in form if m.repeats and _rows(m, given.get(m.key), repeats) is not None]
    heights: dict[_Group, int] = {}
    for merged in members:
        rows = _rows(merged, given[merged.key], repeats) or []
        for group in _groups_of(merged, repeats):
            heights[group] = max(heights.get(group, 0), _last_filled(rows))
    for merged in members:
        number = len(_rows(merged, given[merged.key], repeats) or [])
        expected = max(heights[group] for group in _groups_of(merged, repeats))
        if number < expected:
            params = words_of_member(merged, number, expected)
            params |= {"given": str(number), "members": str(expected)}
            yield Problem(str(merged.key), "member-missing", tuple(params.items()))


def count_members(
    merged: MergedField,
    form: Iterable[MergedField],
    given: Mapping[FieldKey, Any],
    repeats: Callable[[str], bool],
) -> int:
    """Return of how many members the other fields of a field's group speak."""
    groups = set(_groups_of(merged, repeats))
    others = (m for m in form if m.repeats and not groups.isdisjoint(_groups_of(m, repeats)))
    rows = (_rows(other, given.get(other.key), repeats) for other in others)
    return max((_last_filled(row) for row in rows if row is not None), default=0)


def _rows(merged: MergedField, value: Any, repeats: Callable[[str], bool]) -> list[Any] | None:
    """Return one entry for each member; nothing if a value is empty or holds for all rows."""
    if is_empty(value):
        return None
    if repeats(merged.key.subject):
        return entries_of(merged, value)
    if not isinstance(value, list | tuple):
        return None
    nested = any(isinstance(item, list | tuple) for item in value)
    return list(value) if nested or not merged.type.kind.is_several else None


def _groups_of(merged: MergedField, repeats: Callable[[str], bool]) -> list[_Group]:
    if repeats(merged.key.subject):
        return [(merged.key.subject,)]
    return [(use.matter, use.field) for use in merged.uses if use.column]


def _last_filled(rows: list[Any]) -> int:
    """Return how many rows there are without the empty ones at the end."""
    return max((row + 1 for row, entry in enumerate(rows) if not is_empty(entry)), default=0)
