"""The questions of a theme are moved on a board of their own; every move is a step."""

import pytest
from streamlit.testing.v1 import AppTest

from core.services.designers.edit_theme import open_draft, undo_step
from core.services.theme_documents import theme_of
from pages.designer.questions import arranging
from pages.designer.stepping import take_step
from pages.designer.workspace import Workspace
from tests.seating import POLICY, let_in


def _script(designing, accounts, session):
    from pages.designer import ordering, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    ordering.page(designing, accounts)


@pytest.fixture
def opened(office):
    workspace = Workspace(session=let_in(office.transaction, POLICY))
    workspace.lay_out(open_draft(office.designer, workspace.session, "T02"))
    return workspace


@pytest.fixture
def move(monkeypatch, office, opened):
    """Let the board tell an order, as the browser would."""

    def move(*order, base=None):
        sequence = opened.seen + 1
        message = {"order": list(order), "base": base or opened.revision, "sequence": sequence}
        monkeypatch.setattr(arranging, "report_of_board", lambda _: message)
        known = set(office.policy.library.matters.catalogue().questions)
        arranging.take_question_move(office.designer, opened, known)

    return move


def asked(office, opened):
    draft = open_draft(office.designer, opened.session, "T02").draft
    return [question.question for question in theme_of(draft.document).questions]


def test_a_question_is_moved_taken_out_and_comes_back_with_what_it_had(office, opened, move):
    before = asked(office, opened)
    had = theme_of(opened.theme.draft.document)

    move(*before[1:], before[0])
    assert asked(office, opened) == [*before[1:], before[0]]
    move(*before[1:])
    move(*before, "food_form", "<x>")

    assert asked(office, opened) == [*before, "food_form"]
    now = theme_of(opened.theme.draft.document)
    assert now.questions[:-1] == had.questions
    assert now.typical_answers == had.typical_answers
    assert [step.kind for step in opened.theme.past] == ["question"] * 3


def test_a_move_from_before_an_undo_is_not_taken(office, opened, move):
    before, shown = asked(office, opened), opened.revision
    move(*before[::-1])
    take_step(office.designer, opened, undo_step)

    move(*before[1:], base=shown)

    assert asked(office, opened) == before


def test_the_page_says_what_comes_too_late_and_opens_when_a_question_is_asked(office, opened, move):
    questions = theme_of(opened.theme.draft.document).questions
    late = next(question.question for question in questions if question.ask_when is not None)
    move(late, *(code for code in asked(office, opened) if code != late))
    accounts = office.use_cases.staff.accounts
    page = AppTest.from_function(_script, args=(office.designer, accounts, opened.session))
    page.query_params["theme"], page.query_params["question"] = "T02", late

    page.run(timeout=60)

    assert not page.exception
    html = "".join(element.proto.body for element in page.get("html"))
    assert "排在它后面。请把它往后移。" in html
    assert "这样才问。其他情形不问。" in html
    page.text_area(key=f"own_{late}_why").input("我们这里这样说").run()
    draft = open_draft(office.designer, opened.session, "T02").draft
    assert theme_of(draft.document).questions[0].why == "我们这里这样说"
