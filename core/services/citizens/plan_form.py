"""One form and one set of materials (一张申请表单、一套申请材料)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.answered import field_answers, within_answers
from core.forms.models import MergedField
from core.forms.paging import FormPage
from core.forms.sources import ValueSource
from core.materials.handing_in import has_template, may_come_later
from core.materials.keys import DocumentKey
from core.materials.merging import MergedMaterial
from core.materials.status import OwedDay, Promise, owed_day
from core.materials.texts import text_for
from core.services.citizens.offer_licences import LicenceOffer, offer_licences
from core.services.form_answers import asked_after_all
from core.themes.guides import Guide
from core.themes.material_lists import ListedMaterial, list_materials
from core.themes.plans import ThemePlan
from core.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class MaterialToGive:
    """One material for the applicant to give, and the ways in which that can be done.

    ``choices`` are the materials that do equally well (:attr:`code` and name), this one among them;
    none if it is this one or nothing. ``asked`` is the code of the one proposed to begin with.
    ``signed_by`` is the subject whose signature it needs besides the applicant's.
    ``not_fetched`` are the licences in the place of which it is handed in, ``promises`` what is
    promised by handing it in later, and ``until`` the one day until which.
    """

    material: MergedMaterial
    name: str
    about: str
    may_come_later: bool
    has_template: bool
    signed_by: str = ""
    asked: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    not_fetched: frozenset[str] = frozenset()
    promises: tuple[Promise, ...] = ()
    until: OwedDay | None = None

    @property
    def code(self) -> str:
        """Return ``document@subject``."""
        return str(self.material.key)

    @property
    def key(self) -> DocumentKey:
        """Return which material it is."""
        return self.material.key


@dataclass(frozen=True, slots=True)
class KioskForm:
    """What the applicant fills in and gives, for one complete situation.

    ``materials`` are asked of the applicant; ``spared`` are fetched, or produced by another matter.
    ``known`` are the values that follow from answers: shown where they belong, not asked.
    ``licences`` could be fetched, so that what they say need not be filled in. ``demo`` is
    what a made-up person fills in, where this is a demo that knows one.
    """

    pages: tuple[FormPage, ...]
    materials: tuple[MaterialToGive, ...]
    known: Mapping[str, Any]
    spared: tuple[ListedMaterial, ...] = ()
    licences: tuple[LicenceOffer, ...] = ()
    demo: Mapping[str, Any] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """Return how many questions the form asks."""
        return sum(str(field.key) not in self.known for page in self.pages for field in page.fields)


def plan_form(
    plan: ThemePlan,
    guide: Guide,
    *,
    values: Mapping[FieldKey, Any] | None = None,
    connected: Collection[ValueSource] = (),
    on_paper: Collection[str] = (),
    instead: Mapping[str, str] | None = None,
) -> KioskForm:
    """Return the pages and materials of a guide.

    A value that is declared to be on a licence has its place on a page all the same: it
    is shown there once it is fetched, and asked if it cannot be. One that follows from an
    answer is shown with the way back to the question. One on a licence that
    this very case will produce is neither, nor is one that the theme decides. Signatures stand
    on no page: one signs what is filled in (:mod:`core.services.citizens.documents_to_sign`).

    Args:
        plan: The theme.
        guide: What applies.
        values: What has been filled in so far.
        connected: The sources that can be asked; from no others anything is offered.
        on_paper: Licences that were not fetched (``licence@subject``); the materials that
            they stand for are handed in.
        instead: Which material is given in the place of which, where one of several will do.
    """
    after_all = asked_after_all(plan, guide, values or {})
    said = field_answers(plan.catalogue.questions, guide.situation)
    asked = [
        within_answers(m, said[m.key]) if m.key in said else m
        for m in guide.form
        if not m.type.kind.is_signed and (m.key in after_all or _is_asked(guide, m))
    ]
    listed = list_materials(plan, guide, on_paper=on_paper, instead=instead)
    known = {str(key): value for key, value in guide.known.values().items()}
    licences = offer_licences(plan, guide, connected)
    return KioskForm(
        pages=plan.pages(asked),
        materials=materials_to_give(listed),
        known=known,
        spared=tuple(material for material in listed if not material.is_asked),
        licences=licences,
    )


def with_days(form: KioskForm, calendar: WorkingCalendar, accepted_on: date) -> KioskForm:
    """Return a form that tells of each material that may come later until when that is."""
    dated = (
        replace(material, until=owed_day(material.promises, calendar, accepted_on))
        if material.may_come_later
        else material
        for material in form.materials
    )
    return replace(form, materials=tuple(dated))


def _is_asked(guide: Guide, merged: MergedField) -> bool:
    computed = guide.sources[merged.key] is ValueSource.DERIVED
    return not (computed or merged.key in guide.expected_from_matters or _is_set(guide, merged))


def _is_set(guide: Guide, merged: MergedField) -> bool:
    """Say whether the theme decides a value, or one answer says it of every member of a group."""
    known = guide.known.certain.get(merged.key)
    return known is not None and (not known.question or merged.repeats)


def materials_to_give(listed: Iterable[ListedMaterial]) -> tuple[MaterialToGive, ...]:
    """Return those of the listed materials that are asked of the applicant."""
    return tuple(_material(material) for material in listed if material.is_asked)


def _material(listed: ListedMaterial) -> MaterialToGive:
    return MaterialToGive(
        material=listed.material,
        name=listed.name,
        about=listed.about,
        may_come_later=may_come_later(listed.material),
        signed_by=listed.signed_by,
        has_template=has_template(listed.material) and bool(text_for(listed.material.key.document)),
        asked=listed.proposed,
        choices=listed.choices,
        not_fetched=listed.not_fetched,
        promises=listed.promises,
    )
