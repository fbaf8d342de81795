"""The materials of one guide for one person: which are asked of them, and by which names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from core.materials.handing_in import is_handed_in
from core.materials.keys import DocumentKey
from core.materials.merging import MergedMaterial, alternatives_to
from core.materials.status import (
    GivenMaterials,
    MaterialStatus,
    Promise,
    promises_of,
    status_of,
)
from core.themes.guides import Guide, licences_of
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class ListedMaterial:
    """One material of a guide.

    ``material`` stands under the document that is given; ``proposed`` is the code of the one
    proposed to begin with. ``choices`` are the documents that do equally well, by code, this one
    among them. ``not_fetched`` are the licences (``licence@subject``) in the place of which
    it is handed in, ``signed_by`` the subject whose signature it needs besides the applicant's,
    as bound, and ``promises`` what is promised by handing it in later.
    """

    material: MergedMaterial
    name: str
    about: str
    is_asked: bool
    signed_by: str
    proposed: str
    choices: tuple[tuple[str, str], ...]
    not_fetched: frozenset[str]
    promises: tuple[Promise, ...]

    @property
    def code(self) -> str:
        """Return ``document@subject``."""
        return str(self.material.key)

    def status(self, given: GivenMaterials) -> MaterialStatus:
        """Return how it stands after what was given."""
        return status_of(self.material, given, is_asked=self.is_asked, promises=self.promises)


def list_materials(
    plan: ThemePlan,
    guide: Guide,
    *,
    on_paper: Collection[str] = (),
    instead: Mapping[str, str] | None = None,
) -> tuple[ListedMaterial, ...]:
    """Return every material of a guide, and whether it is asked of the person.

    Asked is what is left after e-licences and shared data (*materials asked*), and what
    those would have told but did not.

    Args:
        plan: The theme.
        guide: What applies.
        on_paper: Licences that were not fetched (``licence@subject``).
        instead: Which document is given in the place of which, where one of several will do.
    """
    return tuple(
        _listed(plan, material, frozenset(on_paper), instead or {}) for material in guide.materials
    )


def _listed(
    plan: ThemePlan,
    material: MergedMaterial,
    on_paper: frozenset[str],
    instead: Mapping[str, str],
) -> ListedMaterial:
    not_fetched = licences_of(plan, material) & on_paper
    is_asked = is_handed_in(material) or bool(not_fetched)
    choices = alternatives_to(material) if is_asked else ()
    proposed = str(material.key)
    key = next((choice for choice in choices if str(choice) == instead.get(proposed)), material.key)
    return ListedMaterial(
        material=replace(material, key=key),
        name=_name(plan, key, material),
        about=plan.catalogue.subject_name(key.subject),
        is_asked=is_asked,
        signed_by=_signer(plan, key, material),
        proposed=proposed,
        choices=tuple((str(choice), _name(plan, choice, material)) for choice in choices),
        not_fetched=not_fetched,
        promises=promises_of(material, plan.catalogue.matters),
    )


def _signer(plan: ThemePlan, key: DocumentKey, material: MergedMaterial) -> str:
    document = plan.catalogue.documents.get(key.document)
    subject = document.signed_by if document else None
    return plan.bound.get((material.uses[0].matter, subject), subject) if subject else ""


def _name(plan: ThemePlan, key: DocumentKey, material: MergedMaterial) -> str:
    document = plan.catalogue.documents.get(key.document)
    return document.name if document else material.uses[0].requirement.name
