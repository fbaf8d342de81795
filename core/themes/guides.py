"""The guide (办事指南): everything one situation of a theme comes down to."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import DataElement, ExemptionWay, FieldKey, Licence, MaterialKind
from core.forms.known_values import KnownSources, KnownValues, known_values
from core.forms.models import FieldUse, MergedField
from core.forms.parties import NOBODY_JOINED, Parties
from core.forms.prefilling import LicenceWanted, fewest_licences, licences_wanted
from core.forms.sources import AvailableSources, ValueSource, sources_of
from core.materials.keys import LicenceKey
from core.materials.merging import MaterialUse, MergedMaterial, merge_materials
from core.materials.providers import FETCHING
from core.situations.guiding import Situation
from core.themes.inspecting import Inspection, joint_inspections
from core.themes.measuring import (
    Counts,
    FieldCounts,
    Trips,
    count_fields,
    count_materials,
    count_trips,
)
from core.themes.plans import ThemePlan
from core.themes.scheduling import Schedule, schedule_reviews

# A licence is looked up by its holder's number, so the number itself has to be asked.
_LOOKED_UP_BY = frozenset({"per.id_no", "org.uscc"})


_SOURCE_OF = {way: ValueSource(way.kind.fetched_from) for way in FETCHING}
"""Ways in which a material is fetched, and where its values then come from."""


@dataclass(frozen=True)
class Guide:
    """What applies, what to fill in, what to bring and how long it takes.

    With questions still open it tells what is already certain. ``uses`` are the places
    that ask, matter by matter; ``known`` is what the theme decides and answers say;
    ``expected_from_matters`` are values that a licence issued in this very case will carry, so
    nobody can be asked for them. Where one person holds several roles (``parties``), uses and
    form have the keys by which they are asked.
    """

    situation: Situation
    matters: tuple[str, ...]
    undecided: tuple[str, ...]
    uses: Mapping[str, tuple[FieldUse, ...]]
    form: tuple[MergedField, ...]
    known: KnownValues
    sources: Mapping[FieldKey, ValueSource]
    expected_from_matters: frozenset[FieldKey]
    requirements: tuple[MaterialUse, ...]
    materials: tuple[MergedMaterial, ...]
    schedule: Schedule
    inspections: tuple[Inspection, ...]
    fields_count: FieldCounts
    materials_count: Counts
    trips: Trips
    parties: Parties = NOBODY_JOINED

    @property
    def form_by_key(self) -> dict[FieldKey, MergedField]:
        """Return the merged form by element and subject."""
        return {merged.key: merged for merged in self.form}

    @property
    def known_now(self) -> frozenset[FieldKey]:
        """Return the fields whose values are there when it is handed in."""
        return frozenset(merged.key for merged in self.form) - self.expected_from_matters


def guide_theme(plan: ThemePlan, answers: Mapping[str, Any]) -> Guide:
    """Return the guide for some answers.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    return guide_situation(plan, plan.situate(answers))


