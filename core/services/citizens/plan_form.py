"""One form and one set of materials (一张申请表单、一套申请材料)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.answered import field_answers, within_answers
from core.forms.models import MergedField
from core.forms.page_cutting import MOST_ENTRIES
from core.forms.pages import FormPage, without
from core.forms.possible_dates import APPLIED_ON
from core.forms.sources import ValueSource
from core.materials.handing_in import has_template, may_come_later
from core.materials.keys import DocumentKey
from core.materials.merging import MergedMaterial
from core.materials.status import OwedDay, Promise, owed_day
from core.materials.texts import text_for
from core.services.citizens.offer_licences import LicenceOffer, offer_licences
from core.services.form_answers import asked_after_all, keyed
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
class Pagination:
    """How a form is cut into pages.

    ``fetched`` are places whose value was fetched, so that nobody fills them in; ``most`` is how
    many entries of a page may have to be filled in.
    """

    fetched: Collection[str] = ()
    most: int = MOST_ENTRIES


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What somebody chose about a form before it is planned.

    ``on_paper`` are licences (:attr:`LicenceOffer.code`) that were not fetched: the materials
    that they stand for are handed in. ``instead`` says which material is given in the place of
    which, where one of several will do.
    """

    on_paper: Collection[str] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    pagination: Pagination = field(default_factory=Pagination)


NOTHING_CHOSEN = FormChoices()


@dataclass(frozen=True, slots=True)
class KioskForm:
    """What the applicant fills in and gives, for one complete situation.

    ``materials`` are asked of the applicant; ``spared`` are fetched, or produced by another matter.
    ``known`` are the values that follow from answers: shown where they belong, not asked.
    ``licences`` could be fetched, so that what they say need not be filled in. ``demo`` is
    what a made-up person fills in, where this is a demo that knows one. ``spared_places`` are
    those that nobody fills in: answered, dated by the clock, fetched, or following for certain
    from another place of the form, which ``follows`` names.
    """

    pages: tuple[FormPage, ...]
    materials: tuple[MaterialToGive, ...]
    known: Mapping[str, Any]
    spared: tuple[ListedMaterial, ...] = ()
    licences: tuple[LicenceOffer, ...] = ()
    demo: Mapping[str, Any] = field(default_factory=dict)
    spared_places: frozenset[str] = frozenset()
    follows: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """Return how many entries somebody has to fill in; what may be left is no work."""
        return sum(map(self.is_work, self.fields))

    @property
    def fields(self) -> tuple[MergedField, ...]:
        """Return everything on the pages."""
        return tuple(merged for page in self.pages for merged in page.fields)

    def is_work(self, merged: MergedField) -> bool:
        """Say whether an entry has to be filled in: an office wants it, and it is not known."""
        return merged.required and str(merged.key) not in self.spared_places


def plan_form(
    plan: ThemePlan,
    guide: Guide,
    *,
    values: Mapping[FieldKey, Any] | None = None,
    connected: Collection[ValueSource] = (),
    choices: FormChoices = NOTHING_CHOSEN,
) -> KioskForm:
    """Return the pages and materials of a guide.

    A value that is declared to be on a licence has its place on a page all the same: it
    is shown there once it is fetched, and asked if it cannot be. So has one that is computed,
    in case nothing follows from what is filled in: no page turns into another meanwhile. One
    that follows from an answer is shown with the way back to the question. One on a licence that
    this very case will produce is neither, nor is one that the theme decides. Signatures stand
    on no page: one signs what is filled in (:mod:`core.services.citizens.documents_to_sign`).

    Args:
        plan: The theme.
        guide: What applies.
        values: What has been filled in so far.
        connected: The sources that can be asked; from no others anything is offered.
        choices: What somebody chose about it.
    """
    after_all = asked_after_all(plan, guide, values or {})
    said = field_answers(plan.catalogue.questions, guide.situation)
    possible = [
        within_answers(m, said[m.key]) if m.key in said else m
        for m in guide.form
        if not m.type.kind.is_signed and (m.key in after_all or _may_be_asked(guide, m))
    ]
    listed = list_materials(plan, guide, on_paper=choices.on_paper, instead=choices.instead)
    known = guide.known.values()
    dated = {key for key in guide.form_by_key if key.element == APPLIED_ON}
    follows = _following(plan, guide)
    spared = frozenset({*known, *dated, *follows})
    computed = {key for key, it in guide.sources.items() if it is ValueSource.DERIVED}
    pagination = choices.pagination
    filled = spared | computed | keyed(dict.fromkeys(pagination.fetched)).keys()
    pages = plan.pages(possible, known=filled, follows=follows, most=pagination.most)
    licences = offer_licences(plan, guide, connected)
    return KioskForm(
        pages=without(pages, computed - after_all),
        materials=materials_to_give(listed),
        known={str(key): value for key, value in known.items()},
        spared=tuple(material for material in listed if not material.is_asked),
        licences=licences,
        spared_places=frozenset(map(str, spared)) | frozenset(pagination.fetched),
        follows={str(key): str(source) for key, source in follows.items()},
    )


def _following(plan: ThemePlan, guide: Guide) -> dict[FieldKey, FieldKey]:
    """Return what follows for certain from which other place of the form, once that is filled."""
    form = guide.form_by_key
    origins = {key: plan.derivations.origin_of(key, form.keys(), guide.situation) for key in form}
    return {
        key: origin.source
        for key, origin in origins.items()
        if origin is not None and not form[key].repeats
    }


def with_days(form: KioskForm, calendar: WorkingCalendar, accepted_on: date) -> KioskForm:
    """Return a form that tells of each material that may come later until when that is."""
    dated = (
        replace(material, until=owed_day(material.promises, calendar, accepted_on))
        if material.may_come_later
        else material
        for material in form.materials
    )
    return replace(form, materials=tuple(dated))


def _may_be_asked(guide: Guide, merged: MergedField) -> bool:
    return merged.key not in guide.expected_from_matters and not _is_set(guide, merged)


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
