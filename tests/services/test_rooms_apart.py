"""Nothing passes between a training room and the hall, in either direction."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from core.errors import (
    LinkExpiredError,
    NotPermittedError,
    ServiceError,
    SessionEndedError,
    TrackingRefusedError,
    TrainingNumberError,
)
from core.services.citizens import Credentials
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.trainers import (
    TrainingHall,
    play_in_hall,
    play_scenario,
    read_scenario,
)
from core.staff.models import Role
from core.staff.permissions import PERMISSIONS, Holder, Reach
from core.staff.use_cases import READS_A_PERSONS_WORDS
from tests.conftest import ROOT
from tests.rooms import rooms_in
from tests.services.racing import all_at_once
from tests.staffing import PASSWORD, open_office

HAIRDRESSER = read_scenario(ROOT / "assets" / "scenarios" / "training" / "T02-1.yaml")


class SetAhead:
    """The clock of a room as whoever plays in it sets it."""

    def __init__(self, rooms, room):
        self._rooms, self._room = rooms, room

    def __call__(self):
        return self._room.clock()

    def jump_to(self, moment):
        step = moment - self()
        if step > timedelta():
            self._rooms.set_ahead(self._room.state.code, lambda ahead: ahead + step)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    return rooms_in(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="module")
def room(rooms):
    return rooms.enter(rooms.open().code)


@pytest.fixture(scope="module")
def hall_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hall")


@pytest.fixture(scope="module")
def hall(hall_folder):
    """The real hall, with its staff."""
    return open_office(hall_folder)


@pytest.fixture(scope="module")
def real_number(hall):
    play_scenario(HAIRDRESSER, hall.kiosk, submission_key="real")
    with hall.transaction() as stores:
        (line,) = stores.cases.latest(1)
    return line.number


@pytest.fixture(scope="module")
def training_number(rooms, room):
    """A case that was played to its last result in the room."""
    office = room.office

    def sign_in(role, department):
        return room.desks.sit_down(f"training-{department or role}".lower())

    practice = TrainingHall(
        kiosk=room.kiosk,
        office=office.office,
        fees=office.fees,
        clock=SetAhead(rooms, room),
        calendar=room.staff.calendar,
        sign_in=sign_in,
        let_clocks_run=lambda: accept_by_silence(
            room.process.transaction, room.staff.review_rules, at=room.clock()
        ),
        walked=None,
    )
    today = HAIRDRESSER.model_copy(update={"begins_on": "2020-01-01"})
    steps = play_in_hall(today, practice)
    with room.process.transaction() as stores:
        (line,) = stores.cases.latest(1)
    assert len(steps) > 20
    return line.number


def everything(transaction, folder):
    """Every row of every table, and every file, of an installation or a room."""
    with transaction() as stores:
        session = stores.cases._session
        rows = {
            table.name: sorted(map(repr, session.connection().execute(select(table))))
            for table in SQLModel.metadata.sorted_tables
        }
    files = {path: path.read_bytes() for path in (folder / "files").rglob("*") if path.is_file()}
    return rows, files


def credentials(hall, number):
    with hall() as stores:
        case = stores.cases.get(number)
    return Credentials(number, case.application.values["per.id_no@principal"][-4:])


def test_a_case_played_to_its_end_in_a_room_changes_no_row_and_no_file_of_the_hall(
    hall, hall_folder, real_number, request
):
    before = everything(hall.transaction, hall_folder)

    request.getfixturevalue("training_number")

    assert everything(hall.transaction, hall_folder) == before


def test_a_real_case_changes_no_row_and_no_file_of_a_room(
    rooms, room, hall, hall_folder, training_number
):
    folder = rooms.place(room.state)
    before = everything(room.process.transaction, folder)
    hall_before = everything(hall.transaction, hall_folder)
    assert before[1], "the room has files of its own"

    play_scenario(HAIRDRESSER, hall.kiosk, submission_key="another")

    assert everything(hall.transaction, hall_folder) != hall_before
    assert everything(room.process.transaction, folder) == before


def test_a_number_of_one_side_opens_nothing_on_the_other(hall, room, real_number, training_number):
    real = credentials(hall.transaction, real_number)
    trained = credentials(room.process.transaction, training_number)

    assert hall.kiosk.tracking.look(real)
    assert room.kiosk.tracking.look(trained)
    with pytest.raises(TrainingNumberError):
        hall.kiosk.tracking.look(trained)
    with pytest.raises(TrackingRefusedError):
        room.kiosk.tracking.look(real)


def test_a_window_is_told_that_a_number_is_one_of_training(
    hall, room, real_number, training_number
):
    session = hall.staff.entering.admit(hall.staff.entering.challenge("window", PASSWORD))
    at_desk = room.desks.sit_down("training-window")

    with pytest.raises(TrainingNumberError):
        hall.use_cases.office.delivering.results(session, training_number)
    with pytest.raises(ServiceError):
        room.office.office.delivering.results(at_desk, real_number)


def test_a_session_of_one_side_is_nobodys_on_the_other(hall, room):
    real = hall.staff.entering.admit(hall.staff.entering.challenge("window", PASSWORD))
    trained = room.desks.sit_down("training-window")

    assert hall.staff.entering.holder_of(trained) is None
    assert room.office.staff.entering.holder_of(real) is None
    with pytest.raises(SessionEndedError):
        hall.use_cases.calls.open_calls(trained)


@pytest.mark.parametrize("from_room", [True, False])
def test_links_and_codes_of_one_side_open_nothing_on_the_other(
    hall, room, real_number, training_number, from_room
):
    ours = (room.kiosk, training_number) if from_room else (hall.kiosk, real_number)
    theirs = hall.kiosk if from_room else room.kiosk
    token = ours[0].phone.receipts.offer(ours[1], "ACDE-FGHJ")

    with pytest.raises(LinkExpiredError):
        theirs.phone.files.look(token)
    with pytest.raises(ServiceError):
        theirs.phone.receipts.open(token, "0000", place="phone")
    assert ours[0].phone.files.look(token).is_receipt


def test_a_trainer_may_do_nothing_with_real_cases():
    may = {use_case for use_case, row in PERMISSIONS.items() if Role.TRAINER in row}
    anybody = {use_case for use_case, row in PERMISSIONS.items() if Holder.ANYBODY in row}

    assert {use_case.partition(".")[0] for use_case in may} <= {
        *("training", "training_rooms", "scenarios", "presenting", "quizzes", "quiz", "recording"),
    }
    assert not (may | anybody) & READS_A_PERSONS_WORDS
    assert {PERMISSIONS[it][Role.TRAINER] for it in may} == {Reach.EVERYTHING}


def test_a_trainer_is_refused_every_use_case_that_reads_or_changes_a_case(hall, real_number):
    from tests.services.test_permissions import set_roles  # noqa: PLC0415 -- it is long

    set_roles(hall, "policy", [Role.TRAINER])
    session = hall.staff.entering.admit(hall.staff.entering.challenge("policy", PASSWORD))
    try:
        for refused in (
            partial(hall.use_cases.office.delivering.results, session, real_number),
            partial(hall.use_cases.calls.open_calls, session),
        ):
            with pytest.raises(NotPermittedError):
                refused()
    finally:
        set_roles(hall, "policy", [Role.POLICY])


def test_a_class_hands_in_at_once_in_several_rooms_and_none_sees_another(rooms):
    opened = [rooms.enter(rooms.open().code) for _ in range(2)]

    came = all_at_once(
        *(
            partial(play_scenario, HAIRDRESSER, room.kiosk, submission_key=f"{room.state.code}-{n}")
            for room in opened
            for n in range(2)
        )
    )

    numbers = []
    for room in opened:
        with room.process.transaction() as stores:
            numbers.append({line.number for line in stores.cases.latest(9)})
        rooms.close(room.state.code)
    assert [len(found) for found in numbers] == [2, 2]
    assert len(set().union(*numbers)) == 4
    assert len(came) == 4
