"""The same scenario as separate matters, each with its own form, beside the theme (前后对比)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.themes.guides import Guide, guide_situation, guide_theme
from core.themes.measuring import Trips, count_trips
from core.themes.plans import ThemePlan
from core.themes.saving import Fall, entries_fall, materials_fall
from core.themes.who_is_who import WhoIsWho
from core.training.models import PublishedFigure, Scenario


@dataclass(frozen=True, slots=True)
class SeparateMatter:
    """One matter as its own office does it: a form, materials, trips and days of its own."""

    matter: str
    name: str
    department: str
    entries: int
    materials: int
    trips: int
    working_days: int


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """What a scenario costs the applicant, matter by matter and as one theme.

    ``left`` of entries and materials is what these very people are asked: whoever has several
    roles in the scenario is asked once. ``days_after`` is none where matters wait for each other.
    ``published`` stands beside what is counted, never in its place.
    """

    matters: tuple[SeparateMatter, ...]
    entries: Fall
    materials: Fall
    trips: Trips
    days_before: int
    days_after: int | None
    published: tuple[PublishedFigure, ...]


def compare_scenario(scenario: Scenario, plan: ThemePlan) -> ScenarioComparison:
    """Return what the people of a scenario are spared.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    guide = guide_theme(plan, dict(scenario.answers))
    who = WhoIsWho(plan, guide)
    together = who.plan_with(who.allowed(same_persons(scenario)))
    schedule = guide.schedule
    return ScenarioComparison(
        matters=tuple(_separate(plan, guide, code) for code in guide.matters),
        entries=entries_fall(guide, guide_situation(together, guide.situation)),
        materials=materials_fall(guide),
        trips=guide.trips,
        days_before=schedule.serial_working_days,
        days_after=None if schedule.stuck else schedule.working_days,
        published=scenario.published,
    )


def same_persons(scenario: Scenario) -> Mapping[str, str]:
    """Return which role is held by the person of which earlier role, as the scenario has it."""
    first: dict[str, str] = {}
    same = dict(scenario.parties)
    for role, name in scenario.who.items():
        if isinstance(name, str) and first.setdefault(name, role) != role:
            same.setdefault(role, first[name])
    return same


def _separate(plan: ThemePlan, guide: Guide, code: str) -> SeparateMatter:
    matter = plan.matters[code].matter
    materials = Counter(use.matter for use in guide.requirements)
    return SeparateMatter(
        matter=code,
        name=matter.name,
        department=plan.catalogue.department_name(matter.department),
        entries=len(guide.uses[code]),
        materials=materials[code],
        trips=count_trips([matter]).before,
        working_days=matter.committed_days,
    )
