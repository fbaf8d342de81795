"""What is filled in for the people of a scenario is the same wherever it is asked."""

from pathlib import Path

from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.training.filling import filled_values
from core.training.scenarios import read_scenario

HAIRDRESSER = Path(__file__).parents[3] / "assets" / "scenarios" / "training" / "T02-1.yaml"


def test_a_scenario_that_names_nobody_fills_in_what_it_says_alone(shipped):
    scenario = read_scenario(HAIRDRESSER)
    nobody = scenario.model_copy(update={"who": {}})
    form = concluded_guide(ThemePlan(shipped.themes["T02"], shipped), scenario.answers).form

    assert filled_values(nobody, form) == scenario.given_values
    assert filled_values(scenario, form).items() > scenario.given_values.items()
