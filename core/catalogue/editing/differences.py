"""What two states of something declared say differently, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel


class PartDifference(NamedTuple):
    """One thing said differently. ``place`` is the part (``F09``), empty for the whole.

    What was not there before is nothing before; what is gone is nothing after.
    """

    place: str
    attribute: str
    before: Any
    after: Any


def differences_between(before: BaseModel, after: BaseModel) -> tuple[PartDifference, ...]:
    """Return what is said differently; parts that come or go are told as a whole."""
    return tuple(_between("", _plain(before), _plain(after)))


def _between(
    place: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[PartDifference]:
    for name in dict.fromkeys((*before, *after)):
        was, becomes = before.get(name), after.get(name)
        if was == becomes:
            continue
        if _are_parts(was) and _are_parts(becomes) and (was or becomes):
            yield from _of_parts(place, name, was or (), becomes or ())
        else:
            yield PartDifference(place, name, was, becomes)


def _of_parts(
    place: str, name: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[PartDifference]:
    was, becomes = ({part["id"]: part for part in parts} for parts in (before, after))
    for code in dict.fromkeys((*was, *becomes)):
        own = f"{place}.{code}".lstrip(".")
        if code in was and code in becomes:
            yield from _between(own, was[code], becomes[code])
        else:
            yield PartDifference(own, name, was.get(code), becomes.get(code))
    if was.keys() == becomes.keys() and list(was) != list(becomes):
        yield PartDifference(place, name, list(was), list(becomes))


def _are_parts(value: Any) -> bool:
    """Say whether something may be a list of parts with codes of their own."""
    if value is None:
        return True
    is_list = isinstance(value, list | tuple)
    return is_list and all(isinstance(part, Mapping) and "id" in part for part in value)


def _plain(part: BaseModel) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
