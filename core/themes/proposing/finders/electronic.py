"""Signatures and seals on paper that may be electronic (免手写签名、免用实物印章)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import MaterialRequirement
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_electronic(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield the matters that have something signed or sealed on paper, all of it at once."""
    for matter in catalogue.matters.values():
        signed = [material for material in matter.materials if _is_signed_on_paper(material)]
        if signed:
            edits = tuple(_edit(matter.code, material) for material in signed)
            about = {
                "matter": matter.name,
                "materials": [material.name for material in signed],
                "number": len(signed),
            }
            yield Candidate(ProposalKind.ELECTRONIC, edits, about, (matter.department,))


def _is_signed_on_paper(material: MaterialRequirement) -> bool:
    """Say whether the original is signed; a copy of what somebody signed elsewhere is not."""
    return material.signing != "none" and material.form == "original"


def _edit(code: str, material: MaterialRequirement) -> CatalogueEdit:
    return CatalogueEdit(
        EditedRecord.MATTER, code, material.id, "form", material.form, "electronic"
    )
