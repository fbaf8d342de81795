"""What two versions of a theme say differently, whatever the situation: words, days, bases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import Matter, Part, Theme
from core.themes.plans import ThemePlan

_OF_THEME = ("name", "audience", "lead_department", "fixed_answers", "asking", "target")
_OWN_PLACE = frozenset({"fields", "materials", "columns"})
_ELSEWHERE = frozenset({"when", "format", "code", "id"})
"""Conditions change situations, which are counted; codes say that it is the same thing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Something said differently. ``situations`` is for how many it counts, if that is known."""

    place: str
    matter: str
    attribute: str
    before: Any
    after: Any
    situations: int | None = None


def edits_between(before: ThemePlan, after: ThemePlan) -> tuple[Edit, ...]:
    """Return what is said differently: of the theme, and of every matter in both versions."""
    found = list(_of_theme(before.theme, after.theme))
    for code, planned in after.matters.items():
        earlier = before.matters.get(code)
        if earlier is not None:
            found += _of_matter(earlier.matter, planned.matter)
    return tuple(found)


def _of_theme(before: Theme, after: Theme) -> Iterator[Edit]:
    was, becomes = _plain(before), _plain(after)
    for name in _OF_THEME:
        if was.get(name) != becomes.get(name):
            yield Edit(after.code, "", name, was.get(name), becomes.get(name))
    yield from _of_precedence(after.code, was["precedence"], becomes["precedence"])


def _of_precedence(theme: str, before: list[Any], after: list[Any]) -> Iterator[Edit]:
    """Tell which edges go and which come: the order in which they are listed says nothing."""
    yield from (Edit(theme, "", "precedence", edge, None) for edge in before if edge not in after)
    yield from (Edit(theme, "", "precedence", None, edge) for edge in after if edge not in before)


def _of_matter(before: Matter, after: Matter) -> Iterator[Edit]:
    if before == after:
        return
    for place, was, becomes in _pairs(after.code, _plain(before), _plain(after)):
        for name in dict.fromkeys((*was, *becomes)):
            if name not in _OWN_PLACE | _ELSEWHERE and was.get(name) != becomes.get(name):
                yield Edit(place, after.code, name, was.get(name), becomes.get(name))


def _pairs(
    place: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the same part of both versions: the matter, its fields, columns and papers."""
    yield place, before, after
    for name in sorted(_OWN_PLACE):
        earlier = {entry["id"]: entry for entry in before.get(name) or ()}
        for entry in after.get(name) or ():
            if entry["id"] in earlier:
                yield from _pairs(f"{place}.{entry['id']}", earlier[entry["id"]], entry)


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True)
