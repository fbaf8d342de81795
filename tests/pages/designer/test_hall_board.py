"""The board of the hall in words."""

from streamlit.testing.v1 import AppTest

from core.services.acting import StaffContext
from core.services.officers.hall_board import ShowHallBoard
from tests.seating import SCREEN, let_in


def script(showing, session):
    from pages.designer.hall import board  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    board.page(showing)


def test_the_board_says_when_it_was_read_and_what_goes_on(office):
    session = let_in(office.transaction, SCREEN)

    app = AppTest.from_function(script, args=(office.watching.showing, session)).run(timeout=60)

    words = "".join(element.proto.body for element in app.get("html"))
    assert not app.exception
    assert "今天收件" in words
    assert "更新于" in words
    assert "演示" not in words


def test_the_board_of_a_demo_says_that_nothing_of_it_is_real(office):
    showing = ShowHallBoard(StaffContext(office.transaction, office.clock), is_demo=True)
    session = let_in(office.transaction, SCREEN)

    app = AppTest.from_function(script, args=(showing, session)).run(timeout=60)

    assert "演示 · 不是真实办件" in "".join(element.proto.body for element in app.get("html"))
