"""A form for an outage (应急纸质表): everything a theme may ask, to be filled in by hand.

Which situation somebody is in is not known when it is printed: it has every question, and beside
what only some matters ask their numbers. The slip is cut off and given away.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from core.catalogue.models import FieldKey, MaterialKind, QuestionKind, short_name
from core.forms.models import MergedField
from core.forms.possible_dates import APPLIED_ON
from core.materials.merging import MergedMaterial, merge_materials
from core.receipts.models import ReceiptMatter
from core.themes.guides import is_known_elsewhere
from core.themes.plans import ThemePlan

_MOST_OPTIONS = 24
"""A longer list of options is not printed: the answer is written down."""


@dataclass(frozen=True, slots=True)
class FormBlank:
    """What tells one printed form from the others: its number, and the code on its slip."""

    number: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """A question of the guide; without options the answer is written."""

    text: str
    options: tuple[str, ...]
    is_multiple: bool
    unit: str


@dataclass(frozen=True, slots=True)
class BlankEntry:
    """An entry of the form.

    ``only_for`` are the matters that ask it, where not all do, by their places from 1.
    """

    label: str
    about: str
    type: str
    is_required: bool
    options: tuple[str, ...]
    only_for: tuple[int, ...]
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class BlankPage:
    """Entries that stand together. ``is_repeated`` says that each member has some of their own."""

    title: str
    entries: tuple[BlankEntry, ...]
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class BlankMaterial:
    """A material to bring; ``may_come_later`` where every matter that asks takes it later."""

    name: str
    about: str
    only_for: tuple[int, ...]
    may_come_later: bool


@dataclass(frozen=True, slots=True)
class EmergencyPaper:
    """Forms of one theme, as many as there are ``blanks``, that differ in these alone."""

    template: ClassVar[str] = "emergency_form"
    theme_name: str
    version: int
    printed_on: date
    blanks: tuple[FormBlank, ...]
    matters: tuple[ReceiptMatter, ...]
    questions: tuple[BlankQuestion, ...]
    persons: tuple[str, ...]
    pages: tuple[BlankPage, ...]
    materials: tuple[BlankMaterial, ...]


def emergency_paper(
    plan: ThemePlan, version: int, blanks: Sequence[FormBlank], printed_on: date
) -> EmergencyPaper:
    """Return the form of a theme for whatever situation somebody is in."""
    matters = [planned.matter for planned in plan.matters.values()]
    form = _form(plan)
    return EmergencyPaper(
        theme_name=plan.theme.name,
        version=version,
        printed_on=printed_on,
        blanks=tuple(blanks),
        matters=tuple(
            ReceiptMatter(
                matter.name,
                plan.catalogue.office_name(matter.code),
                matter.committed_days,
                matter.results,
                matter.cost,
            )
            for matter in matters
        ),
        questions=tuple(_questions(plan)),
        persons=_persons(plan, form),
        pages=_pages(plan, form),
        materials=tuple(_material(plan, material) for material in _materials(plan)),
    )


def _questions(plan: ThemePlan) -> Iterable[BlankQuestion]:
    for code in plan.questions.order:
        if code in plan.theme.fixed_answers:
            continue
        question = plan.catalogue.questions[code]
        is_multiple = question.kind is QuestionKind.MULTIPLE
        yield BlankQuestion(question.text, question.options, is_multiple, question.unit)


def _form(plan: ThemePlan) -> tuple[MergedField, ...]:
    """Return what somebody may have to write, whichever matters are in force."""
    uses = [use.use for planned in plan.matters.values() for use in planned.fields]
    form = plan.merged(uses)
    derived, _ = plan.derivations.derivable(
        frozenset(merged.key for merged in form), plan.situate({})
    )
    answered = {
        FieldKey.parse(str(link.field))
        for code in plan.questions.order
        for link in plan.catalogue.questions[code].links
    }
    elements = plan.catalogue.elements
    return tuple(
        merged
        for merged in form
        if merged.key not in derived
        and merged.key not in answered
        and merged.key.element != APPLIED_ON
        and not is_known_elsewhere(merged, elements)
    )


def _persons(plan: ThemePlan, form: Iterable[MergedField]) -> tuple[str, ...]:
    """Return the roles of single persons, of whom the applicant says who is the same."""
    subjects = plan.catalogue.subjects
    codes = dict.fromkeys(merged.key.subject for merged in form)
    return tuple(
        subjects[code].short_name
        for code in codes
        if code in subjects and subjects[code].is_single_person
    )


def _pages(plan: ThemePlan, form: Iterable[MergedField]) -> tuple[BlankPage, ...]:
    return tuple(
        BlankPage(
            page.title,
            tuple(_entry(plan, merged) for merged in page.fields),
            bool(page.members_of),
        )
        for page in plan.pages(form)
    )


def _entry(plan: ThemePlan, merged: MergedField) -> BlankEntry:
    options = merged.options if len(merged.options) <= _MOST_OPTIONS else ()
    return BlankEntry(
        merged.label,
        short_name(plan.catalogue.subject_name(merged.key.subject)),
        merged.type.value,
        merged.required,
        options,
        _only_for(plan, merged.matters),
        merged.type.kind.is_signed,
    )


def _materials(plan: ThemePlan) -> tuple[MergedMaterial, ...]:
    uses = [use.use for planned in plan.matters.values() for use in planned.materials]
    evidence = [use for use in uses if use.requirement.kind is MaterialKind.EVIDENCE]
    merged = merge_materials(evidence, frozenset(plan.matters))
    return tuple(material for material in merged if not material.is_produced)


def _material(plan: ThemePlan, material: MergedMaterial) -> BlankMaterial:
    matters = {use.matter for use in material.uses}
    return BlankMaterial(
        plan.catalogue.document_name(material.key.document),
        plan.catalogue.subject_name(material.key.subject),
        _only_for(plan, matters),
        material.deferrable,
    )


def _only_for(plan: ThemePlan, matters: Collection[str]) -> tuple[int, ...]:
    """Return the places of the matters that ask, unless the theme has no other."""
    places = tuple(place for place, code in enumerate(plan.matters, start=1) if code in matters)
    return places if len(places) < len(plan.matters) else ()
