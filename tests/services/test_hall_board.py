"""The board of the hall counts what goes on, for whoever stands in front of it."""

from datetime import timedelta

import pytest

from core.errors import NotPermittedError
from core.review.deciding import GrantedResult, Granting
from core.training.scenarios import read_scenario
from tests.seating import REGISTRY, SCREEN, SUPERVISOR
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed


@pytest.fixture
def hall(kind, tmp_path):
    with staffed(kind, tmp_path) as office:
        yield office


def submitted(hall, key):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, key))


def test_what_came_waits_was_granted_and_is_late_is_counted(hall):
    case, _ = submitted(hall, "one"), submitted(hall, "two")
    screen, registry = hall.as_(SCREEN).watching.showing, hall.as_(REGISTRY).office
    registry.accepting.accept_matter(case.number, "SCJG-01")
    licence = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
    registry.deciding.grant_matter(case.number, "SCJG-01", licence)

    today = screen.board()
    hall.clock.wait(days=10)
    later = screen.board()

    matters = 2 * len(case.matters)
    assert (today.cases, today.whole.received) == (2, matters)
    assert (today.whole.granted, today.whole.waiting, today.whole.late) == (1, matters - 1, 0)
    assert {row.name: row.granted for row in today.departments}["市场监督管理局"] == 1
    assert [row.name for row in today.themes] == ["开办理发店"]
    assert (later.cases, later.whole.received, later.whole.granted) == (0, 0, 0)
    assert later.whole.late >= 1
    assert later.read_at - today.read_at == timedelta(days=10)


def test_screens_share_a_count_until_it_is_old_and_never_across_a_clock_set_back(hall):
    screen = hall.as_(SCREEN).watching.showing
    first = screen.board()
    submitted(hall, "one")

    hall.clock.wait(seconds=19)
    shared = screen.board()
    hall.clock.wait(seconds=1)
    anew = screen.board()
    hall.clock.wait(seconds=-5)
    set_back = screen.board()

    assert shared is first
    assert (first.cases, anew.cases) == (0, 1)
    assert anew.read_at - first.read_at == timedelta(seconds=20)
    assert set_back.read_at < anew.read_at


def test_a_count_is_shown_to_nobody_who_may_not_see_the_board(hall):
    hall.as_(SCREEN).watching.showing.board()

    with pytest.raises(NotPermittedError):
        hall.as_(SUPERVISOR).watching.showing.board()


def test_an_empty_hall_shows_noughts(hall):
    board = hall.as_(SCREEN).watching.showing.board()

    assert (board.cases, board.whole.waiting, board.departments) == (0, 0, ())


def test_the_account_of_a_screen_sees_the_board_and_nobody_else_does(hall):
    with pytest.raises(NotPermittedError):
        hall.as_(SUPERVISOR).watching.showing.board()
    with pytest.raises(NotPermittedError):
        hall.as_(SCREEN).office.listing.tasks()