def concluded_guide(plan: ThemePlan, answers: Mapping[str, Any]) -> Guide:
    """Return the guide for some answers, complete as soon as nothing can change it any more.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    return guide_situation(plan, plan.conclude(answers))


def guide_situation(plan: ThemePlan, situation: Situation) -> Guide:
    """Return the guide for a situation."""
    standing = plan.in_force(situation)
    truths = {code: planned.truth(standing) for code, planned in plan.matters.items()}
    in_force = tuple(code for code, truth in truths.items() if truth)
    planned = [plan.matters[code] for code in in_force]
    separate = {matter.matter.code: tuple(matter.fields_in(standing)) for matter in planned}
    uses = _joined(plan, separate)
    requirements = tuple(use for matter in planned for use in matter.materials_in(standing))
    all_uses = [use for group in uses.values() for use in group]
    form = plan.merged(all_uses)
    evidence = [u for u in requirements if u.requirement.kind is MaterialKind.EVIDENCE]
    materials = merge_materials(evidence, frozenset(in_force))
    by_key = {merged.key: merged for merged in form}
    known = known_values(_known_from(plan), situation, by_key)
    available = _available(plan, situation, by_key, materials, known=known)
    sources = sources_of(form, available)
    schedule = schedule_reviews(
        {matter.matter.code: matter.matter.committed_days for matter in planned},
        plan.theme.precedence,
    )
    return Guide(
        situation=situation,
        matters=in_force,
        undecided=tuple(code for code, truth in truths.items() if truth is None),
        uses=uses,
        form=form,
        known=known,
        sources=sources,
        expected_from_matters=frozenset(available.produced),
        requirements=requirements,
        materials=materials,
        schedule=schedule,
        inspections=joint_inspections(schedule, plan.catalogue.matters, plan.bound),
        fields_count=count_fields(separate.values(), form, sources),
        materials_count=count_materials(len(requirements), materials),
        trips=count_trips([matter.matter for matter in planned]),
        parties=plan.parties,
    )


def _joined(
    plan: ThemePlan, separate: Mapping[str, tuple[FieldUse, ...]]
) -> Mapping[str, tuple[FieldUse, ...]]:
    """Return the places that ask under the keys by which they are asked, whoever is who."""
    if not plan.parties:
        return separate
    use_of = plan.parties.use_of
    return {code: tuple(map(use_of, uses)) for code, uses in separate.items()}


def _known_from(plan: ThemePlan) -> KnownSources:
    catalogue = plan.catalogue
    return KnownSources(plan.theme, catalogue.questions, plan.parties, catalogue.written_as)


def _available(
    plan: ThemePlan,
    situation: Situation,
    form: Mapping[FieldKey, MergedField],
    materials: Iterable[MergedMaterial],
    *,
    known: KnownValues,
) -> AvailableSources:
    keys = frozenset(form)
    fetched, produced = _carried(plan, form, materials)
    derived, defaulted = plan.derivations.derivable(keys - produced, situation)
    later, _ = plan.derivations.derivable(keys, situation) if produced else (derived, ())
    elements = plan.catalogue.elements
    return AvailableSources(
        answered=frozenset(known.certain),
        licensed=keys & fetched[ValueSource.E_LICENCE],
        shared=keys & fetched[ValueSource.DATA_SHARING],
        produced=(keys & produced) | (later - derived),
        derived=derived | {k for k in keys if is_known_elsewhere(form[k], elements)},
        defaulted=defaulted | frozenset(known.proposed),
    )


def is_known_elsewhere(merged: MergedField, elements: Mapping[str, DataElement]) -> bool:
    """Say whether the clock, the case itself or the office tells a value, and no applicant."""
    element = elements.get(merged.key.element)
    from_system = element is not None and element.source is not None
    return from_system or merged.is_filled_elsewhere


def _carried(
    plan: ThemePlan, form: Mapping[FieldKey, MergedField], materials: Iterable[MergedMaterial]
) -> tuple[dict[ValueSource, frozenset[FieldKey]], frozenset[FieldKey]]:
    """Return what fetched licences carry, and what licences issued in this case will.

    The holder of a licence is its subject; members of a group are not known before they
    are listed, so nothing is fetched for them. What the issuing matter itself asks for
    cannot come from the licence that it issues.
    """
    fetched: dict[ValueSource, set[FieldKey]] = {source: set() for source in ValueSource}
    produced: set[FieldKey] = set()
    for material in materials:
        for key in map(plan.parties.key_of, carried_by(plan, material)):
            if way := material.provided_by.way:
                fetched[_SOURCE_OF[way]].add(key)
            elif key in form and not asks_itself(material, form[key].matters):
                produced.add(key)
    return {source: frozenset(keys) for source, keys in fetched.items()}, frozenset(produced)


def carried_by(plan: ThemePlan, material: MergedMaterial) -> Iterator[FieldKey]:
    """Yield what will be known without asking once a material is there, if it has one holder."""
    if plan.catalogue.repeats(material.key.subject):
        return
    for way, licence in _licences(plan, material):
        for element in licence.carries:
            is_fetched = way is material.provided_by.way and element not in _LOOKED_UP_BY
            if material.is_produced or is_fetched:
                yield FieldKey(element, material.key.subject)


def asks_itself(material: MergedMaterial, matters: Container[str]) -> bool:
    """Say whether the matter that issues a licence is among those asking for a value."""
    return material.provided_by.matter in matters


def licences_of(plan: ThemePlan, material: MergedMaterial) -> frozenset[str]:
    """Return what is fetched (``licence@subject``) in the place of a material."""
    return frozenset(
        str(LicenceKey(licence.name, _holder(plan, material)))
        for way, licence in _licences(plan, material)
        if way is material.provided_by.way
    )


def _holder(plan: ThemePlan, material: MergedMaterial) -> str:
    """Return whose licence it is that stands for a material, whoever is who."""
    subject = material.key.subject
    return plan.parties.represented_by.get(subject, subject)


def _licences(plan: ThemePlan, material: MergedMaterial) -> Iterable[tuple[ExemptionWay, Licence]]:
    for use in material.uses:
        exemption = use.requirement.exemption
        licence = plan.catalogue.licences.get(exemption.name) if exemption else None
        if exemption is None or licence is None or use.fetched_by is None:
            continue
        if len(use.documents) == 1 or not use.alternatives:
            yield exemption.by, licence


def _looked_up_by(plan: ThemePlan, licence: Licence) -> tuple[FieldKey, ...]:
    keys = map(FieldKey.parse, licence.looked_up_by)
    return tuple(plan.parties.key_of(key) for key in keys if key is not None)


def licences_to_fetch(plan: ThemePlan, guide: Guide) -> tuple[LicenceWanted, ...]:
    """Return what would spare the applicant questions of a guide: licences, and shared data."""
    carried = (
        (
            licence.name,
            _holder(plan, material),
            licence.carries,
            _SOURCE_OF[way],
            _looked_up_by(plan, licence),
        )
        for material in guide.materials
        for way, licence in _licences(plan, material)
        if way is material.provided_by.way
    )
    declared = {key for key, source in guide.sources.items() if source in _SOURCE_OF.values()}
    fetchable = frozenset(declared - guide.expected_from_matters)
    return fewest_licences(licences_wanted(carried, fetchable, frozenset(guide.sources)))
