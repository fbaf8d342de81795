"""How each material of a case was given: handed in, fetched, passed on, or promised."""

from collections.abc import Collection
from dataclasses import dataclass

from core.cases.models import Application, Case, Upload
from core.cases.signatures import Signature
from core.materials.merging import alternatives_to
from core.materials.status import GivenMaterials, MaterialState, MaterialStatus
from core.themes.guides import Guide
from core.themes.material_lists import ListedMaterial, list_materials
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """A material of a case: how it stands, and the files that were handed in for it.

    ``signatures`` are those of others than the applicant, under the office's text.
    """

    listed: ListedMaterial
    status: MaterialStatus
    files: tuple[Upload, ...]
    signatures: tuple[Signature, ...] = ()

    @property
    def state(self) -> MaterialState:
        """Return in which way it was given, or why it was not."""
        return self.status.state


def given_in(application: Application) -> GivenMaterials:
    """Return what an application says about its materials."""
    return GivenMaterials(
        files=frozenset(str(upload.key) for upload in application.uploads),
        templates=frozenset(application.templates),
        deferred=frozenset(application.deferred),
    )


def materials_of_case(plan: ThemePlan, guide: Guide, case: Case) -> tuple[CaseMaterial, ...]:
    """Return every material of a case, those that nobody hands in among them."""
    application = case.application
    given = given_in(application)
    listed = list_materials(plan, guide, on_paper=application.on_paper, instead=application.instead)
    return tuple(_of_case(material, given, application) for material in listed)


def materials_with(
    files: Collection[str], plan: ThemePlan, guide: Guide, case: Case
) -> tuple[CaseMaterial, ...]:
    """Return the materials of a case to which one of some files belongs, named by digest."""
    if not files:
        return ()
    every = materials_of_case(plan, guide, case)
    return tuple(
        material for material in every if any(file.digest in files for file in material.files)
    )


def _of_case(
    listed: ListedMaterial, given: GivenMaterials, application: Application
) -> CaseMaterial:
    status = listed.status(given)
    is_text = status.state is MaterialState.TEMPLATE
    signatures = _signatures_under(listed, application) if is_text else ()
    return CaseMaterial(listed, status, _files_for(listed, application), signatures)


def _signatures_under(listed: ListedMaterial, application: Application) -> tuple[Signature, ...]:
    own = f"{listed.code}#"
    return tuple(it for it in application.signatures if not it.matter and it.place.startswith(own))


def _files_for(listed: ListedMaterial, application: Application) -> tuple[Upload, ...]:
    """Return what was handed in for a material, or for another that does as well."""
    keys = {listed.material.key, *alternatives_to(listed.material)}
    return tuple(file for file in application.uploads if file.key in keys)
