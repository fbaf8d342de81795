"""Trainers see the scenarios with what they save, play them, and see nothing else."""

from dataclasses import replace

import pytest

from adapters.handout_writing import FileHandoutWriter
from adapters.printing import PaperPrinter
from core.services.acting import StaffContext
from core.services.trainers import TrainWithScenarios, read_scenario_file
from core.staff.models import Role
from tests.conftest import ROOT
from tests.pages.designer.screens import Screen
from tests.services.test_permissions import set_roles
from tests.staffing import filled_hall

HAIRDRESSER = read_scenario_file(ROOT / "assets" / "scenarios" / "training" / "T02-1.yaml")


@pytest.fixture
def training(office):
    """A room for trainers with one scenario, played over a database that is filled already."""

    set_roles(office, "policy", [Role.TRAINER])
    context = StaffContext(office.transaction, office.clock)

    def room(*files):
        use_cases = TrainWithScenarios(
            context,
            read=lambda: files,
            open_hall=filled_hall,
            writer=FileHandoutWriter(PaperPrinter()),
        )
        offered = replace(office, training=use_cases)
        screen = Screen(offered)
        screen.office = offered
        screen.log_in("policy")
        return screen

    return room


def test_a_trainer_lands_on_the_picture_of_a_scenario(training):
    screen = training(HAIRDRESSER)

    assert screen.title == "情景演练"
    assert "开一家理发店" in screen.html
    assert "<b>71</b>" in screen.html
    assert "报道没有说怎么数" in screen.html
    assert "先问清楚情形" in screen.html


def test_before_and_after_fill_the_screen_and_can_be_taken_along(training):
    screen = training(HAIRDRESSER)
    assert "分钟" in screen.html

    screen.press("projector")
    assert not screen.has("play")
    assert "<b>71</b>" in screen.html
    screen.press("projector_end")

    assert screen.has("play")
    session = screen.workspace.session
    pdf = screen.office.training.compared_file(session, "T02-1", form="pdf")
    assert pdf.startswith(b"%PDF")


def test_a_scenario_is_played_by_one_press(training):
    screen = training(HAIRDRESSER)

    screen.press("play")

    assert "步都和写的一样" in screen.html
    assert "2026-12-03 SCJG-01、WJ-01" in screen.html


def test_a_scenario_that_no_longer_fits_says_where_and_shows_no_figures(training):
    answers = {**HAIRDRESSER.scenario.answers, "premises_tenure": "租借"}
    scenario = HAIRDRESSER.scenario.model_copy(update={"answers": answers})

    screen = training(replace(HAIRDRESSER, scenario=scenario))

    assert any("租赁" in alert and "T02-1.yaml:" in alert for alert in screen.alerts)
    assert "<b>71</b>" not in screen.html
