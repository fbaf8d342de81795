"""Scenarios are presented stop by stop; what the script leads to is what playing it leads to."""

from collections import Counter
from datetime import date, datetime
from threading import Thread

import pytest

from adapters.position_files import FilePositions
from building.practice import hall_over
from core.errors import ScenarioUnfitError, ServiceError
from core.services.trainers import read_scenario, scenario_paths
from core.services.trainers.present_scenario import PresentScenario
from core.services.trainers.scenario_applications import application_from
from core.services.trainers.write_script import write_script
from core.training.models import Grant
from core.training.positions import PlayingPace
from core.training.presenting import StopDesk, TouchKind, matters_of_acts, next_note, stop_at
from core.working_days import ZONE
from db.engine import open_engine
from tests.conftest import ROOT
from tests.databases import filled_database
from tests.keys import KEYS

FOLDER = ROOT / "assets" / "scenarios"
HAIRDRESSER = read_scenario(FOLDER / "training" / "T02-1.yaml")
IN_BRIEF = {"T02-1", "T04-1", "T08-2"}
"""A hairdresser; an answer that nobody asks for; a scenario without papers. `make walk`: all."""
FILES = [
    pytest.param(path, id=path.stem, marks=[] if path.stem in IN_BRIEF else [pytest.mark.walk])
    for path in scenario_paths(FOLDER)
]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("presented")
    engine = open_engine(filled_database("sqlite", folder), keyring=KEYS)
    yield hall_over(engine, folder / "files", KEYS)
    engine.dispose()


class Wall:
    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def presenting(hall, tmp_path, wall, request):
    """Return a presentation of the hairdresser that has begun."""
    return begun(hall, tmp_path, wall, run=request.node.name)


def begun(hall, folder, wall, *, run, scenario=HAIRDRESSER, generation="g-1"):
    hall.clock.jump_to(datetime(2026, 11, 30, 9, tzinfo=ZONE))
    service = PresentScenario(
        hall,
        FilePositions(folder / "presentation.json"),
        find=lambda code, _: {scenario.code: scenario}[code],
        generation=generation,
        seconds=wall,
    )
    service.begin(scenario.code, run=run, key="the presenter's key")
    return service


def to_the_end(service):
    shown = service.shown()
    while not shown.is_last:
        service.go_on(shown.position.revision)
        shown = service.shown()
    return shown


def standing(hall, service, shown):
    case = service.case(shown.position)
    tracked = hall.kiosk.tracking.look(service.credentials(case))
    return {code: str(it.state) for code, it in zip(case.matters, tracked.progress, strict=True)}


def without_signatures(values):
    return {place: value for place, value in values.items() if not place.startswith("case.sign@")}


@pytest.mark.parametrize("path", FILES)
def test_a_script_touches_everything_once_and_ends_with_what_playing_hands_in(hall, path):
    scenario = read_scenario(path)
    day = date.fromisoformat(scenario.begins_on)
    hall.clock.jump_to(datetime(day.year, day.month, day.day, 9, tzinfo=ZONE))
    version = next(t.version for t in hall.kiosk.consulting.themes() if t.code == scenario.theme)
    played = application_from(
        scenario, hall.kiosk, version, submission_key=scenario.code, channel="training"
    )

    script = write_script(scenario, hall.kiosk, hall.calendar, submission_key=scenario.code)

    stops = [presented.stop for presented in script]
    touched = Counter(
        (touch.kind, touch.place)
        for stop in stops
        for touch in stop.touches
        if touch.kind not in {TouchKind.BUTTON, TouchKind.CONSENT, TouchKind.STEP}
    )
    assert {what for what, times in touched.items() if times > 1} == set()
    presented = script[-1].draft.application()
    prepare = hall.kiosk.handing_in.prepare
    guide = prepare(presented).guide
    answers = [place for kind, place in touched if kind is TouchKind.ANSWER]
    assert answers == list(presented.answers)
    assert presented.answers.items() <= dict(played.answers).items()
    assert guide.matters == prepare(played).guide.matters
    assert set(scenario.papers) == {p for kind, p in touched if kind is TouchKind.PAPER}
    entries = {place for kind, place in touched if kind is TouchKind.ENTRY}
    filled = next(it.draft for it in reversed(script) if it.stop.stage == "form")
    form = hall.kiosk.filling.form(
        scenario.theme, version, filled.answers, filled.values, parties=filled.parties
    )
    work = {str(field.key) for field in form.fields if form.is_work(field)}
    assert entries >= (work - filled.fetched.keys()) & filled.values.keys()
    assert presented.fetched.keys() == played.fetched.keys()
    known = hall.kiosk.filling.form(
        scenario.theme, version, played.answers, parties=played.parties
    ).known
    followed = {place: known[place] for place in presented.values.keys() - played.values.keys()}
    assert presented.values == without_signatures(played.values) | followed
    assert presented.parties == played.parties
    assert Counter(presented.uploads) == Counter(played.uploads)
    assert set(presented.deferred) == set(played.deferred)
    assert set(presented.templates) == set(played.templates)
    assert [stop.matters for stop in stops if stop.is_of_case] == [
        matters for step in scenario.steps for matters in matters_of_acts(step)
    ]
    assert sum(stop.hands_in for stop in stops) == 1


