"""What was promised to a matter: materials for later (容缺), or that something is so (承诺)."""

from collections.abc import Iterator

from core.catalogue.models import MaterialKind
from core.materials.handing_in import stands_on_promise
from core.materials.status import MaterialState
from core.services.materials_given import CaseMaterial
from core.services.officers.opened_cases import OpenedCase


def owed_to(matter: str, opened: OpenedCase) -> tuple[str, ...]:
    """Return the names of the materials that were promised to a matter and have not come."""
    return tuple(
        material.listed.name
        for material in _later(matter, opened)
        if not stands_on_promise(material.listed.material, matter)
    )


def promises_to(matter: str, opened: OpenedCase) -> Iterator[tuple[str, str]]:
    """Yield place and name of everything that a matter takes the applicant's word for (告知承诺).

    These are the commitments that were signed with the application, and the materials in the
    place of which a promise stands.
    """
    for use in opened.guide.requirements:
        if use.matter == matter and use.requirement.kind is MaterialKind.COMMITMENT:
            place = str(use.documents[0]) if use.documents else use.requirement.id
            yield place, use.requirement.name
    for material in _later(matter, opened):
        if stands_on_promise(material.listed.material, matter):
            yield material.listed.code, material.listed.name


def _later(matter: str, opened: OpenedCase) -> Iterator[CaseMaterial]:
    for material in opened.materials:
        asking = (use.matter for use in material.listed.material.uses)
        if material.state is MaterialState.LATER and matter in asking:
            yield material
