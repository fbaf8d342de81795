"""The panel beside the board: a condition is written in sentences, saved, and taken back."""

import pytest

from core.catalogue.models import AllOf, AnyOf, Comparison, Precedence
from core.services.theme_documents import theme_of
from tests.pages.designer.test_pages import open_board

SIGN, FOOD, BIZ = "CG-01", "SCJG-03", "SCJG-01"


@pytest.fixture
def panel(inside, office):
    """The panel of a matter of a new theme."""
    code = open_board(inside, office, [BIZ, FOOD, SIGN])

    def open_panel(matter=SIGN, kind="matter"):
        inside.app.query_params[kind] = matter
        inside.look_again()
        return inside

    open_panel.code = code
    return open_panel


def saved(office, panel):
    return theme_of(office.policy.designer.drafting.open(panel.code).document)


def when(office, panel, matter=SIGN):
    return next(
        included.when for included in saved(office, panel).matters if included.matter == matter
    )


def choose(screen, key, value):
    screen.app.selectbox(key=key).select(value).run()
    assert not screen.app.exception


def test_a_condition_is_written_and_its_share_is_reported(panel, office):
    screen = panel()
    assert "总是要办。加一条" in screen.html
    assert "<b>100 %</b>" in screen.html

    choose(screen, "when_0_more", "area_biz")
    screen.app.number_input(key="when_0_line_0_0_value").set_value(300).run()

    assert when(office, panel) == Comparison(question="area_biz", op="gt", value=300)
    assert "<b>50 %</b>" in screen.html
    assert "这样才办。其他情形不办。" in screen.html
    assert "area_biz" in {question.question for question in saved(office, panel).questions}

    screen.press("undo")
    screen.press("undo")
    assert when(office, panel) is None
    assert "area_biz" not in {question.question for question in saved(office, panel).questions}


def test_groups_of_any_and_all_are_joined(panel, office):
    screen = panel()
    choose(screen, "when_0_more", "area_biz")
    choose(screen, "when_0_add_0", "sign_need")
    screen.app.segmented_control(key="when_0_joint_0").set_value("any").run()
    choose(screen, "when_0_more", "food_form")

    found = when(office, panel)
    first, second = found.all
    assert [comparison.question for comparison in first.any] == ["area_biz", "sign_need"]
    assert isinstance(first, AnyOf)
    assert second.any[0].question == "food_form"

    screen.press("when_0_line_1_0_remove")
    assert when(office, panel) == first


def test_what_never_happens_says_so_and_why(panel, office):
    screen = panel()
    for _ in range(2):
        choose(
            screen, "when_0_more" if when(office, panel) is None else "when_0_add_0", "sign_need"
        )
    choose(screen, "when_0_line_0_1_value", "否")

    assert "<b>0 %</b>" in screen.html
    assert "不会同时成立" in screen.alerts[0]
    assert isinstance(when(office, panel), AllOf)


def test_waiting_is_added_changed_and_removed(panel, office):
    screen = panel()

    choose(screen, "edge_new", BIZ)
    [edge] = [
        edge_found for edge_found in saved(office, panel).precedence if edge_found.matter == SIGN
    ]
    assert edge == Precedence(matter=SIGN, after=(BIZ,))

    at = saved(office, panel).precedence.index(edge)
    screen.app.segmented_control(key=f"edge_{at}_binding").set_value("suggested").run()
    assert saved(office, panel).precedence[at].binding == "suggested"

    screen.press(f"edge_{at}_remove")
    assert edge not in saved(office, panel).precedence


def test_a_question_is_asked_only_when_its_sentence_holds(panel, office):
    screen = panel()
    choose(screen, "when_0_more", "area_biz")
    screen.press("asked_area_biz")
    assert "总是会问" in screen.html

    choose(screen, "ask_when_more", "has_staff")

    questions = [question.question for question in saved(office, panel).questions]
    asked = next(
        question for question in saved(office, panel).questions if question.question == "area_biz"
    )
    assert asked.ask_when.question == "has_staff"
    assert questions.index("has_staff") < questions.index("area_biz")


def test_the_panel_closes_and_what_is_not_in_the_theme_opens_none(panel):
    screen = panel()
    screen.press("panel_close")
    assert not screen.has("panel_close")
    assert screen.workspace.closed == SIGN

    assert not panel("XF-01").has("panel_close")


def test_a_matter_put_in_asks_before_its_rules_count(panel, office):
    screen = panel()
    screen.workspace.put_in = FOOD
    screen.look_again()
    assert when(office, panel, FOOD) is None
    boxes = {box.label: box.value for box in screen.app.checkbox}
    assert any(label.startswith("条件") and ticked for label, ticked in boxes.items())
    assert any(label.startswith("主题 ") for label in boxes)
    assert not any(ticked for label, ticked in boxes.items() if label.startswith("主题 "))

    screen.press("take_over")

    assert when(office, panel, FOOD) is not None
    assert not screen.has("take_over")
    screen.press("undo")
    assert when(office, panel, FOOD) is None


def test_a_matter_is_in_force_in_another_situation_as_well(panel, office):
    screen = panel()
    assert "inclusion_new" not in {box.key for box in screen.app.selectbox}
    choose(screen, "when_0_more", "sign_need")

    choose(screen, "inclusion_new", "has_staff")
    whens = [matter.when for matter in saved(office, panel).matters if matter.matter == SIGN]
    assert [when.question for when in whens] == ["sign_need", "has_staff"]
    assert "<b>75 %</b>" in screen.html

    screen.press("inclusion_remove_0")
    assert when(office, panel).question == "has_staff"
    screen.press("undo")
    assert len(saved(office, panel).matters) == 4


def test_the_condition_of_a_field_is_written_here_and_submitted_with_a_reason(panel, office):
    screen = panel()
    matter = office.library.matters.catalogue(office.policy.session).matters[SIGN]
    code = next(field.id for field in matter.fields if field.when is None and not field.columns)
    choose(screen, f"own_part_{SIGN}", f"field:{code}")
    assert "事项要办，这一项就要填" in screen.html

    choose(screen, f"own_field_{code}_more", "by_agent")
    assert "的情形要填" in screen.html
    assert saved(office, panel).matters[-1].when is None
    screen.app.text_input(key="shop_reason_0").input("只有本人办理才填")
    screen.press("shop_submit")

    matter = office.library.matters.catalogue(office.policy.session).matters[SIGN]
    [when] = [field.when for field in matter.fields if field.id == code]
    assert when == Comparison(question="by_agent", op="eq", value="本人办理")


def test_groups_within_groups_are_edited_as_text_with_errors_by_line(panel, office):
    screen = panel()
    deep = "任何一条：\n sign_need ＝ 是\n 每一条：\n  由谁办理 ＝ 委托代理\n  任何一条：\n"
    box = "when_0_outline"
    screen.app.text_area(key=box).input(f"{deep}   经营面积大").run()
    screen.press(f"{box}_save")
    assert screen.alerts == [" 第 6 行：题库里没有“经营面积大”这个问题。请照题库的写法写。 "]
    assert screen.app.text_area(key=box).value.endswith("经营面积大")
    assert when(office, panel) is None

    screen.app.text_area(key=box).input(f"{deep}   area_biz ≥ 300").run()
    screen.press(f"{box}_save")

    found = when(office, panel)
    assert found.any[1].all[1].any == (Comparison(question="area_biz", op="ge", value=300),)
    assert not screen.alerts
    assert "按文字改" in next(it.label for it in screen.app.expander if it.proto.expanded)
    assert {"area_biz", "sign_need"} <= {
        question.question for question in saved(office, panel).questions
    }
