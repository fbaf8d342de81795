"""Record a case that was walked through kiosk and offices as a scenario that plays again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.cases.models import Application, Case
from core.cases.paper_forms import SHEET
from core.cases.signatures import RECEIVED
from core.ports import Stores
from core.review.matter_reviews import matter_reviews
from core.review.models import Correction
from core.services.citizens.date_application import days_of_handing_in
from core.services.citizens.plan_form import FormChoices, KioskForm, plan_form
from core.services.review_steps import ReviewRules
from core.services.theme_plans import PlanShelf
from core.services.trainers.recorded_steps import recorded_steps
from core.themes.dating import dated
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import join_plan
from core.training.filling import filled_values
from core.training.models import NOBODY, Cast, Expected, ExpectedCounts, Scenario
from core.training.writing import scenario_text
from core.working_days import WorkingCalendar, day_of

__all__ = [
    "RecordedScenario",
    "Title",
    "WalkedCase",
    "record_case",
    "scenario_text",
    "walked_case",
    "with_words_of",
]

_NAME = "per.name"


@dataclass(frozen=True, slots=True)
class WalkedCase:
    """A case with all that a scenario is read from. ``states`` is where each matter stands."""

    case: Case
    corrections: tuple[Correction, ...]
    plan: ThemePlan
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Title:
    """What a scenario goes by, and what is said about it."""

    code: str
    title: str
    story: str = ""


@dataclass(frozen=True, slots=True)
class RecordedScenario:
    """A scenario read from a case.

    ``left_out`` are entries of the history that no step of a scenario stands for, so that playing
    it may come out otherwise.
    """

    scenario: Scenario
    left_out: tuple[str, ...]


def walked_case(stores: Stores, number: str, *, rules: ReviewRules, plans: PlanShelf) -> WalkedCase:
    """Return a case with all that a scenario is read from.

    Raises:
        CaseNotFoundError: If there is no such case.
    """
    case = stores.cases.get(number)
    application = case.application
    planned = plans.pinned(stores, application.theme_code, application.theme_version)
    reviews = matter_reviews(case.outline, rules.terms(stores, case.outline))
    return WalkedCase(
        case,
        tuple(stores.corrections.of(number)),
        planned.plan,
        {code: str(reviews[code].state) for code in case.matters},
    )


def record_case(
    walked: WalkedCase, calendar: WorkingCalendar, title: Title, cast: Cast = NOBODY
) -> RecordedScenario:
    """Return a case as a scenario: what was handed in, what happened, and what came of it.

    People whom the cast knows are named in ``who``, so that only what is not theirs is written
    out. What was fetched is fetched again where the cast has licences.
    """
    case, application = walked.case, walked.case.application
    plan = join_plan(walked.plan, application.answers, application.parties)
    guide = concluded_guide(plan, application.answers)
    form = plan_form(plan, guide, choices=FormChoices(application.on_paper, application.instead))
    recorded = recorded_steps(case, walked.corrections, calendar)
    scenario = Scenario(
        format=2,
        code=title.code,
        title=title.title,
        story=title.story,
        theme=application.theme_code,
        answers=_as_read(application.answers),
        begins_on=day_of(case.received_at).isoformat(),
        who=_who(application, cast),
        parties=dict(application.parties),
        papers=_papers(application, form),
        instead=dict(application.instead),
        on_paper=tuple(application.on_paper),
        fetches=bool(application.fetched and cast.licences),
        steps=recorded.steps,
        cast=cast,
    )
    expected = _expected(walked, guide, form, calendar)
    if scenario.fetches:
        expected = expected.model_copy(update={"fetched": len(application.fetched)})
    values = _own_values(scenario, application, guide, form)
    found = {"values": values, "expected": expected}
    return RecordedScenario(scenario.model_copy(update=found), recorded.left_out)


def with_words_of(recorded: RecordedScenario, source: Scenario) -> RecordedScenario:
    """Return a recorded scenario with the words of the one that was played."""
    kept = {name: getattr(source, name) for name in ("notes", "published", "source")}
    return replace(recorded, scenario=recorded.scenario.model_copy(update=kept))


def _as_read(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given as a file says it: several are a tuple."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
    }


def _who(application: Application, cast: Cast) -> dict[str, str | tuple[str, ...]]:
    """Return the roles that are held by people whom the cast knows."""
    held: dict[str, str | tuple[str, ...]] = {}
    for place, value in application.values.items():
        element, _, role = place.partition("@")
        names = tuple(value) if isinstance(value, list | tuple) else (value,)
        if element == _NAME and names and all(name in cast.people for name in names):
            held[role] = names if isinstance(value, list | tuple) else names[0]
    return held


def _own_values(
    scenario: Scenario, application: Application, guide: Guide, form: KioskForm
) -> dict[str, Any]:
    """Return the values that the cast does not say; one that it should not say is empty."""
    known = filled_values(scenario, filter(form.is_work, form.fields))
    clocked = days_of_handing_in(guide, date.fromisoformat(scenario.begins_on)).keys()
    asked = set(map(str, guide.form_by_key))
    written = {
        place: value
        for place, value in application.values.items()
        if place not in clocked and known.get(place) != value
    }
    left_empty = [place for place in known if place in asked and place not in application.values]
    return _as_read(written) | dict.fromkeys(left_empty)


def _papers(application: Application, form: KioskForm) -> dict[str, Any]:
    """Return how each material was given, in the order of the list."""
    ways: dict[str, str] = {
        str(upload.key): "upload"
        for upload in application.uploads
        if upload.document not in (RECEIVED, SHEET)  # taken at the window, of no matter
    }
    ways |= dict.fromkeys(application.templates, "template")
    ways |= dict.fromkeys(application.deferred, "later")
    listed = {material.code: ways.pop(material.code, "") for material in form.materials}
    return {code: way for code, way in {**listed, **ways}.items() if way}


def _expected(
    walked: WalkedCase, guide: Guide, form: KioskForm, calendar: WorkingCalendar
) -> Expected:
    case, schedule = walked.case, guide.schedule
    dates = dated(schedule, calendar, day_of(case.received_at))
    due = {review.matter: review.due.isoformat() for review in dates.reviews}
    named = (case.applicant_name, walked.plan.theme.name)
    return Expected(
        matters=guide.matters,
        fields=_counts(guide.fields_count),
        materials=_counts(guide.materials_count),
        trips=_counts(guide.trips),
        working_days=schedule.working_days,
        serial_days=schedule.serial_working_days,
        papers_to_give=len(form.materials),
        receipt_says=tuple(name for name in named if name),
        due={code: due[code] for code in guide.matters if code in due},
        states={code: walked.states[code] for code in case.matters},
        status=str(case.status),
    )


def _counts(counted: Any) -> ExpectedCounts:
    return ExpectedCounts(before=counted.before, after=counted.after)
