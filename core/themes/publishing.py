"""Freeze a theme with everything it uses, so that what was published never changes (law 9)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    DataElement,
    Department,
    DerivationRule,
    Document,
    Licence,
    Matter,
    OptionMapping,
    PageTitle,
    Part,
    Question,
    Standard,
    Subject,
    Theme,
)
from core.themes.catalogue_uses import CatalogueUses


@dataclass(frozen=True)
class ThemeVersion:
    """A published theme: the theme and the part of the catalogue that it uses."""

    code: str
    version: int
    theme: Theme
    catalogue: Catalogue
    checksum: str
    published_at: datetime
    published_by: str


_PARTS: dict[str, type[Part]] = {
    "departments": Department,
    "documents": Document,
    "elements": DataElement,
    "licences": Licence,
    "questions": Question,
    "subjects": Subject,
    "matters": Matter,
}
_LISTS: dict[str, type[Part]] = {
    "derivations": DerivationRule,
    "standards": Standard,
    "mappings": OptionMapping,
    "page_titles": PageTitle,
}


_LATER = frozenset({"mappings", "page_titles"})


def snapshot_of(theme: Theme, catalogue: Catalogue) -> dict[str, Any]:
    """Return a theme and what it uses as plain data, ready to be stored for good."""
    snapshot: dict[str, Any] = {"format": 1, "theme": plain_part(theme)}
    return snapshot | {
        name: list(map(plain_part, parts))
        for name, parts in parts_used(CatalogueUses(catalogue), theme).items()
    }


def parts_used(uses: CatalogueUses, theme: Theme) -> dict[str, tuple[Part, ...]]:
    """Return the parts of the catalogue that a theme is frozen with, list by list."""
    catalogue = uses.catalogue
    used: dict[str, tuple[Part, ...]] = {
        name: tuple(getattr(catalogue, name)[code] for code in codes)
        for name, codes in uses.of(theme).items()
    }
    used["matters"] += uses.required_elsewhere(theme)
    for name in _LISTS:
        parts = tuple(getattr(catalogue, name))
        if parts or name not in _LATER:  # there were none when the first versions were frozen
            used[name] = parts
    return used


def checksum_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot's canonical JSON."""
    return hashlib.sha256(canonical_json(snapshot).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """Return plain data as the one text that checksums are made of.

    Examples:
        >>> canonical_json({"b": [1, "乙"], "a": None})
        '{"a":null,"b":[1,"乙"]}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def restore(snapshot: dict[str, Any]) -> tuple[Theme, Catalogue]:
    """Return the theme and the catalogue that a snapshot holds."""
    parts: dict[str, Any] = {
        name: {_code_of(part): part for part in map(model.model_validate, snapshot[name])}
        for name, model in _PARTS.items()
    }
    for name, model in _LISTS.items():
        parts[name] = tuple(map(model.model_validate, snapshot.get(name, ())))
    theme = Theme.model_validate(snapshot["theme"])
    return theme, Catalogue(**parts, themes={theme.code: theme})


def plain_part(part: Part) -> dict[str, Any]:
    """Return a part of the catalogue as plain data."""
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _code_of(part: Any) -> str:
    for name in ("id", "code", "name"):
        if hasattr(part, name):
            return str(getattr(part, name))
    raise TypeError(part)
