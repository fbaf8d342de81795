"""Change a scenario as a form does: title, story, answers, notes, and what is expected."""

from collections.abc import Mapping
from typing import Any

from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.training.models import ExpectedCounts, Scenario, StageNotes


def edited_scenario(
    scenario: Scenario,
    *,
    title: str,
    story: str,
    answers: Mapping[str, Any],
    notes: Mapping[str, str],
) -> Scenario:
    """Return a scenario with what a form says; a question without an answer is left out.

    Notes make it one of format 2. A number that is whole is written as such.
    """
    kept = {code: answer for code, answer in scenario.answers.items() if code not in answers}
    given = {code: _plain(answer) for code, answer in answers.items() if answer is not None}
    has_notes = any(notes.values())
    changes: dict[str, Any] = {
        "title": title.strip() or scenario.title,
        "story": story,
        "answers": {**_in_order(scenario, given), **kept},
        "notes": StageNotes(**notes),
        "format": 2 if has_notes else scenario.format,
    }
    return scenario.model_copy(update=changes)


def with_papers(scenario: Scenario, given: Mapping[str, str | None]) -> Scenario:
    """Return a scenario that gives materials as a form says; nothing said is not given."""
    papers = {**scenario.papers, **given}
    said = {code: way for code, way in papers.items() if way}
    return scenario.model_copy(update={"papers": said})


def with_value(scenario: Scenario, place: str, value: Any) -> Scenario:
    """Return a scenario that writes a value; without one, what its made-up people write."""
    others = {known: it for known, it in scenario.values.items() if known != place}
    values = others if value is None else {**scenario.values, place: value}
    return scenario.model_copy(update={"values": values})


def with_people(scenario: Scenario, who: Mapping[str, tuple[str, ...]]) -> Scenario:
    """Return a scenario whose roles are held by made-up people; it is one of format 2."""
    held = {role: names[0] if len(names) == 1 else names for role, names in who.items() if names}
    kept = {role: it for role, it in scenario.who.items() if role not in who}
    people: dict[str, str | tuple[str, ...]] = {**kept, **held}
    if people == dict(scenario.who):
        return scenario
    return scenario.model_copy(update={"who": people, "format": 2})


def _in_order(scenario: Scenario, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers in the order in which the scenario has them, new ones after those."""
    known = {code: given[code] for code in scenario.answers if code in given}
    return {**known, **given}


def _plain(answer: Any) -> Any:
    return int(answer) if isinstance(answer, float) and answer.is_integer() else answer


def expecting_guide(scenario: Scenario, plan: ThemePlan) -> Scenario:
    """Return a scenario that expects of matters, counts and days what the guide says now.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    guide = concluded_guide(plan, dict(scenario.answers))
    fields, materials, trips = guide.fields_count, guide.materials_count, guide.trips
    pairs = {
        "fields": ExpectedCounts(before=fields.before, after=fields.after),
        "materials": ExpectedCounts(before=materials.before, after=materials.after),
        "trips": ExpectedCounts(before=trips.before, after=trips.after),
    }
    days = {
        "working_days": guide.schedule.working_days,
        "serial_days": guide.schedule.serial_working_days,
    }
    expected = scenario.expected.model_copy(update={"matters": guide.matters, **pairs, **days})
    return scenario.model_copy(update={"expected": expected})
