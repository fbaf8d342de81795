"""Scenarios are played through kiosk, offices and window, and say what came out otherwise."""

import pytest

from building.practice import hall_over
from core.catalogue.packages import read_package
from core.services.trainers import (
    check_scenario,
    play_in_hall,
    read_scenario,
    read_scenario_file,
    scenario_paths,
)
from core.training.models import Accept, Deliver, Grant, LetClocksRun, Withdraw
from db.engine import open_engine
from tests.conftest import ROOT, SHIPPED
from tests.databases import filled_database
from tests.keys import KEYS

FOLDER = ROOT / "assets" / "scenarios"
HAIRDRESSER = FOLDER / "training" / "T02-1.yaml"
FILES = [
    # The second of each theme takes another situation; `make walk` plays it.
    pytest.param(path, id=path.stem, marks=[pytest.mark.walk] if path.stem.endswith("-2") else [])
    for path in scenario_paths(FOLDER)
]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    engine = open_engine(filled_database("sqlite", folder), keyring=KEYS)
    yield hall_over(engine, folder / "files", KEYS)
    engine.dispose()


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def changed(code, **changes):
    """Return the hairdresser's scenario with changes, as another case."""
    return read_scenario(HAIRDRESSER).model_copy(update={"code": code, **changes})


def differing(steps):
    return [(step.say, step.expected, step.actual) for step in steps if not step.same]


@pytest.mark.parametrize("path", FILES)
def test_every_scenario_comes_out_as_it_says(hall, shipped, path):
    file = read_scenario_file(path)

    assert [f for f in check_scenario(file, shipped) if f.severity == "error"] == []
    assert differing(play_in_hall(file.scenario, hall)) == []


def test_what_comes_out_otherwise_is_told(hall):
    scenario = read_scenario(HAIRDRESSER)
    expected = scenario.expected.model_copy(
        update={"due": {"WJ-01": "2026-12-09"}, "states": {"WJ-01": "refused"}}
    )

    assert differing(play_in_hall(changed("otherwise", expected=expected), hall)) == [
        ("scenario.due", {"WJ-01": "2026-12-09"}, {"WJ-01": "2026-12-03"}),
        ("scenario.states", {"WJ-01": "refused"}, {"WJ-01": "delivered"}),
    ]


def test_what_the_rules_refuse_is_told_unless_it_is_expected(hall):
    early = Grant(do="grant", day=0, matters=("WJ-01",))
    expected = read_scenario(HAIRDRESSER).expected.model_copy(
        update={"states": None, "status": None}
    )
    surprised = changed("surprised", steps=(early,), expected=expected)
    warned = changed(
        "warned", steps=(early.model_copy(update={"refused": True}),), expected=expected
    )

    (refusal,) = differing(play_in_hall(surprised, hall))
    assert refusal[:2] == ("scenario.do.grant", "done")
    assert differing(play_in_hall(warned, hall)) == []


def test_days_are_jumped_over_and_silence_accepts(hall):
    steps = (LetClocksRun(do="clock", day=5), LetClocksRun(do="clock", day=6, accepted=1))
    expected = read_scenario(HAIRDRESSER).expected.model_copy(
        update={"states": {"SCJG-01": "received", "WJ-01": "waiting"}, "status": "received"}
    )

    played = play_in_hall(changed("silent", steps=steps, expected=expected), hall)

    assert [step.about for step in played if step.say == "scenario.do.clock"] == [
        "2026-12-08",
        "2026-12-09",
    ]


def test_the_applicant_withdraws_with_the_code_of_the_receipt(hall):
    expected = read_scenario(HAIRDRESSER).expected.model_copy(
        update={"states": {"SCJG-01": "withdrawn"}, "status": "withdrawn"}
    )
    scenario = changed("withdrawn", steps=(Withdraw(do="withdraw"),), expected=expected)

    assert differing(play_in_hall(scenario, hall)) == []


def test_nobody_else_is_handed_the_results(hall):
    steps = (
        Accept(do="accept", day=0, matters=("SCJG-01",)),
        Grant(do="grant", day=1, matters=("SCJG-01",)),
        Deliver(do="deliver", matters=("SCJG-01",), number_end="0000", refused=True),
        Deliver(do="deliver", matters=("SCJG-01",)),
    )
    expected = read_scenario(HAIRDRESSER).expected.model_copy(
        update={"states": {"SCJG-01": "delivered"}, "status": "under_review"}
    )
    papers = {"mat.hygiene_test@premises": "upload", **read_scenario(HAIRDRESSER).papers}

    scenario = changed("other hands", steps=steps, expected=expected, papers=papers)

    assert differing(play_in_hall(scenario, hall)) == []


def test_days_of_the_hall_end_no_session_of_its_staff(hall):
    late = changed("late", begins_on="2027-06-01")

    steps = play_in_hall(late, hall)

    assert [step.actual for step in steps if step.say == "scenario.do.grant"] == ["done", "done"]
