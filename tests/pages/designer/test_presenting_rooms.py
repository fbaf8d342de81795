"""A trainer begins to present in a room; only whoever was given the key moves it."""

import re
from dataclasses import replace

import pytest

from adapters.system import random_symbols
from building.practice import shipped_scenarios
from core.errors import NotPermittedError, UnknownScenarioError
from core.services.acting import StaffContext
from core.services.trainers import KeepRooms, PresentInRoom
from core.staff.models import Role
from tests.pages.designer.screens import Screen
from tests.rooms import rooms_in
from tests.seating import TRAINER, let_in
from tests.services.test_permissions import set_roles


@pytest.fixture
def rooms(tmp_path):
    return rooms_in(tmp_path)


def presenting_in(context, rooms):
    return PresentInRoom(context, rooms, read=shipped_scenarios, randomness=random_symbols)


def test_a_trainer_is_given_three_addresses_and_trainees_none_of_the_key(office, rooms):
    set_roles(office, "policy", [Role.TRAINER])
    context = StaffContext(office.transaction, office.clock)
    keeping = KeepRooms(context, rooms, kiosk_address="http://kiosk.example")
    presenting = presenting_in(context, rooms)
    screen = Screen(replace(office, training_rooms=keeping, presenting=presenting))
    screen.log_in("policy")

    screen.press("present")

    (code,) = rooms.codes()
    (key,) = set(re.findall(r"present=([^&\"]+)", screen.html))
    addresses = re.findall(r'href="([^"]+)"', screen.html)
    assert len(addresses) == 3
    assert addresses[0] == f"http://kiosk.example/?room={code}&amp;present={key}"
    assert addresses[2].endswith("&amp;notes=1")
    room = rooms.enter(code)
    assert room.presenting.is_presenter(key)
    assert not room.presenting.is_presenter(code)
    assert (rooms.folder / code / "presentation.json").read_text().count(key) == 0


def test_a_room_is_presented_by_its_own_desks_and_clock_and_begins_anew(rooms):
    code = rooms.open().code
    presenting = rooms.enter(code).presenting
    presenting.begin("T08-2", run="in-a-room", key="key")
    shown = presenting.shown()

    end = presenting.jump(len(shown.script) - 1, shown.position.revision)

    case = presenting.case(end)
    tracked = rooms.enter(code).kiosk.tracking.look(presenting.credentials(case))
    expected = shown.scenario.expected.states or {}
    standing = zip(case.matters, tracked.progress, strict=True)
    assert {matter: str(it.state) for matter, it in standing if matter in expected} == expected
    rooms.reset(code)
    anew = rooms.enter(code).presenting
    assert (anew.position().at, anew.position().done) == (0, 0)
    assert anew.case(anew.position()) is None


def test_a_scenario_of_the_trainers_own_is_presented_as_it_was_when_that_began(office, rooms):
    trainer = let_in(office.transaction, TRAINER)
    context = StaffContext(office.transaction, office.clock)
    kept = office.scenarios.copy(trainer, "T08-2")
    changed = kept.text.replace(f"title: {kept.title}", "title: 改过的名字")
    presenting = presenting_in(context, rooms)
    given = presenting.begin(trainer, kept.code)
    office.scenarios.save(trainer, changed, revision=1)

    shown = rooms.enter(given.room).presenting.shown()
    assert (shown.scenario.code, shown.scenario.title) == ("T08-2-2", kept.title)
    end = rooms.enter(given.room).presenting.jump(len(shown.script) - 1, shown.position.revision)
    assert rooms.enter(given.room).presenting.case(end)
    presenting.begin(trainer, kept.code, given.room)
    assert rooms.enter(given.room).presenting.shown().scenario.title == "改过的名字"
    rooms.reset(given.room)
    office.scenarios.remove(trainer, kept.code)
    assert rooms.enter(given.room).presenting.shown().scenario.title == "改过的名字"
    with pytest.raises(UnknownScenarioError):
        presenting.begin(trainer, kept.code, given.room)


def test_nobody_presents_from_within_a_room(rooms):
    room = rooms.enter(rooms.open().code)
    session = room.desks.sit_down("training-supervisor")

    with pytest.raises(NotPermittedError):
        room.office.presenting.begin(session, "T02-1")
