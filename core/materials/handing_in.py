"""How a paper may be given: uploaded, promised for later, or made from the office's text."""

from core.catalogue.models import ExemptionWay
from core.materials.merging import MergedMaterial
from core.materials.providers import APPLICANT


def is_handed_in(material: MergedMaterial) -> bool:
    """Say whether the applicant gives this paper; the rest is fetched or passed on."""
    return material.provided_by == APPLICANT


def may_come_later(material: MergedMaterial) -> bool:
    """Say whether every matter takes the paper later (容缺), or a promise for now (告知承诺)."""
    return all(
        use.deferrable or _exempted_by(material, ExemptionWay.COMMITMENT) for use in material.uses
    )


def has_template(material: MergedMaterial) -> bool:
    """Say whether every matter that asks offers its own text for it (范本)."""
    return _exempted_by(material, ExemptionWay.GENERATED_FORM)


def _exempted_by(material: MergedMaterial, way: ExemptionWay) -> bool:
    exemptions = [use.requirement.exemption for use in material.uses]
    return all(exemption is not None and exemption.by is way for exemption in exemptions)
