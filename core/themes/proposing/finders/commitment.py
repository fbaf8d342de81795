"""Proofs in the place of which a written promise may stand (告知承诺制)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import MaterialKind, MaterialRequirement
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_commitments(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield required proofs of matters that take an informed commitment already."""
    for matter in catalogue.matters.values():
        for material in matter.materials if matter.informed_commitment else ():
            if _is_proof(material):
                after = {"by": "commitment", "name": ""}
                edit = CatalogueEdit(
                    EditedRecord.MATTER, matter.code, material.id, "exemption", None, after
                )
                about = {"matter": matter.name, "material": material.name}
                yield Candidate(ProposalKind.COMMITMENT, (edit,), about, (matter.department,))


def _is_proof(material: MaterialRequirement) -> bool:
    is_required = material.necessity == "required" and not material.produced_by
    is_evidence = material.kind is MaterialKind.EVIDENCE
    return is_evidence and is_required and material.exemption is None
