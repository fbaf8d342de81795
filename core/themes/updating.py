"""What departments have to change in the provincial matter system after a version is published.

The list is worked out from two frozen versions, so it says the same whenever it is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import MaterialRequirement, Matter
from core.themes.plans import ThemePlan

DAYS_TO_UPDATE = 10
"""Working days after publication; the service office set them, no law does."""


class UpdateKind(StrEnum):
    """What of a matter is changed."""

    MATERIAL = "material"
    FIELD = "field"
    TIME_LIMIT = "time_limit"
    VISITS = "visits"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class MatterUpdate:
    """One thing to change in one matter. ``before`` and ``after`` are as the catalogue has them.

    A material's ``after`` is the way of its exemption, or ``produced``; ``named`` says by what.
    """

    department: str
    matter: str
    kind: UpdateKind
    place: str
    label: str
    before: str
    after: str
    named: str = ""

    @property
    def key(self) -> str:
        """Return what it is ticked off by.

        Examples:
            >>> MatterUpdate("XF", "XF-01", UpdateKind.MATERIAL, "M02", "x", "", "e_licence").key
            'XF-01:material:M02'
        """
        return f"{self.matter}:{self.kind}:{self.place}"


def matter_updates(plan: ThemePlan, earlier: Catalogue | None) -> tuple[MatterUpdate, ...]:
    """Return what a version changes in the matters of every department.

    Args:
        plan: The version that was published.
        earlier: What the version before was frozen with; without one only what the theme itself
            exempts is new.
    """
    return tuple(update for matter in plan.matters for update in _of_matter(plan, matter, earlier))


def _of_matter(plan: ThemePlan, code: str, earlier: Catalogue | None) -> Iterator[MatterUpdate]:
    matter = plan.matters[code].matter
    before = earlier.matters.get(code) if earlier else None
    yield from _exempted(plan, code, before)
    if before is not None:
        yield from _dropped(before, matter)
        yield from _attributes(before, matter)


def _exempted(plan: ThemePlan, code: str, before: Matter | None) -> Iterator[MatterUpdate]:
    planned = plan.matters[code]
    was = {required.id: exempted_by(required) for required in before.materials} if before else {}
    for material in planned.materials:
        requirement = material.use.requirement
        producers = [producer for producer in material.use.producers if producer in plan.matters]
        after = exempted_by(requirement) or ("produced" if producers and before is None else "")
        if after and was.get(requirement.id, "") != after:
            exemption = requirement.exemption
            named = exemption.name if exemption else "、".join(producers)
            yield MatterUpdate(
                department=planned.matter.department,
                matter=code,
                kind=UpdateKind.MATERIAL,
                place=requirement.id,
                label=requirement.name,
                before=was.get(requirement.id, ""),
                after=after,
                named=named,
            )


def exempted_by(requirement: MaterialRequirement) -> str:
    """Return the way in which a material is exempted, or nothing."""
    return requirement.exemption.by.value if requirement.exemption else ""


def _dropped(before: Matter, matter: Matter) -> Iterator[MatterUpdate]:
    left = {field.id for field in matter.fields}
    for field in before.fields:
        if field.id not in left:
            yield _update(matter, UpdateKind.FIELD, (field.id, field.label), ("", ""))


def _attributes(before: Matter, matter: Matter) -> Iterator[MatterUpdate]:
    attributes = zip(_attributes_of(before), _attributes_of(matter), strict=True)
    for (kind, was), (_, becomes) in attributes:
        if was != becomes:
            yield _update(matter, kind, ("", ""), (was, becomes))


def _attributes_of(matter: Matter) -> tuple[tuple[UpdateKind, str], ...]:
    return (
        (UpdateKind.TIME_LIMIT, str(matter.committed_days)),
        (UpdateKind.VISITS, str(matter.onsite_visits)),
        (UpdateKind.CHANNELS, "、".join(matter.channels)),
    )


def _update(
    matter: Matter, kind: UpdateKind, place: tuple[str, str], sides: tuple[str, str]
) -> MatterUpdate:
    return MatterUpdate(matter.department, matter.code, kind, *place, *sides)


def is_carried_out(update: MatterUpdate, pulled: Matter | None) -> bool:
    """Say whether a matter, as it was pulled from the matter system, has the change already.

    A material that another matter produces is settled inside this system: there it is enough
    that the material is no longer asked for, or is exempted in some way.
    """
    if pulled is None:
        return False
    if update.kind is UpdateKind.MATERIAL:
        asked = {material.id: exempted_by(material) for material in pulled.materials}
        found = asked.get(update.place, update.after)
        return found == update.after or (update.after == "produced" and bool(found))
    if update.kind is UpdateKind.FIELD:
        return update.place not in {field.id for field in pulled.fields}
    return dict(_attributes_of(pulled))[update.kind] == update.after
