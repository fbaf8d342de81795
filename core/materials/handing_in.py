"""How a material may be given: uploaded, promised for later, or made from the office's text."""

from collections.abc import Callable

from core.catalogue.models import ExemptionWay
from core.materials.merging import MergedMaterial
from core.materials.providers import APPLICANT


def is_handed_in(material: MergedMaterial) -> bool:
    """Say whether the applicant gives this material; the rest is fetched or passed on."""
    return material.provided_by == APPLICANT


def may_come_later(material: MergedMaterial) -> bool:
    """Say whether every matter takes the material later (容缺), or a promise for now (告知承诺)."""
    return all(use.deferrable or _are_exempted(material, _is_promised) for use in material.uses)


def has_template(material: MergedMaterial) -> bool:
    """Say whether every matter that asks offers its own text for it (范本)."""
    return _are_exempted(material, _is_made)


def stands_on_promise(material: MergedMaterial, matter: str) -> bool:
    """Say whether a matter decides on a promise in the place of this material (告知承诺)."""
    own = [use.requirement.exemption for use in material.uses if use.matter == matter]
    return bool(own) and all(it is not None and _is_promised(it.by) for it in own)


def _is_promised(way: ExemptionWay) -> bool:
    return way.kind.may_come_later


def _is_made(way: ExemptionWay) -> bool:
    return way.kind.has_template


def _are_exempted(material: MergedMaterial, allows: Callable[[ExemptionWay], bool]) -> bool:
    exemptions = [use.requirement.exemption for use in material.uses]
    return all(exemption is not None and allows(exemption.by) for exemption in exemptions)
