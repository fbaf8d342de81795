"""Inspections of one place by two offices that may come together (联合勘验)."""

from collections.abc import Iterator
from itertools import combinations

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter, Theme
from core.themes.inspecting import inspects_in_words
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind

_PLACE = "place"


def find_joint(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield pairs of matters of one theme that inspect one place, as yet each by itself.

    Those that say which place they inspect are put into one appointment already; a matter that
    tells of an inspection and not of which place is not.
    """
    for theme in catalogue.themes.values():
        codes = dict.fromkeys(included.matter for included in theme.matters)
        matters = [catalogue.matters[code] for code in codes if code in catalogue.matters]
        inspecting = [
            (matter, place)
            for matter in matters
            if matter.inspects or inspects_in_words(matter)
            for place in _places(matter, catalogue)
        ]
        for (matter, own), (other, others_own) in combinations(inspecting, 2):
            places = (_bound(theme, matter, own), _bound(theme, other, others_own))
            is_apart = matter.inspects is None or other.inspects is None
            if matter is not other and is_apart and places[0] == places[1]:
                yield _candidate(((matter, own), (other, others_own)), places[0], catalogue)


def _places(matter: Matter, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the place that a matter inspects, or those that it asks about."""
    if matter.inspects:
        return (matter.inspects,)
    asked = (entry.subject for _, _, entry in matter.entries())
    shown = (about.subject for material in matter.materials for about in material.documents())
    named = dict.fromkeys(subject for subject in (*asked, *shown) if subject)
    subjects = catalogue.subjects
    return tuple(code for code in named if code in subjects and subjects[code].kind == _PLACE)


def _bound(theme: Theme, matter: Matter, place: str) -> str:
    found = (
        binding.bound_as
        for binding in theme.subject_bindings
        if (binding.matter, binding.subject) == (matter.code, place)
    )
    return next(found, place)


def _candidate(
    inspecting: tuple[tuple[Matter, str], tuple[Matter, str]], place: str, catalogue: Catalogue
) -> Candidate:
    edits = tuple(
        CatalogueEdit(EditedRecord.MATTER, matter.code, "", "inspects", None, own)
        for matter, own in inspecting
        if matter.inspects is None
    )
    about = {
        "matter": inspecting[0][0].name,
        "other_matter": inspecting[1][0].name,
        "place": catalogue.short_subject_name(place),
    }
    departments = {matter.department for matter, _ in inspecting}
    return Candidate(ProposalKind.JOINT, edits, about, tuple(sorted(departments)))
