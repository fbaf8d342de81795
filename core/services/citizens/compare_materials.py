"""Tell what has changed in the number of materials since the guide told it, and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.services.citizens.plan_form import KioskForm, MaterialToGive


class ChangeReason(StrEnum):
    """Why a material has to be given now, or not any more; ``kiosk.changed.<reason>`` says it."""

    NOT_HAD = "not_had"
    DECLINED = "declined"
    ASKED = "asked"
    FETCHED = "fetched"
    SPARED = "spared"


@dataclass(frozen=True, slots=True)
class MaterialsChange:
    """How many materials were told before and are asked now, and which are why others.

    Materials go by the code of what was proposed (:attr:`MaterialToGive.asked`): whoever gives
    another that does as well changes nothing.
    """

    before: int
    now: int
    reasons: Mapping[ChangeReason, tuple[str, ...]]


def compare_materials(
    listed: Collection[str], form: KioskForm, not_had: Collection[str]
) -> MaterialsChange | None:
    """Return what has changed since some materials were told; nothing where they are the same.

    Args:
        listed: The materials that were told, by what was proposed.
        form: What is asked now.
        not_had: Licences that were agreed to, and could not be had (``licence@subject``).
    """
    asked = {material.asked: material for material in form.materials}
    fetched = {material.proposed for material in form.spared if not material.material.is_produced}
    more = ((_why_asked(material, not_had), code) for code, material in asked.items())
    less = (
        (ChangeReason.FETCHED if code in fetched else ChangeReason.SPARED, code)
        for code in listed
        if code not in asked
    )
    reasons = _grouped([*(pair for pair in more if pair[1] not in listed), *less])
    return MaterialsChange(len(listed), len(asked), reasons) if reasons else None


def _why_asked(material: MaterialToGive, not_had: Collection[str]) -> ChangeReason:
    if not material.not_fetched:
        return ChangeReason.ASKED
    declined = material.not_fetched.isdisjoint(not_had)
    return ChangeReason.DECLINED if declined else ChangeReason.NOT_HAD


def _grouped(pairs: Iterable[tuple[ChangeReason, str]]) -> dict[ChangeReason, tuple[str, ...]]:
    found: dict[ChangeReason, tuple[str, ...]] = {}
    for reason, code in pairs:
        found[reason] = (*found.get(reason, ()), code)
    return found
