"""Fill in the form of a draft as an applicant would: pages, what follows, every office's form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import Problem
from core.forms.department_forms import DepartmentForm, FormSection
from core.forms.models import MergedField
from core.forms.normalising import values_in_order
from core.forms.pages import FormPage
from core.services.citizens.explain_values import Following, following
from core.services.citizens.plan_form import KioskForm, plan_form
from core.services.designers.rehearse_theme import Rehearsal
from core.services.form_answers import check_values, department_forms, keyed

_MISSING = "required"


@dataclass(frozen=True, slots=True)
class OfficeUse:
    """One place of a department's form that a value goes to, in the department's own words."""

    matter: str
    department: str
    label: str


@dataclass(frozen=True, slots=True)
class PageEntries:
    """What stands on a page: to fill in, what may be left, and what is known already."""

    work: tuple[MergedField, ...] = ()
    left: tuple[MergedField, ...] = ()
    known: tuple[MergedField, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRehearsal:
    """The one form with what was filled in so far, and every department's form beside it.

    ``offices`` are the forms by matter. ``problems`` are about what was filled in; what is still
    missing is none, as nobody hands this form in.
    """

    rehearsal: Rehearsal
    form: KioskForm
    following: Following
    problems: tuple[Problem, ...]
    offices: Mapping[str, DepartmentForm]
    values: Mapping[str, Any] = field(repr=False)

    def entries(self, fields: tuple[MergedField, ...]) -> PageEntries:
        """Sort what is asked once; what waits for another entry stands nowhere yet."""
        known = tuple(merged for merged in fields if str(merged.key) in self._certain(merged))
        asked = [merged for merged in fields if merged not in known and not self._waits(merged)]
        return PageEntries(
            work=tuple(merged for merged in asked if merged.required),
            left=tuple(merged for merged in asked if not merged.required),
            known=known,
        )

    def uses(self, merged: MergedField) -> tuple[OfficeUse, ...]:
        """Return whose forms a value goes to."""
        catalogue = self.rehearsal.preview.catalogue
        ordered = sorted(merged.uses, key=lambda use: use.position)
        return tuple(
            OfficeUse(use.matter, catalogue.office_name(use.matter), use.label) for use in ordered
        )

    def given_by(self, page: FormPage) -> dict[str, frozenset[str]]:
        """Return by matter the fields of its own form that a page gives a value to."""
        given: dict[str, set[str]] = {}
        for use in (use for merged in page.fields for use in merged.uses):
            given.setdefault(use.matter, set()).add(use.field)
        return {matter: frozenset(fields) for matter, fields in given.items()}

    def office_form(self, matter: str, marked: Collection[str]) -> DepartmentForm:
        """Return a department's form; its sections with marked entries come first."""
        form = self.offices[matter]
        sections = sorted(form.sections, key=lambda section: not _has_one_of(section, marked))
        return replace(form, sections=tuple(sections))

    def problems_at(self, place: str, member: int = -1) -> list[Problem]:
        """Return what is wrong at a place, of one member where it has several."""
        return [
            problem
            for problem in self.problems
            if problem.place == place and _concerns(problem, member)
        ]

    def _certain(self, merged: MergedField) -> Mapping[str, Any]:
        return {} if merged.repeats else self.following.certain

    def _waits(self, merged: MergedField) -> bool:
        place = str(merged.key)
        source = self.form.follows.get(place, "")
        return bool(source) and not self.values.get(place) and not self.values.get(source)


def rehearse_form(rehearsal: Rehearsal, values: Mapping[str, Any]) -> FormRehearsal | None:
    """Return the form of a rehearsal with values filled in; none while it cannot be shown."""
    preview = rehearsal.preview
    plan, guide, dates = preview.plan, preview.guide, preview.dates
    if guide is None or dates is None or rehearsal.question is not None:
        return None
    today = dates.accepted_on
    given = keyed(values)
    form = plan_form(plan, guide, values=given)
    if not form.pages:
        return None
    follows = following(plan, guide, given, today=today)
    clock = {place: it.value for place, it in follows.certain.items() if it.by_clock}
    filled = keyed({**values, **clock})
    found = check_values(plan, guide, values_in_order(guide.form, filled), today=today)
    return FormRehearsal(
        rehearsal=rehearsal,
        form=form,
        following=follows,
        problems=tuple(problem for problem in found if problem.rule != _MISSING),
        offices=department_forms(plan, guide, filled),
        values=dict(values),
    )


def _has_one_of(section: FormSection, marked: Collection[str]) -> bool:
    return any(part.field in marked for part in section.parts)


def fewest_members(form: KioskForm, group: str) -> int:
    """Return how many members a group has at least: one, if some office wants at least one."""
    fields = [merged for merged in form.fields if merged.repeats and merged.key.subject == group]
    return int(not all(merged.may_be_empty for merged in fields))


def _concerns(problem: Problem, member: int) -> bool:
    """Say whether a problem is about this member; one that names none is about all of them."""
    number = dict(problem.params).get("member")
    return number is None or number == str(member + 1)
