"""Count what a theme saves, exactly as the design says, so that figures compare."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.catalogue.models import FieldKey, Matter
from core.forms.models import FieldUse, MergedField
from core.forms.sources import LEFT_TO_APPLICANT, ValueSource
from core.materials.merging import MergedMaterial
from core.materials.providers import APPLICANT

# Channels are free text; these words tell that one need not come in person.
_ONLINE = re.compile(
    r"网上|网办|网通办|政务服务网(?!点)|互联网|网站|线上|在线|电子税务局|移动|手机|小程序|微信|公众号|支付宝"
    r"|粤省事|粤商通|\b(?:online|internet|web|website|mobile|app)\b",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries or materials: on separate forms, merged, and left for the applicant."""

    before: int
    after: int
    asked: int


@dataclass(frozen=True, slots=True)
class FieldCounts(Counts):
    """Entries; of those left to the applicant ``required`` by an office, and of these ``typed``."""

    required: int
    typed: int


@dataclass(frozen=True, slots=True)
class Trips:
    """Ways to an office: matter by matter, and as one theme."""

    before: int
    after: int


def count_fields(
    separate: Iterable[Iterable[FieldUse]],
    form: Iterable[MergedField],
    sources: Mapping[FieldKey, ValueSource],
) -> FieldCounts:
    """Count the entries of the separate forms, the merged ones, and those left to ask.

    Args:
        separate: The places that ask, form by form, whoever is who.
        form: What is asked, with roles joined that one person holds (law 17).
        sources: Where each value of the form comes from.
    """
    uses = [use for places in separate for use in places]
    asked = [merged for merged in form if sources[merged.key] in LEFT_TO_APPLICANT]
    required = [merged for merged in asked if merged.required]
    return FieldCounts(
        before=len(uses),
        after=len({use.key for use in uses}),
        asked=len(asked),
        required=len(required),
        typed=sum(_has_to_be_typed(merged, sources[merged.key]) for merged in required),
    )


def _has_to_be_typed(merged: MergedField, source: ValueSource) -> bool:
    """Say whether somebody types it: nothing is proposed, and there is nothing to choose from."""
    return merged.type.kind.is_typed and source is ValueSource.APPLICANT


def count_materials(requirements: int, materials: Iterable[MergedMaterial]) -> Counts:
    """Count requirements, distinct materials that no matter produces, and those to hand in."""
    needed = [material for material in materials if not material.is_produced]
    asked = sum(material.provided_by == APPLICANT for material in needed)
    return Counts(requirements, len(needed), asked)


def count_trips(matters: Iterable[Matter]) -> Trips:
    """Count one hand-in for each matter and its visits, against one way or none."""
    in_force = list(matters)
    before = sum(1 + matter.onsite_visits for matter in in_force)
    from_home = all(not m.onsite_visits and has_online_channel(m) for m in in_force)
    return Trips(before, 0 if from_home else 1)


def has_online_channel(matter: Matter) -> bool:
    """Say whether the matter can be applied for without coming in person."""
    return any(_ONLINE.search(channel) for channel in matter.channels)
