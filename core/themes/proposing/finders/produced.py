"""Materials that another matter of the theme issues: nobody can be asked for them (四免)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import MaterialKind, MaterialRequirement, Matter
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_produced(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield materials that are what a matter of the same theme results in."""
    for matter, other in _in_one_theme(catalogue):
        for material in matter.materials:
            if other.code not in material.produced_by and _issues(other, material, catalogue):
                yield _candidate(matter, other, material)


def _in_one_theme(catalogue: Catalogue) -> Iterator[tuple[Matter, Matter]]:
    """Yield matters that stand together in some theme, each pair once."""
    pairs: dict[tuple[str, str], None] = {}
    for theme in catalogue.themes.values():
        codes = [matter.matter for matter in theme.matters if matter.matter in catalogue.matters]
        pairs |= {(code, other): None for code in codes for other in codes if code != other}
    yield from ((catalogue.matters[code], catalogue.matters[other]) for code, other in pairs)


def _issues(matter: Matter, material: MaterialRequirement, catalogue: Catalogue) -> bool:
    """Say whether a matter's result is the one document that a material is."""
    documents = material.documents()
    if material.kind is not MaterialKind.EVIDENCE or len(documents) != 1:
        return False
    name = catalogue.document_name(documents[0].document)
    return any(name == result.strip() for result in matter.results)


def _candidate(matter: Matter, other: Matter, material: MaterialRequirement) -> Candidate:
    before = list(material.produced_by)
    edit = CatalogueEdit(
        EditedRecord.MATTER,
        matter.code,
        material.id,
        "produced_by",
        before,
        [*before, other.code],
    )
    about = {"matter": matter.name, "material": material.name, "other": other.name}
    return Candidate(ProposalKind.PRODUCED, (edit,), about, (matter.department,))
