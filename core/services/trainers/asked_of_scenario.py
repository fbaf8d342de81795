"""What the guide asks of the people of a scenario, for a form that offers only that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import InvalidAnswersError, InvalidPartiesError
from core.forms.models import MergedField
from core.services.citizens.plan_form import FormChoices, KioskForm, MaterialToGive, plan_form
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import join_plan
from core.training.filling import filled_values
from core.training.models import Scenario

_PERSONAL = "per."


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A material for the applicant to give, and the ways in which a scenario may give it."""

    code: str
    name: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """A place of the one form; ``known`` is what the made-up people write there by themselves."""

    field: MergedField
    known: Any

    @property
    def place(self) -> str:
        """Return ``element@subject``."""
        return str(self.field.key)


@dataclass(frozen=True, slots=True)
class AskedRole:
    """A role about which the form asks; ``repeats`` says that several people may hold it."""

    code: str
    name: str
    repeats: bool


@dataclass(frozen=True, slots=True)
class AskedOfScenario:
    """Matters in force, papers, entries and roles. Names are those of the catalogue.

    ``subjects`` are what entries are about, in the order of the form, ``places`` what a
    notice of correction may name.
    """

    matters: Mapping[str, str]
    papers: tuple[AskedPaper, ...]
    entries: tuple[AskedEntry, ...]
    roles: tuple[AskedRole, ...]
    subjects: Mapping[str, str]
    people: tuple[str, ...]

    @property
    def places(self) -> dict[str, str]:
        """Return the name of everything that is filled in or given."""
        entries = {
            it.place: f"{it.field.label}（{self.subjects[it.field.key.subject]}）"
            for it in self.entries
        }
        return {**{paper.code: paper.name for paper in self.papers}, **entries}


def asked_of_scenario(scenario: Scenario, plan: ThemePlan) -> AskedOfScenario | None:
    """Return what is asked of a scenario; nothing as long as its answers do not fit."""
    answers = dict(scenario.answers)
    try:
        plan = join_plan(plan, answers, dict(scenario.parties))
        guide = concluded_guide(plan, answers)
    except (InvalidAnswersError, InvalidPartiesError):
        return None
    form = plan_form(plan, guide, choices=FormChoices(scenario.on_paper, dict(scenario.instead)))
    return _asked(scenario, plan, guide, form)


def _asked(scenario: Scenario, plan: ThemePlan, guide: Guide, form: KioskForm) -> AskedOfScenario:
    catalogue = plan.catalogue
    entries = tuple(_entries(scenario, form))
    subjects = dict.fromkeys(entry.field.key.subject for entry in entries)
    roles = dict.fromkeys(
        entry.field.key.subject
        for entry in entries
        if entry.field.key.element.startswith(_PERSONAL)
    )
    return AskedOfScenario(
        matters={code: catalogue.matter_name(code) for code in guide.matters},
        papers=tuple(AskedPaper(it.code, it.name, _ways(it)) for it in form.materials),
        entries=entries,
        roles=tuple(
            AskedRole(role, catalogue.subject_name(role), catalogue.repeats(role))
            for role in {**roles, **dict.fromkeys(scenario.who)}
        ),
        subjects={code: catalogue.subject_name(code) for code in subjects},
        people=tuple(scenario.cast.people),
    )


def _entries(scenario: Scenario, form: KioskForm) -> Iterator[AskedEntry]:
    own = scenario.model_copy(update={"values": {}})
    fields = [it for it in form.fields if str(it.key) not in form.spared_places]
    known = filled_values(own, filter(form.is_work, fields))
    for field in fields:
        yield AskedEntry(field, known.get(str(field.key)))


def _ways(material: MaterialToGive) -> tuple[str, ...]:
    template = ("template",) if material.has_template else ()
    later = ("later",) if material.may_come_later else ()
    return ("upload", *template, *later)
