"""The exact change that a proposal makes to the catalogue, attribute by attribute."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DerivationRule, Theme

_Part = TypeVar("_Part", bound=BaseModel)


class EditedRecord(StrEnum):
    """What kind of record of the catalogue is edited."""

    MATTER = "matter"
    THEME = "theme"
    LICENCE = "licence"
    DERIVATION = "derivation"


@dataclass(frozen=True, slots=True)
class CatalogueEdit:
    """One attribute as it is and as it would be, both as they are written in the catalogue.

    ``code`` names the record. ``place`` is the material of a matter or the number of a
    theme's precedence (the first is ``0``); empty where the record itself has the attribute.
    """

    record: EditedRecord
    code: str
    place: str
    attribute: str
    before: Any
    after: Any


def apply_edits(catalogue: Catalogue, edits: Iterable[CatalogueEdit]) -> Catalogue:
    """Return the catalogue with every edit made; the one given stays as it is.

    Examples:
        >>> from core.catalogue.models import Matter
        >>> matter = Matter(format=1, code="A", name="甲", department="WJ", committed_days=1,
        ...     onsite_visits=1)
        >>> edit = CatalogueEdit(EditedRecord.MATTER, "A", "", "onsite_visits", 1, 0)
        >>> apply_edits(Catalogue(matters={"A": matter}), [edit]).matters["A"].onsite_visits
        0
    """
    for edit in edits:
        catalogue = _APPLIED[edit.record](catalogue, edit)
    return catalogue


def themes_of(catalogue: Catalogue, edits: Iterable[CatalogueEdit]) -> tuple[str, ...]:
    """Return the themes that some edits can change, by code."""
    touched: set[str] = set()
    for edit in edits:
        touched.update(
            theme.code for theme in catalogue.themes.values() if _may_change(catalogue, theme, edit)
        )
    return tuple(sorted(touched))


def _may_change(catalogue: Catalogue, theme: Theme, edit: CatalogueEdit) -> bool:
    if edit.record is EditedRecord.THEME:
        return theme.code == edit.code
    codes = {included.matter for included in theme.matters}
    if edit.record is EditedRecord.MATTER:
        return edit.code in codes
    matters = [catalogue.matters[code] for code in codes if code in catalogue.matters]
    if edit.record is EditedRecord.DERIVATION:
        target = edit.code.partition("@")[0]
        return any(entry.element == target for m in matters for _, _, entry in m.entries())
    return any(
        material.exemption is not None and material.exemption.name == edit.code
        for matter in matters
        for material in matter.materials
    )


def _in_matter(catalogue: Catalogue, edit: CatalogueEdit) -> Catalogue:
    matter = catalogue.matters[edit.code]
    if edit.place:
        materials = tuple(
            _with(material, edit) if material.id == edit.place else material
            for material in matter.materials
        )
        changed = matter.model_copy(update={"materials": materials})
    else:
        changed = _with(matter, edit)
    return replace(catalogue, matters={**catalogue.matters, edit.code: changed})


def _in_theme(catalogue: Catalogue, edit: CatalogueEdit) -> Catalogue:
    theme = catalogue.themes[edit.code]
    edges = list(theme.precedence)
    edges[int(edit.place)] = _with(edges[int(edit.place)], edit)
    changed = theme.model_copy(update={"precedence": tuple(edges)})
    return replace(catalogue, themes={**catalogue.themes, edit.code: changed})


def _in_licence(catalogue: Catalogue, edit: CatalogueEdit) -> Catalogue:
    changed = _with(catalogue.licences[edit.code], edit)
    return replace(catalogue, licences={**catalogue.licences, edit.code: changed})


def _in_derivations(catalogue: Catalogue, edit: CatalogueEdit) -> Catalogue:
    """Return a catalogue with one more rule; one that is there already is there once."""
    rule = DerivationRule.model_validate(edit.after)
    others = (known for known in catalogue.derivations if known.identity != rule.identity)
    return replace(catalogue, derivations=(*others, rule))


def _with(part: _Part, edit: CatalogueEdit) -> _Part:
    """Return a part of the catalogue with one attribute read anew, as from a file."""
    document = part.model_dump(mode="json", by_alias=True) | {edit.attribute: edit.after}
    read = type(part).model_validate_json(json.dumps(document))
    return part.model_copy(update={edit.attribute: getattr(read, edit.attribute)})


_APPLIED: Mapping[EditedRecord, Callable[[Catalogue, CatalogueEdit], Catalogue]] = {
    EditedRecord.MATTER: _in_matter,
    EditedRecord.THEME: _in_theme,
    EditedRecord.LICENCE: _in_licence,
    EditedRecord.DERIVATION: _in_derivations,
}
