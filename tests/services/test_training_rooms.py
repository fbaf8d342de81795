"""A training room has its own database, files, numbers and clock, and begins anew at once."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from core.cases.numbering import is_training_number
from core.errors import (
    RoomBegunAnewError,
    TooManyRoomsError,
    TrackingRefusedError,
    TrainingNumberError,
    UnknownRoomError,
)
from core.services.citizens import Credentials
from core.services.trainers import play_scenario, read_scenario
from core.staff.models import Role
from tests.conftest import ROOT
from tests.rooms import rooms_in

HAIRDRESSER = read_scenario(ROOT / "assets" / "scenarios" / "training" / "T02-1.yaml")


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    return rooms_in(tmp_path_factory.mktemp("rooms"))


@pytest.fixture
def room(rooms):
    code = rooms.open().code
    yield rooms.enter(code)
    rooms.close(code)


def hand_in(room, key="a-submission"):
    """Hand in the hairdresser's application at the kiosk of a room; return the number."""
    *_, last = play_scenario(HAIRDRESSER, room.kiosk, submission_key=key)
    with room.process.transaction() as stores:
        (line,) = stores.cases.latest(1)
    assert last.same
    return line.number


def test_what_is_handed_in_in_a_room_has_a_number_of_training(room):
    number = hand_in(room)

    assert is_training_number(number)
    assert number.startswith("T")


def test_every_page_of_a_paper_says_that_it_is_training(room):
    receipt = room.kiosk.handing_in.receipt_pdf(hand_in(room))

    pages = PdfReader(BytesIO(receipt)).pages
    assert len(pages) > 1
    for page in pages:
        assert f"房间 {room.state.code}" in page.extract_text()


def test_a_room_has_no_line_outside_and_no_secret_of_the_installation(rooms, room):
    settings = room.process.settings
    sources = ("licence_library", "shared_data", "identity_reader", "matter_site")

    assert [getattr(settings, f"{name}_url") for name in (*sources, "payment_service")] == [""] * 5
    assert settings.department_systems == {}
    assert not any(settings.secrets.values())
    assert room.process.keys.newest not in {"tests"}


def test_every_role_and_department_has_a_desk_that_opens_without_a_password(room):
    members = room.desks.members()

    assert {role for it in members for role in it.roles} == set(Role) - {Role.TRAINER}
    for member in members:
        session = room.desks.sit_down(member.username)
        assert room.office.staff.entering.holder_of(session) == member


def test_rooms_do_not_see_each_other(rooms, room):
    other = rooms.enter(rooms.open().code)
    number = hand_in(room)
    window = room.desks.sit_down("training-window")

    with pytest.raises(TrainingNumberError):
        other.kiosk.tracking.look(Credentials(number, "0000"))
    assert other.office.staff.entering.holder_of(window) is None
    rooms.close(other.state.code)


def test_a_room_that_begins_anew_is_empty_and_takes_nothing_from_those_still_in_the_old_one(
    rooms, room
):
    number = hand_in(room)
    rooms.reset(room.state.code)

    with pytest.raises(RoomBegunAnewError):
        rooms.enter(room.state.code, room.state.generation)
    with pytest.raises(RoomBegunAnewError):
        room.kiosk.tracking.look(Credentials(number, "0000"))
    again = rooms.enter(room.state.code)
    with pytest.raises(TrainingNumberError):
        again.kiosk.tracking.look(Credentials(number, "0000"))
    with pytest.raises(TrackingRefusedError):
        again.kiosk.tracking.look(Credentials("261124-ACDE-FGHY", "0000"))


@pytest.mark.parametrize("typed", ["", "XXXX", "../..", "a" * 500, "K7M", "current"])
def test_an_unknown_code_is_told(rooms, typed):
    with pytest.raises(UnknownRoomError):
        rooms.enter(typed)


def test_no_more_rooms_are_opened_than_may_be(tmp_path):
    few = rooms_in(tmp_path, rooms_at_most=1)
    few.open()

    with pytest.raises(TooManyRoomsError):
        few.open()
