"""What changes from one catalogue to another: files, and what is declared in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.catalogue import Catalogue

KINDS = (
    "departments",
    "documents",
    "elements",
    "licences",
    "questions",
    "subjects",
    "mappings",
    "derivations",
    "standards",
    "page_titles",
    "laws",
    "parties",
    "matters",
    "themes",
    "translations",
)
"""What a catalogue declares, in the order of its files."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What comes, what is another and what goes, by name."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything changes."""
        return bool(self.added or self.changed or self.removed)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Return what changes from some named things to others.

    Examples:
        >>> changes_between({"A": 1, "B": 2}, {"B": 3, "C": 4})
        Changes(added=('C',), changed=('B',), removed=('A',))
    """
    return Changes(
        added=tuple(name for name in after if name not in before),
        changed=tuple(name for name in after if name in before and after[name] != before[name]),
        removed=tuple(name for name in before if name not in after),
    )


def declared_changes(before: Catalogue, after: Catalogue) -> dict[str, Changes]:
    """Return what changes of what is declared, for each kind of which anything does."""
    found = {kind: changes_between(_named(before, kind), _named(after, kind)) for kind in KINDS}
    return {kind: changes for kind, changes in found.items() if changes}


def _named(catalogue: Catalogue, kind: str) -> Mapping[str, Any]:
    parts = getattr(catalogue, kind)
    if isinstance(parts, Mapping):
        return parts
    named: dict[str, Any] = {}
    for part in parts:
        named.setdefault(_name_of(part), []).append(part)
    return named


def _name_of(part: Any) -> str:
    """Return what a rule is about: the element it derives or maps, the standard's own code."""
    naming = ("element", "target", "code", "name", "id")
    return next(str(getattr(part, name)) for name in naming if hasattr(part, name))
