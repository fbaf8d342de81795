"""A room is there as a whole or not at all, whenever whoever opens or resets it is killed."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.room_folders import DATABASE, KEYS, RoomClock, RoomFolders, RoomTemplate
from core.errors import (
    RoomClockError,
    RoomUnusableError,
    TooManyRoomsError,
    UnknownRoomError,
)
from tests.services.racing import all_at_once, kinds_of

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WHOLE = {DATABASE, KEYS, "room.json"}
STEPS = [
    (Path, "mkdir"),
    (shutil, "copyfile"),
    (Path, "rename"),
    (Path, "symlink_to"),
    (Path, "replace"),
]
"""What a new generation is made with, one thing after another."""


def fill(folder):
    (folder / DATABASE).write_bytes(b"filled")
    (folder / KEYS).write_text("tests:" + "A" * 43 + "\n")


def folders(path, *, most=12, at=NOW):
    return RoomFolders(path, most, RoomTemplate(lambda: "stamp", fill), lambda: at)


@pytest.fixture
def rooms(tmp_path):
    return folders(tmp_path)


@pytest.fixture
def code(rooms):
    return rooms.open().code


def killed_in(work, owner, name, *, before, nth):
    """Do something in a process of its own that is killed around the nth of some calls."""
    child = os.fork()
    if child == 0:
        usual, calls = getattr(owner, name), []

        def call(*given, **named):
            calls.append(given)
            if len(calls) > nth and before:
                os._exit(1)
            came = usual(*given, **named)
            if len(calls) > nth:
                os._exit(1)
            return came

        setattr(owner, name, call)
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def is_whole(rooms, state):
    return {path.name for path in rooms.place(state).iterdir()} == WHOLE


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize(("owner", "name"), STEPS)
def test_whoever_is_killed_in_a_reset_leaves_the_old_room_or_the_new_one(
    rooms, code, owner, name, before, nth
):
    old = rooms.state(code)
    (rooms.place(old) / DATABASE).write_bytes(b"used")

    killed_in(lambda: rooms.reset(code), owner, name, before=before, nth=nth)

    state = rooms.state(code)
    content = (rooms.place(state) / DATABASE).read_bytes()
    assert content == (b"used" if state.generation == old.generation else b"filled")
    assert is_whole(rooms, state)
    assert is_whole(rooms, rooms.reset(code)), "the next one works"


@pytest.mark.parametrize(("owner", "name"), STEPS)
def test_whoever_is_killed_while_opening_leaves_a_whole_room_or_none(rooms, code, owner, name):
    assert killed_in(rooms.open, owner, name, before=True, nth=0)

    assert rooms.codes() == (code,)
    assert is_whole(rooms, rooms.open())


def test_a_room_begins_anew_once_for_each_who_resets_it(rooms, code):
    states = all_at_once(*[lambda: rooms.reset(code)] * 6)

    assert len({state.generation for state in states}) == 6
    assert rooms.state(code).generation in {state.generation for state in states}


def test_as_many_rooms_are_opened_at_once_as_may_be(tmp_path):
    few = folders(tmp_path, most=2)
    came = kinds_of(all_at_once(*[few.open] * 6))

    assert came == {"RoomState": 2, TooManyRoomsError.__name__: 4}
    assert len(few.codes()) == 2


def test_a_clock_goes_on_only_and_every_process_sees_it(rooms, code):
    state = rooms.state(code)
    clock = RoomClock(state, rooms.place(state), lambda: NOW)
    assert clock() == NOW

    rooms.set_ahead(code, lambda ahead: ahead + timedelta(days=5))

    assert clock() == NOW + timedelta(days=5)
    for wrong in (timedelta(days=4), timedelta(days=900), timedelta(days=-1)):
        with pytest.raises(RoomClockError):
            rooms.set_ahead(code, lambda _, to=wrong: to)
    assert rooms.reset(code).ahead == timedelta()
    assert clock() == NOW + timedelta(days=5), "whoever is still in the old one"


def test_a_closed_room_is_unknown(rooms, code):
    rooms.close(code)

    assert rooms.codes() == ()
    for refused in (rooms.state, rooms.reset, rooms.close):
        with pytest.raises(UnknownRoomError):
            refused(code)


@pytest.mark.parametrize("spoilt", ["", "{", '{"opened_at": 1, "ahead": 2}', '{"opened_at": "x"}'])
def test_a_spoilt_room_is_told_and_can_be_begun_anew(rooms, code, spoilt):
    (rooms.place(rooms.state(code)) / "room.json").write_text(spoilt)
    with pytest.raises(RoomUnusableError):
        rooms.state(code)

    assert is_whole(rooms, rooms.reset(code))


def test_sweeping_takes_former_generations_and_rooms_that_nobody_uses(tmp_path, rooms, code):
    old = rooms.place(rooms.state(code))
    rooms.reset(code)
    (tmp_path / ".making-x").mkdir()
    later = folders(tmp_path, at=datetime.now(UTC) + timedelta(hours=1))

    rooms.sweep(unused=timedelta(days=7))
    assert old.is_dir(), "somebody may still be in it"
    later.sweep(unused=timedelta(days=7))
    assert not old.exists()
    assert not (tmp_path / ".making-x").exists()
    assert is_whole(rooms, rooms.state(code))

    folders(tmp_path, at=datetime.now(UTC) + timedelta(days=8)).sweep(unused=timedelta(days=7))
    assert rooms.codes() == ()


def test_nothing_is_made_where_there_are_no_rooms(tmp_path):
    none = folders(tmp_path / "rooms")
    none.sweep(unused=timedelta(days=1))

    assert none.codes() == ()
    assert not (tmp_path / "rooms").exists()


def test_what_lies_in_a_room_is_for_its_owner_alone(rooms, code):
    place = rooms.place(rooms.state(code))

    assert [path.stat().st_mode & 0o077 for path in (place, place / DATABASE, place / KEYS)] == [
        0
    ] * 3
