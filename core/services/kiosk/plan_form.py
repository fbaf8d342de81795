"""One form and one set of papers (一张申请表单、一套申请材料)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.catalogue.models import FieldType
from core.forms.models import FieldKey, MergedField
from core.forms.paging import FormPage
from core.forms.sources import ValueSource
from core.materials.handing_in import has_template, is_handed_in, may_come_later
from core.materials.merging import DocumentKey, MergedMaterial, alternatives_to
from core.services.form_answers import asked_after_all
from core.services.kiosk.offer_licences import LicenceOffer, offer_licences
from core.themes.guides import Guide, answered_values, licences_of
from core.themes.plans import ThemePlan

# Nobody is asked for these: they follow from an answer or from another value.
_KNOWN_SOURCES = frozenset({ValueSource.ANSWER, ValueSource.DERIVED})


@dataclass(frozen=True, slots=True)
class PaperToGive:
    """One paper for the applicant to give, and the ways in which that can be done.

    ``choices`` are the papers that do equally well (:attr:`code` and name), this one among them;
    none if it is this one or nothing. ``asked`` is the code of the one proposed to begin with.
    """

    material: MergedMaterial
    name: str
    about: str
    may_come_later: bool
    has_template: bool
    asked: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """Return ``document@subject``."""
        return _code(self.material.key)


@dataclass(frozen=True, slots=True)
class KioskForm:
    """What the applicant fills in and gives, for one complete situation.

    ``licences`` could be fetched, so that what they say need not be filled in. ``demo`` is
    what a made-up person fills in, where this is a demo that knows one.
    """

    pages: tuple[FormPage, ...]
    papers: tuple[PaperToGive, ...]
    known: Mapping[str, Any]
    licences: tuple[LicenceOffer, ...] = ()
    demo: Mapping[str, Any] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """Return how many questions the form asks."""
        return sum(len(page.fields) for page in self.pages)


def plan_form(
    plan: ThemePlan,
    guide: Guide,
    *,
    values: Mapping[FieldKey, Any] | None = None,
    connected: Collection[ValueSource] = (),
    on_paper: Collection[str] = (),
    instead: Mapping[str, str] | None = None,
) -> KioskForm:
    """Return the pages and papers of a guide.

    A value that is declared to be on a licence has its place on a page all the same: it
    is shown there once it is fetched, and asked if it cannot be. One on a licence that
    this very case will produce is neither. Signatures stand on no page: one signs what is
    filled in (:mod:`core.services.kiosk.sign_documents`).

    Args:
        plan: The theme.
        guide: What applies.
        values: What has been filled in so far.
        connected: The sources that can be asked; from no others anything is offered.
        on_paper: Licences that were not fetched (``licence@subject``); the papers that
            they stand for are handed in.
        instead: Which paper is given in the place of which, where one of several will do.
    """
    after_all = asked_after_all(plan, guide, values or {})
    asked = [
        m
        for m in guide.form
        if m.type is not FieldType.SIGNATURE and (m.key in after_all or _is_asked(guide, m))
    ]
    papers = [
        _paper(plan, material, instead or {})
        for material in guide.materials
        if is_handed_in(material) or not licences_of(plan, material).isdisjoint(on_paper)
    ]
    known = {str(key): value for key, value in answered_values(plan, guide.situation).items()}
    licences = offer_licences(plan, guide, connected)
    return KioskForm(plan.pages(asked), tuple(papers), known, licences)


def _is_asked(guide: Guide, merged: MergedField) -> bool:
    known = guide.sources[merged.key] in _KNOWN_SOURCES
    return not known and merged.key not in guide.expected_from_matters


def _paper(plan: ThemePlan, material: MergedMaterial, instead: Mapping[str, str]) -> PaperToGive:
    choices = alternatives_to(material)
    asked = _code(material.key)
    given = next((key for key in choices if _code(key) == instead.get(asked)), material.key)
    subject = plan.catalogue.subjects.get(given.subject)
    return PaperToGive(
        material=replace(material, key=given),
        name=_name(plan, given, material),
        about=subject.name if subject else given.subject,
        may_come_later=may_come_later(material),
        has_template=has_template(material),
        asked=asked,
        choices=tuple((_code(key), _name(plan, key, material)) for key in choices),
    )


def _name(plan: ThemePlan, key: DocumentKey, material: MergedMaterial) -> str:
    document = plan.catalogue.documents.get(key.document)
    return document.name if document else material.uses[0].requirement.name


def _code(key: DocumentKey) -> str:
    return f"{key.document}@{key.subject}"
