"""A case that has ended becomes a scenario of made-up people, in which nothing of it is left."""

import pytest

from core.errors import CaseNotConcludedError
from core.services.trainers import check_scenario, play_in_hall, play_to_case, read_scenario
from core.services.trainers.anonymise_case import anonymise_case
from core.services.trainers.record_case import scenario_text
from core.training.leftovers import as_searched
from core.training.models import NOBODY
from core.training.scenarios import read_scenario_text, scenario_paths
from tests.conftest import ROOT
from tests.staffing import filled_hall

FOLDER = ROOT / "assets" / "scenarios" / "training"
CHEAP = {"T02-1", "T06-2"}  # an inspection and what comes later; a correction and a charge
FILES = [
    pytest.param(path, id=path.stem, marks=[] if path.stem in CHEAP else [pytest.mark.walk])
    for path in scenario_paths(FOLDER)
]


@pytest.fixture(scope="module")
def hall():
    with filled_hall() as hall:
        yield hall


@pytest.mark.parametrize("path", FILES)
def test_nothing_of_a_case_is_left_and_it_plays_to_the_same(hall, shipped, path):
    scenario = read_scenario(path)
    _, number = play_to_case(scenario, hall)
    walked = hall.walked(number)

    made = anonymise_case(walked, hall.calendar, f"N-{path.stem}")

    text = scenario_text(made.anonymous.scenario)
    file = read_scenario_text("made.yaml", text.encode(), NOBODY)
    assert (made.anonymous.left, made.left_out) == ((), ())
    assert not [name for name in scenario.cast.people if name in text]
    assert as_searched(number) not in as_searched(text)
    assert [f for f in check_scenario(file, shipped) if f.severity == "error"] == []
    assert [step for step in play_in_hall(file.scenario, hall) if not step.same] == []
    assert file.scenario.expected.states == walked.states


def test_a_case_in_which_something_is_still_to_happen_stays_where_it_is(hall):
    scenario = read_scenario(FOLDER / "T02-1.yaml")
    expected = scenario.expected.model_copy(update={"states": None, "status": None})
    begun = scenario.model_copy(update={"code": "begun", "steps": (), "expected": expected})
    _, number = play_to_case(begun, hall)

    with pytest.raises(CaseNotConcludedError):
        anonymise_case(hall.walked(number), hall.calendar, "N")
