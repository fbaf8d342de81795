"""Reviews that wait for another one without using anything of it (并联审批)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Matter, Precedence, Theme
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_parallel(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield hard precedence for which neither a material nor a prerequisite is the reason."""
    for theme in catalogue.themes.values():
        for place, edge in enumerate(theme.precedence):
            matter = catalogue.matters.get(edge.matter)
            if matter and edge.binding == "hard" and not _uses_any(matter, edge):
                yield _candidate(catalogue, theme, place, matter)


def _uses_any(matter: Matter, edge: Precedence) -> bool:
    """Say whether a matter uses something of those it waits for."""
    used = set(matter.requires)
    for material in matter.materials:
        used.update(material.produced_by)
    return bool(used & set(edge.after))


def _candidate(catalogue: Catalogue, theme: Theme, place: int, matter: Matter) -> Candidate:
    edge = theme.precedence[place]
    edit = CatalogueEdit(EditedRecord.THEME, theme.code, str(place), "binding", "hard", "suggested")
    about = {
        "theme": theme.name,
        "matter": matter.name,
        "others": [catalogue.matter_name(code) for code in edge.after],
    }
    waited_for = (catalogue.matters[code] for code in edge.after if code in catalogue.matters)
    departments = {matter.department, *(other.department for other in waited_for)}
    return Candidate(ProposalKind.PARALLEL, (edit,), about, tuple(sorted(departments)))
