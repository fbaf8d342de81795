"""The papers of a case that one matter asks for, and what was handed in for them (law 3)."""

from dataclasses import dataclass

from core.cases.models import Case, Upload
from core.catalogue.packages import Catalogue
from core.services.papers_given import files_for, state_of
from core.themes.guides import Guide


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A paper that a matter asks for.

    ``place`` names it (``document@subject``), ``about`` whom it is about; ``state`` is how it was
    given, ``files`` were handed in for it, or for another that does as well.
    """

    place: str
    name: str
    about: str
    state: str
    files: tuple[Upload, ...]


def papers_of(matter: str, case: Case, catalogue: Catalogue, guide: Guide) -> list[OfficePaper]:
    """Return the papers of one matter; what another matter passes on is not among them."""
    papers = []
    for material in guide.materials:
        if material.is_produced or all(use.matter != matter for use in material.uses):
            continue
        document = catalogue.documents.get(material.key.document)
        subject = catalogue.subjects.get(material.key.subject)
        papers.append(
            OfficePaper(
                "@".join(material.key),
                document.name if document else material.uses[0].requirement.name,
                subject.name if subject else material.key.subject,
                state_of(case, material),
                files_for(case, material),
            )
        )
    return papers
