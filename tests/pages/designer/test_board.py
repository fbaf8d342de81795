from threading import Event, Thread, Timer, get_ident

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import StaleDraftError
from core.services.designers.edit_theme import OpenTheme, redo_step, undo_step
from pages.designer import board, trouble
from pages.designer.moves import Move, accepted_order, read_move
from pages.designer.stepping import take_step
from pages.designer.workspace import Workspace

BIZ, FOOD, HEALTH = "SCJG-01", "SCJG-03", "WJ-01"
KNOWN = {BIZ, FOOD, HEALTH}


@pytest.fixture
def opened(office):
    draft = office.policy.designer.drafting.create(
        name="开一家小饭馆", lead_department="SCJG", audience_kind="企业"
    )
    workspace = Workspace(session=office.policy.session)
    workspace.lay_out(OpenTheme(draft))
    return workspace


@pytest.fixture
def move(monkeypatch, office, opened):
    """Let the board tell a move, as the browser would."""

    def move(*order, base=None, sequence=1):
        message = {
            "order": list(order),
            "base": opened.revision if base is None else base,
            "sequence": sequence,
        }
        monkeypatch.setattr(board, "report_of_board", lambda: message)
        board.take_move(office.designer, opened, KNOWN)

    return move


def saved(office, opened):
    return OpenTheme(office.policy.designer.drafting.open(opened.code)).matters


def test_a_move_is_saved_and_drawn_anew(office, opened, move):
    before = opened.revision

    move(BIZ, FOOD, sequence=7)

    assert saved(office, opened) == (BIZ, FOOD)
    assert (opened.revision, opened.seen) == (before + 1, 7)


def test_a_move_waits_for_the_one_that_is_still_being_saved(office, opened, monkeypatch):
    """Streamlit runs the callbacks of two quick presses in two threads."""
    message, arrange = {}, board.arrange_theme
    first_saves, second_moves = Event(), Event()

    def arrange_slowly(*given):
        first_saves.set()
        second_moves.wait(5)
        return arrange(*given)

    def tell(order, sequence):
        message[get_ident()] = {"order": order, "base": opened.changed_at, "sequence": sequence}
        board.take_move(office.designer, opened, KNOWN)

    monkeypatch.setattr(board, "report_of_board", lambda: message[get_ident()])
    monkeypatch.setattr(board, "arrange_theme", arrange_slowly)
    moves = [Thread(target=tell, args=([BIZ], 1)), Thread(target=tell, args=([BIZ, FOOD], 2))]
    moves[0].start()
    first_saves.wait(5)
    moves[1].start()
    Timer(0.2, second_moves.set).start()
    for thread in moves:
        thread.join()

    assert opened.trouble is None
    assert saved(office, opened) == (BIZ, FOOD)


def test_two_moves_before_the_first_answer_both_count(office, opened, move):
    shown = opened.revision

    move(BIZ, base=shown, sequence=1)
    move(BIZ, FOOD, base=shown, sequence=2)

    assert saved(office, opened) == (BIZ, FOOD)


def test_a_move_from_before_an_undo_is_not_taken(office, opened, move):
    move(BIZ, FOOD)
    shown = opened.revision
    take_step(office.designer, opened, undo_step)

    move(BIZ, FOOD, HEALTH, base=shown)

    assert saved(office, opened) == ()
    assert opened.revision > shown + 1


def test_undo_and_redo_go_through_every_step(office, opened, move):
    move(BIZ)
    move(BIZ, FOOD)
    move(FOOD)

    for expected in ((BIZ, FOOD), (BIZ,), (), ()):
        take_step(office.designer, opened, undo_step)
        assert saved(office, opened) == expected
    for expected in ((BIZ,), (BIZ, FOOD), (FOOD,), (FOOD,)):
        take_step(office.designer, opened, redo_step)
        assert saved(office, opened) == expected


def test_a_new_step_leaves_nothing_to_redo(office, opened, move):
    move(BIZ)
    take_step(office.designer, opened, undo_step)
    move(FOOD)

    assert opened.theme.future == ()
    assert saved(office, opened) == (FOOD,)


def test_a_matter_that_somebody_else_put_in_stays_beside_mine_and_is_drawn(office, opened, move):
    theirs = office.policy.designer.drafting.open(opened.code)
    office.second.designer.drafting.save(
        theirs, office.policy.designer.drafting.arrange(theirs.document, [HEALTH])
    )

    move(BIZ)

    assert opened.trouble is None
    assert set(saved(office, opened)) == {BIZ, HEALTH}
    assert opened.news.people == ("second",)
    assert opened.changed_at == opened.revision
    move(*saved(office, opened), FOOD, base=opened.revision)
    assert opened.news is None
    assert set(saved(office, opened)) == {BIZ, HEALTH, FOOD}


def test_what_somebody_else_saved_is_never_undone(office, opened, move):
    move(BIZ)
    theirs = office.policy.designer.drafting.open(opened.code)
    office.second.designer.drafting.save(
        theirs, office.policy.designer.drafting.arrange(theirs.document, [BIZ, HEALTH])
    )

    take_step(office.designer, opened, undo_step)

    assert opened.trouble is None
    assert saved(office, opened) == opened.theme.matters == (HEALTH,)
    assert opened.news.people == ("second",)


def test_a_step_that_is_kept_no_longer_leads_to_the_newest_draft(office, opened, move):
    move(BIZ)
    take_step(office.designer, opened, undo_step)
    theirs = office.policy.designer.drafting.open(opened.code)
    office.second.designer.drafting.save(
        theirs, office.policy.designer.drafting.arrange(theirs.document, [HEALTH])
    )

    take_step(office.designer, opened, redo_step)

    assert isinstance(opened.trouble, StaleDraftError)
    trouble.load_newest(office.designer, opened)
    assert opened.theme.matters == (HEALTH,)
    assert opened.trouble is None


@pytest.mark.parametrize(
    "message",
    [
        None,
        "x",
        {},
        {"order": "WJ-01", "base": 1, "sequence": 1},
        {"order": [1], "base": 1, "sequence": 1},
        {"order": [], "base": "1", "sequence": 1},
        {"order": [], "base": 1},
    ],
)
def test_what_makes_no_sense_is_no_move(message):
    assert read_move(message) is None


def test_unknown_codes_and_repetitions_are_left_out():
    move = Move((FOOD, "<script>", FOOD, BIZ), base=2, sequence=1)

    assert accepted_order(move, known=KNOWN, changed_at=2) == (FOOD, BIZ)


def _steps_script(designing, accounts, session, code):
    from importlib import import_module  # noqa: PLC0415 -- AppTest ships source

    opened = import_module("pages.designer.workspace").current_workspace()
    opened.session = session
    if opened.theme is None:
        open_draft = import_module("core.services.designers.edit_theme").open_draft
        opened.lay_out(open_draft(designing, session, code))
        opened.ask("steps")
    import_module("pages.designer.board").page(designing, accounts)


def test_after_a_reload_the_list_of_steps_says_what_was_done_and_leads_back(office, opened, move):
    move(BIZ)
    move(BIZ, FOOD)
    args = (office.designer, office.staff.accounts, office.policy.session, opened.code)

    app = AppTest.from_function(_steps_script, args=args, default_timeout=60).run()
    bodies = " ".join(str(html.body) for html in app.get("html"))
    app.button(key="to_step_1").click().run()

    assert not app.exception
    assert "事项：加入食品经营许可" in bodies
    assert bodies.count('class="step"') == 3
    assert saved(office, opened) == (BIZ,)
    assert not app.button(key="redo").disabled
