"""Materials that an office holds already: they are fetched, not handed in (免提交材料)."""

from collections.abc import Iterator, Mapping

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Exemption, ExemptionWay, MaterialKind, MaterialRequirement, Matter
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_held(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield materials that are fetched for another matter, or that are a licence by name."""
    sources = _sources(catalogue)
    for matter in catalogue.matters.values():
        for material in matter.materials:
            documents = material.documents()
            if _is_handed_in(material) and len(documents) == 1:
                source = sources.get(documents[0].document)
                if source is not None:
                    yield _candidate(matter, material, source)


def _is_handed_in(material: MaterialRequirement) -> bool:
    return material.kind is MaterialKind.EVIDENCE and material.exemption is None


def _sources(catalogue: Catalogue) -> Mapping[str, Exemption]:
    """Return from where each document can be fetched, as the catalogue says elsewhere."""
    sources = {
        code: Exemption(by=ExemptionWay("e_licence"), name=document.name)
        for code, document in catalogue.documents.items()
        if document.name in catalogue.licences
    }
    for matter in catalogue.matters.values():
        for material in matter.materials:
            exemption, documents = material.exemption, material.documents()
            is_known = exemption is not None and exemption.by.kind.is_fetched
            if exemption is not None and is_known and len(documents) == 1:
                sources.setdefault(documents[0].document, exemption)
    return sources


def _candidate(matter: Matter, material: MaterialRequirement, source: Exemption) -> Candidate:
    after = {"by": source.by.value, "name": source.name}
    edit = CatalogueEdit(EditedRecord.MATTER, matter.code, material.id, "exemption", None, after)
    about = {"matter": matter.name, "material": material.name, "source": source.name}
    return Candidate(ProposalKind.HELD, (edit,), about, (matter.department,))