def test_by_next_alone_the_hairdresser_gets_the_licences(hall, presenting):
    shown = to_the_end(presenting)

    assert standing(hall, presenting, shown) == HAIRDRESSER.expected.states
    assert (shown.stop.stage, shown.stop.on, shown.stop.day) == ("end", "2026-12-03", 2)
    assert str(hall.clock().date()) == "2026-12-03"


def test_back_and_jump_lose_nothing_and_take_nothing_back(hall, presenting):
    shown = presenting.shown()
    review = next(n for n, stop in enumerate(shown.stops) if stop.stage == "review")
    before = shown.script[review].draft

    presenting.jump(review, shown.position.revision)
    assert presenting.case(presenting.position()) is None
    at_granted = next(n for n, stop in enumerate(shown.stops) if stop.stage == "grant") + 1
    granted = presenting.jump(at_granted, presenting.position().revision)
    case = presenting.case(granted)
    back = presenting.jump(review, granted.revision)
    shown = presenting.shown()

    assert (shown.current.draft, shown.is_done) == (before, True)
    assert presenting.case(back).number == case.number
    assert standing(hall, presenting, shown)["SCJG-01"] == "granted"
    shown = to_the_end(presenting)
    assert presenting.case(shown.position).number == case.number
    assert standing(hall, presenting, shown) == HAIRDRESSER.expected.states


def test_two_presses_of_one_stop_move_once(presenting):
    revision = presenting.position().revision
    presses = [Thread(target=presenting.go_on, args=(revision,)) for _ in range(8)]

    for press in presses:
        press.start()
    for press in presses:
        press.join()

    assert presenting.position().at == 1


def test_stops_go_on_by_themselves_at_their_pace_until_a_hand_takes_over(presenting, wall):
    presenting.play(True, PlayingPace.QUICK)
    wall.at += 2
    assert presenting.go_on_if_due().at == 0
    wall.at += 1
    assert presenting.go_on_if_due().at == 1

    taken = presenting.take_over(None, presenting.position().revision)
    wall.at += 60

    assert (presenting.go_on_if_due().at, taken.is_taken_over) == (1, True)
    assert not presenting.go_on(presenting.position().revision).is_taken_over


def test_what_the_rules_refuse_stops_there_and_is_told(hall, tmp_path, wall):
    early = Grant(do="grant", day=0, matters=("WJ-01",))
    service = begun(
        hall,
        tmp_path,
        wall,
        run="refused",
        scenario=HAIRDRESSER.model_copy(update={"steps": (early,)}),
    )
    shown = service.shown()
    granting = len(shown.script) - 2

    with pytest.raises(ServiceError):
        service.jump(granting + 1, shown.position.revision)

    assert (service.position().at, service.position().done) == (granting, granting)
    refused = HAIRDRESSER.model_copy(
        update={"steps": (early.model_copy(update={"refused": True}),)}
    )
    expected = begun(hall, tmp_path, wall, run="expected", scenario=refused)
    assert to_the_end(expected).is_last


def test_a_room_that_was_begun_anew_is_presented_from_the_first_stop(hall, tmp_path, wall):
    before = begun(hall, tmp_path, wall, run="anew")
    before.jump(5, before.position().revision)
    after = PresentScenario(
        hall,
        FilePositions(tmp_path / "presentation.json"),
        find=lambda *_: HAIRDRESSER,
        generation="g-2",
        seconds=wall,
    )

    position = after.position()

    assert (position.at, position.done, position.generation) == (0, 0, "g-2")
    assert after.is_presenter("the presenter's key")
    assert not after.is_presenter("")


def test_a_scenario_whose_days_are_over_begins_today(hall, tmp_path, wall):
    hall.clock.jump_to(datetime(2027, 3, 6, 11, tzinfo=ZONE))
    service = PresentScenario(
        hall,
        FilePositions(tmp_path / "presentation.json"),
        find=lambda *_: HAIRDRESSER,
        generation="g-1",
        seconds=wall,
    )

    position = service.begin("T02-1", run="later", key="key")
    days = [stop.on for stop in service.shown().stops if stop.is_of_case]

    assert position.begins_on == "2027-03-08"
    assert (days[0], days[-1]) == ("2027-03-08", "2027-03-10")


def test_a_scenario_that_does_not_say_what_is_asked_is_not_presented(hall):
    answers = {**HAIRDRESSER.answers}
    del answers["area_biz"]

    with pytest.raises(ScenarioUnfitError) as refusal:
        write_script(
            HAIRDRESSER.model_copy(update={"answers": answers}),
            hall.kiosk,
            hall.calendar,
            submission_key="unfit",
        )

    assert refusal.value.params["place"] == "area_biz"


def test_the_script_knows_where_a_hand_has_led_and_what_is_said_next(presenting):
    stops = presenting.shown().stops
    guide = next(n for n, stop in enumerate(stops) if stop.stage == "guide")

    assert stop_at(stops, stops[guide].place, 3) == guide
    assert next_note(stops, 2) == (guide, HAIRDRESSER.notes.guide)
    assert {stop.desk for stop in stops} == {StopDesk.KIOSK, StopDesk.OFFICE, StopDesk.WINDOW}


def test_a_position_that_cannot_be_read_is_no_presentation(hall, tmp_path, wall):
    service = begun(hall, tmp_path, wall, run="spoilt")

    (tmp_path / "presentation.json").write_text("{", "utf-8")

    assert service.position() is None
    assert service.shown() is None
