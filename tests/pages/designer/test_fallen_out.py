"""A stored answer that fell out of the bank is shown as such, with the way to mend it."""

import pytest

from core.catalogue.models import Comparison, IncludedMatter
from core.services.designers.edit_theme import change_theme, open_draft
from core.services.theme_documents import theme_of
from tests.pages.designer.test_sheet import SheetScreen
from tests.seating import POLICY, let_in


@pytest.fixture
def store(office):
    """Put parts into a draft as if options had been there when they were chosen."""
    session = let_in(office.transaction, POLICY)

    def put(code="T01", **parts):
        opened = open_draft(office.designer, session, code)
        change_theme(office.designer, session, opened, lambda theme: theme.model_copy(update=parts))

    return put


def board_of(inside, **address):
    inside.look_again()
    inside.press("open_T01")
    for name, value in address.items():
        inside.app.query_params[name] = value
        inside.look_again()
    return inside


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("subject_type", "合伙企业", "合伙企业"),
        ("subject_type", ("公司",), "公司"),
        ("area_biz", "很大", "很大"),
        ("area_biz", (300, 400), "300、400"),
        ("food_items", "热食类", "热食类"),
        ("food_items", ("热食类", "烧烤类"), "热食类、烧烤类"),
    ],
)
def test_the_board_opens_and_says_what_cannot_be_chosen(inside, store, question, answer, expected):
    store(typical_answers={question: answer})

    board = board_of(inside)

    assert f"存的是“{expected}”，已经不能选。请到主题信息里重选。" in board.html
    assert "没有选项" in board.html
    assert "申请人会看到的" in board.html


def test_a_condition_whose_value_is_gone_is_chosen_anew(inside, store, office):
    gone = Comparison(question="subject_type", op="eq", value="合伙企业")
    store(matters=(IncludedMatter(matter="SCJG-03", when=gone),))

    board = board_of(inside, matter="SCJG-03")
    assert "合伙企业。现在没有这个答案了。" in board.html
    board.press("when_0_line_0_0_anew")

    draft = open_draft(office.designer, let_in(office.transaction, POLICY), "T01").draft
    assert theme_of(draft.document).matters[0].when.value == "个体工商户"


def test_answers_to_questions_that_are_gone_are_taken_out_on_the_sheet(office, store):
    store(
        "T02", fixed_answers={"old_one": "是"}, typical_answers={"older": "否", "food_form": "餐饮"}
    )

    sheet = SheetScreen(office)
    assert "题库里没有“old_one”这个问题了" in sheet.html
    assert "现在不问，存的答案用不上" in sheet.html
    for code in ("old_one", "older", "food_form"):
        sheet.run(sheet.app.button(key=f"forget_{code}").click())

    assert sheet.theme.fixed_answers == {}
    assert sheet.theme.typical_answers == {}
