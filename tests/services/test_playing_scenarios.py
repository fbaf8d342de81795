"""Scenarios are played through kiosk, offices and window, and say what came out otherwise."""

import pytest

from core.services.trainers import (
    check_scenario,
    play_in_hall,
    play_to_case,
    read_scenario,
    read_scenario_file,
    scenario_paths,
)
from core.services.trainers.record_case import Title, record_case, scenario_text
from core.training.models import Accept, Deliver, Grant, LetClocksRun, Supply, Withdraw
from core.training.scenarios import PEOPLE
from tests.conftest import ROOT
from tests.staffing import filled_hall

FOLDER = ROOT / "assets" / "scenarios"
HAIRDRESSER = FOLDER / "training" / "T02-1.yaml"
CHEAP = {"T02-1", "T06-2"}  # an inspection and what comes later; a correction and a charge
REPLAYED = [
    pytest.param(path.stem, marks=[] if path.stem in CHEAP else [pytest.mark.walk])
    for path in scenario_paths(FOLDER / "training")
]
FILES = [
    # Others of each theme take another situation; `make walk` plays them, and silence always.
    pytest.param(path, id=path.stem, marks=[pytest.mark.walk] if path.stem.endswith("-2") else [])
    for path in scenario_paths(FOLDER)
]


@pytest.fixture(scope="module")
def hall():
    with filled_hall() as hall:
        yield hall


def changed(code, **changes):
    """Return the hairdresser's scenario with changes, as another case."""
    return read_scenario(HAIRDRESSER).model_copy(update={"code": code, **changes})


def differing(steps):
    return [(step.say, step.expected, step.actual) for step in steps if not step.same]


def recorded_from(hall, number, scenario):
    title = Title(scenario.code, scenario.title, scenario.story)
    recorded = record_case(hall.walked(number), hall.calendar, title, scenario.cast)
    assert recorded.left_out == ()
    return recorded.scenario


def said_by(expected):
    """Return what is expected, but for what the receipt says: a record has it named always."""
    return expected.model_dump(exclude_none=True, exclude={"receipt_says"})


def written_and_read(folder, scenario):
    (folder / PEOPLE).write_text((HAIRDRESSER.parent / PEOPLE).read_text("utf-8"), "utf-8")
    path = folder / "recorded.yaml"
    path.write_text(scenario_text(scenario), "utf-8")
    return read_scenario_file(path).scenario


@pytest.mark.parametrize("path", FILES)
def test_every_scenario_comes_out_as_it_says_and_is_recorded_so(hall, shipped, path, tmp_path):
    file = read_scenario_file(path)

    assert [f for f in check_scenario(file, shipped) if f.severity == "error"] == []
    steps, number = play_to_case(file.scenario, hall)
    assert differing(steps) == []
    recorded = recorded_from(hall, number, file.scenario)
    assert said_by(recorded.expected).items() >= said_by(file.scenario.expected).items()
    assert written_and_read(tmp_path, recorded).model_dump() == recorded.model_dump()


@pytest.mark.parametrize("code", REPLAYED)
def test_what_was_recorded_plays_to_the_same_and_is_recorded_the_same(hall, tmp_path, code):
    scenario = read_scenario(HAIRDRESSER.with_name(f"{code}.yaml"))
    again = scenario.model_copy(update={"code": f"{code} again"})
    _, number = play_to_case(again, hall)
    recorded = recorded_from(hall, number, scenario)

    once_more = written_and_read(tmp_path, recorded).model_copy(update={"code": f"{code} more"})
    steps, number = play_to_case(once_more, hall)

    assert differing(steps) == []
    assert recorded_from(hall, number, scenario) == recorded


def test_people_nobody_knows_are_written_out(hall, tmp_path):
    scenario = changed("unknown people")
    _, number = play_to_case(scenario, hall)
    title = Title("X1", "店主")

    recorded = record_case(hall.walked(number), hall.calendar, title).scenario

    assert recorded.who == {}
    assert recorded.values["per.name@principal"] == "林秋月"
    steps = play_in_hall(written_and_read(tmp_path, recorded), hall)
    assert differing(steps) == []


def test_a_place_left_empty_stays_empty_although_the_people_know_it(hall):
    values = {**read_scenario(HAIRDRESSER).values, "org.tel@subject": None}
    scenario = changed("left empty", values=values)

    steps = play_in_hall(scenario, hall)

    (problems,) = [step for step in steps if step.say == "scenario.problems"]
    assert (problems.actual, problems.about) == (1, "org.tel@subject")


def test_what_is_not_owed_is_told_where_it_is_handed_in(hall):
    supply = Supply(do="supply", materials=("mat.owner_consent_sign@premises",))
    expected = read_scenario(HAIRDRESSER).expected.model_copy(
        update={"states": None, "status": None}
    )

    (step,) = differing(play_in_hall(changed("owes", steps=(supply,), expected=expected), hall))

    assert step[:2] == ("scenario.do.supply", "done")


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
