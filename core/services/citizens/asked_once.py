"""What offices ask to put right, each value and each material once, whoever asks for it (law 1).

A notice names places of one office's own form. Places that stand for one entry of the merged form
are one question: the reasons of all who ask stand side by side, and one answer goes to all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.cases.models import Case
from core.cases.value_changes import current_case
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import FieldKey
from core.forms.models import FieldUse, MergedField
from core.materials.keys import DocumentKey
from core.review.models import Correction
from core.services.correctable_entries import is_correctable
from core.services.theme_plans import PlannedVersion
from core.themes.guides import Guide


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """What a department asks to put right, and by which name it and its matter go."""

    correction: Correction
    matter: str
    department: str

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.correction.is_open


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """One entry or material that is to be put right, with everybody who asks for it.

    ``place`` tells it from others. ``entry`` is the entry of the form that is asked anew, and
    ``value`` what it says now; without one, words or a file answer. ``also`` are the matters on
    whose forms the new value counts too, though they did not ask.
    """

    place: str
    asked: tuple[ToCorrect, ...]
    entry: MergedField | None = None
    value: Any = field(default=None, repr=False)
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return what the first who asks calls it."""
        return self.asked[0].correction.fault.label

    @property
    def material(self) -> DocumentKey | None:
        """Return the material that mends it; a value or words do where there is none."""
        return self.asked[0].correction.fault.material

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Return what one answer answers."""
        return tuple(it.correction for it in self.asked)


def named(corrections: Iterable[Correction], catalogue: Catalogue) -> tuple[ToCorrect, ...]:
    """Return what was asked for with the names of who asks; what is to be done comes first."""
    return tuple(
        ToCorrect(
            correction,
            catalogue.matter_name(correction.matter),
            catalogue.office_name(correction.matter),
        )
        for correction in sorted(corrections, key=lambda correction: not correction.is_open)
    )


def asked_once(
    asked: Iterable[ToCorrect],
    planned: PlannedVersion,
    guide: Guide,
    case: Case,
    *,
    undecided: Collection[str],
) -> tuple[AskedOnce, ...]:
    """Return what is still to be put right, each entry and material once.

    ``undecided`` are the matters that an office has not decided yet. On what one has decided, no
    value changes behind it: then the answer is written beside the form.
    """
    grouped: dict[str, list[ToCorrect]] = {}
    for each in asked:
        if each.is_open:
            grouped.setdefault(merged_place(each.correction, guide.uses), []).append(each)
    current = current_case(case)
    plan, open_matters = planned.plan, frozenset(undecided)
    found = []
    for place, group in grouped.items():
        key = FieldKey.parse(place)
        merged = guide.form_by_key.get(key) if key else None
        once = AskedOnce(place, tuple(group))
        if (
            merged is not None
            and open_matters.issuperset(merged.matters)
            and is_correctable(merged, plan, guide, current.application)
        ):
            value = current.application.values.get(place)
            also = _also(merged, group, planned.version.catalogue)
            once = replace(once, entry=merged, value=value, also=also)
        found.append(once)
    return tuple(found)


def _also(merged: MergedField, asked: Iterable[ToCorrect], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names of the matters that have an entry too and did not ask for it."""
    asking = {it.correction.matter for it in asked}
    return tuple(catalogue.matter_name(code) for code in merged.matters if code not in asking)


def merged_place(correction: Correction, uses: Mapping[str, Sequence[FieldUse]]) -> str:
    """Return what a correction points at among what all offices ask: an entry, a material."""
    place = correction.fault.place
    if correction.fault.material is not None:
        return place
    own = uses.get(correction.matter, ())
    keys = {str(use.key) for use in own if use.field == place and use.column is None}
    return keys.pop() if len(keys) == 1 else f"{correction.matter}.{place}"
