"""Documents that two offices ask for under two names (同一材料).

Likeness of names never merges (law 1). It only suggests what a person decides.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DocumentAbout, MaterialKind, MaterialRequirement, Matter, Theme
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind

_LEAST = 1 / 3
"""Names that share more of their pairs of characters than this are shown to a person."""
_ASIDE = re.compile(r"[(（][^)）]*[)）]|\W")


class _Asked(NamedTuple):
    matter: Matter
    material: MaterialRequirement
    about: DocumentAbout
    subject: str


def find_alike(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield like documents about the same subject that two matters of one theme ask for."""
    for theme in catalogue.themes.values():
        asked = sorted(_handed_in(theme, catalogue), key=lambda asked: asked.matter.code)
        for kept, dropped in combinations(asked, 2):
            if _could_be_one(kept, dropped, catalogue):
                yield _candidate(kept, dropped, catalogue)


def _could_be_one(kept: _Asked, dropped: _Asked, catalogue: Catalogue) -> bool:
    if kept.about.document == dropped.about.document or kept.matter is dropped.matter:
        return False
    likeness = names_alike(_name(kept, catalogue), _name(dropped, catalogue))
    return kept.subject == dropped.subject and likeness > _LEAST


def names_alike(name: str, other: str) -> float:
    """Return how like two names are, from 0 to 1, whatever stands in brackets.

    Examples:
        >>> names_alike("平面布置图", "场所平面图(含厨房)")
        0.25
        >>> names_alike("身份证", "房产证")
        0.0
    """
    pairs, others = _pairs(name), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(name: str) -> set[str]:
    letters = _ASIDE.sub("", name)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}


def _handed_in(theme: Theme, catalogue: Catalogue) -> Iterator[_Asked]:
    """Yield the single documents that the matters of a theme want handed in."""
    bound = {(link.matter, link.subject): link.bound_as for link in theme.subject_bindings}
    codes = dict.fromkeys(included.matter for included in theme.matters)
    matters = [catalogue.matters[code] for code in codes if code in catalogue.matters]
    for matter in matters:
        for material in matter.materials:
            about = material.evidence
            is_evidence = material.kind is MaterialKind.EVIDENCE
            if is_evidence and isinstance(about, DocumentAbout) and _is_brought(material):
                subject = about.subject or ""
                yield _Asked(matter, material, about, bound.get((matter.code, subject), subject))


def _is_brought(material: MaterialRequirement) -> bool:
    exemption = material.exemption
    return not material.produced_by and not (exemption and exemption.by.kind.is_fetched)


def _name(asked: _Asked, catalogue: Catalogue) -> str:
    return catalogue.document_name(asked.about.document)


def _candidate(kept: _Asked, dropped: _Asked, catalogue: Catalogue) -> Candidate:
    """Return the change in which the later matter asks for the document of the earlier one."""
    before = dropped.about.model_dump(mode="json", exclude_none=True)
    after = before | {"document": kept.about.document}
    edit = CatalogueEdit(
        EditedRecord.MATTER, dropped.matter.code, dropped.material.id, "evidence", before, after
    )
    about = {
        "matter": dropped.matter.name,
        "material": _name(dropped, catalogue),
        "other": _name(kept, catalogue),
        "other_matter": kept.matter.name,
    }
    departments = {kept.matter.department, dropped.matter.department}
    return Candidate(ProposalKind.ALIKE, (edit,), about, tuple(sorted(departments)))
