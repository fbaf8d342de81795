"""The same scenario as separate matters and as one theme: the difference is told exactly."""

import pytest

from core.catalogue.packages import read_package
from core.services.trainers import compare_with_theme
from core.training.comparing import same_persons
from core.training.scenarios import read_scenario, scenario_paths
from tests.conftest import ROOT, SHIPPED

FOLDER = ROOT / "assets" / "scenarios"
FILES = [pytest.param(path, id=path.stem) for path in scenario_paths(FOLDER)]


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.mark.parametrize("path", FILES)
def test_what_falls_away_has_its_causes_and_nothing_is_left_over(shipped, path):
    scenario = read_scenario(path)

    compared = compare_with_theme(scenario, shipped)

    for fall in (compared.entries, compared.materials):
        assert fall.before - sum(fall.causes.values()) == fall.left
    assert sum(matter.entries for matter in compared.matters) == compared.entries.before
    assert sum(matter.materials for matter in compared.matters) == compared.materials.before
    assert sum(matter.trips for matter in compared.matters) == compared.trips.before
    assert sum(matter.working_days for matter in compared.matters) == compared.days_before


def test_whoever_has_several_roles_in_the_scenario_is_asked_once(shipped):
    alone = read_scenario(FOLDER / "training" / "T02-1.yaml")
    another = {"who": {**alone.who, "liaison": "吴清明"}, "parties": {"contact": "principal"}}
    apart = alone.model_copy(update=another)

    together = compare_with_theme(alone, shipped).entries.left

    assert same_persons(alone) == {"contact": "principal", "liaison": "principal"}
    assert compare_with_theme(apart, shipped).entries.left > together


def test_each_theme_is_played_at_least_twice_and_what_was_published_stands_in_seven_stories():
    scenarios = [read_scenario(path) for path in scenario_paths(FOLDER / "training")]
    themes = [scenario.theme for scenario in scenarios]

    assert set(themes) == {f"T{number:02}" for number in range(1, 13)}
    assert min(themes.count(theme) for theme in themes) == 2
    assert sum(bool(scenario.published) for scenario in scenarios) == 7
