"""The sheet of a theme: each widget saves one step, and the step can be taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from core.services.designers.edit_theme import change_theme, open_draft
from core.services.theme_documents import theme_of
from core.themes.editing.sheet import rename
from tests.pages.designer.screens import Screen
from tests.seating import POLICY, SECOND, WINDOW, let_in


def script(designing, accounts, session):
    from pages.designer.sheet import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(designing, accounts)


class SheetScreen:
    """The sheet of one theme, as one person sees it."""

    def __init__(self, office, member=POLICY, theme="T02"):
        self.designing, self.session = office.designer, let_in(office.transaction, member)
        self.code = theme
        given = (office.designer, office.use_cases.staff.accounts, self.session)
        self.app = AppTest.from_function(script, args=given, default_timeout=60)
        self.app.query_params["theme"] = theme
        self.run(self.app)

    def run(self, element):
        element.run()
        assert not self.app.exception

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def opened(self):
        return open_draft(self.designing, self.session, self.code)

    @property
    def theme(self):
        return theme_of(self.opened.draft.document)


@pytest.fixture
def sheet(office):
    return SheetScreen(office)


def test_each_entry_is_saved_as_a_step_of_its_own_and_taken_back(sheet):
    app = sheet.app
    sheet.run(app.text_input(key="sheet_name").input(" 开美发店 "))
    sheet.run(app.selectbox(key="sheet_lead").set_value("WJ"))
    sheet.run(app.text_area(key="sheet_audience").input("个体工商户"))
    sheet.run(app.number_input(key="sheet_target_trips").set_value(0))

    theme, steps = sheet.theme, sheet.opened.past
    assert (theme.name, theme.lead_department) == ("开美发店", "WJ")
    assert (theme.audience, theme.target.trips) == ("个体工商户", 0)
    assert [step.kind for step in steps[:1]] == ["rename"]
    assert {step.kind for step in steps[1:]} == {"sheet"}

    for _ in steps:
        sheet.run(app.button(key="undo").click())
    assert sheet.theme.name == "开办理发店"
    assert app.text_input(key="sheet_name").value == "开办理发店"


def test_an_empty_name_is_reported_in_words_and_nothing_is_saved(sheet):
    sheet.run(sheet.app.text_input(key="sheet_name").input("   "))

    assert "“名称”空着" in sheet.html
    assert sheet.opened.past == ()
    assert sheet.app.text_input(key="sheet_name").value == "开办理发店"


def test_a_question_is_fixed_with_one_of_its_options_and_asked_again(sheet):
    app = sheet.app
    which = next(box for box in app.selectbox if box.key.startswith("fix_which"))
    sheet.run(which.set_value("has_license"))
    assert app.selectbox(key="fix_new_has_license").options == ["是", "否"]
    sheet.run(app.selectbox(key="fix_new_has_license").set_value("否"))

    assert sheet.theme.fixed_answers["has_license"] == "否"
    assert not any(box.key == "typical_has_license" for box in app.selectbox)

    sheet.run(app.button(key="release_has_license").click())
    assert "has_license" not in sheet.theme.fixed_answers
    assert app.selectbox(key="typical_has_license").value == "否"


def test_typical_answers_are_changed_by_widgets_of_their_kind(sheet):
    app = sheet.app
    sheet.run(app.selectbox(key="typical_has_license").set_value("是"))
    number = app.number_input[-1]
    sheet.run(number.set_value(66.0))

    typical = sheet.theme.typical_answers
    assert typical["has_license"] == "是"
    assert typical[number.key.removeprefix("typical_")] == 66


def test_an_answer_that_is_gone_is_reported_and_can_be_chosen_anew(office):
    designing, session = office.designer, let_in(office.transaction, POLICY)
    opened = open_draft(designing, session, "T02")
    old = {"has_license": "也许"}
    change_theme(
        designing, session, opened, lambda theme: theme.model_copy(update={"typical_answers": old})
    )

    sheet = SheetScreen(office)

    assert "原来的答案“也许”已经不能选" in sheet.html
    assert sheet.app.selectbox(key="typical_has_license").value is None


def test_values_bindings_and_words_are_changed_on_the_sheet_and_taken_back(office):
    sheet = SheetScreen(office, theme="T05")
    app, before = sheet.app, sheet.theme
    kinds = next(group for group in app.button_group if group.key == "sheet_audience_kind")
    sheet.run(kinds.set_value("企业"))
    sheet.run(app.text_area(key="sheet_note").input("试点"))
    sheet.run(app.number_input(key="sheet_baseline_trips").set_value(9))
    sheet.run(app.selectbox(key="fixed_value_re.reason@contract").set_value("赠与"))
    sheet.run(app.button(key="release_value_re.kind@house").click())
    at = len(before.subject_bindings)
    matter = before.matters[0].matter
    sheet.run(app.selectbox(key=f"bind_matter_{at}").set_value(matter))
    sheet.run(app.selectbox(key=f"bind_subject_{at}").set_value("applicant"))
    sheet.run(app.selectbox(key=f"bind_bound_as_{at}").set_value("agent"))
    sheet.run(app.button(key="bind").click())

    now = sheet.theme
    assert (now.audience_kind, now.note, now.baseline.trips) == ("企业", "试点", 9)
    assert now.fixed_values["re.reason@contract"].value == "赠与"
    assert now.fixed_values["re.reason@contract"].basis == "契税法第二条"
    assert "re.kind@house" not in now.fixed_values
    assert now.subject_bindings[-1].bound_as == "agent"
    for _ in sheet.opened.past:
        sheet.run(app.button(key="undo").click())
    assert sheet.theme == before


def test_a_fixed_value_that_no_form_offers_any_more_is_reported(office):
    designing, session = office.designer, let_in(office.transaction, POLICY)
    opened = open_draft(designing, session, "T05")
    gone = {"re.reg_kind@house": "老办法"}
    change_theme(
        designing, session, opened, lambda theme: theme.model_copy(update={"fixed_values": gone})
    )

    assert "原来的答案“老办法”已经不能选" in SheetScreen(office, theme="T05").html


def test_what_the_catalogue_settles_is_reported_in_words(office):
    html = SheetScreen(office, theme="T05").html

    for words in ("固定值", "主体对应", "当事人", "买卖", "依据：契税法第二条"):
        assert words in html
    assert "re.reason" not in html


@pytest.fixture
def renamed_by_another(office, sheet):
    """A sheet whose theme somebody renamed while it was open."""
    session = let_in(office.transaction, SECOND)
    change_theme(office.designer, session, sheet.opened, rename("别人改的"), kind="rename")
    return sheet


def test_whoever_was_slower_may_keep_the_newest(renamed_by_another):
    sheet = renamed_by_another
    sheet.run(sheet.app.text_input(key="sheet_name").input("我改的"))
    sheet.run(sheet.app.button(key="load_newest").click())

    assert sheet.theme.name == "别人改的"
    assert sheet.app.text_input(key="sheet_name").value == "别人改的"


def test_whoever_was_slower_sees_both_sentences_and_chooses(renamed_by_another):
    sheet = renamed_by_another
    sheet.run(sheet.app.text_input(key="sheet_name").input("我改的"))

    assert "原来：开办理发店" in sheet.html
    (choice,) = [radio for radio in sheet.app.radio if radio.key.startswith("merge_")]
    assert choice.proto.captions == ["我改的", "别人改的"]
    assert sheet.app.button(key="settle").disabled
    sheet.run(choice.set_value("mine"))
    sheet.run(sheet.app.button(key="settle").click())

    assert sheet.theme.name == "我改的"
    assert sheet.app.text_input(key="sheet_name").value == "我改的"


def test_what_another_saves_is_reported_while_one_goes_on_and_stays_beside_it(renamed_by_another):
    sheet = renamed_by_another
    sheet.run(sheet.app)
    assert "存了新的改动" in sheet.html
    assert "改了名称" in sheet.html

    sheet.run(sheet.app.text_area(key="sheet_audience").input("个体工商户"))

    assert (sheet.theme.name, sheet.theme.audience) == ("别人改的", "个体工商户")
    assert "两份改动合在一起了" in sheet.html
    assert "您：改了适用人群" in sheet.html
    assert sheet.app.text_input(key="sheet_name").value == "别人改的"


def test_the_new_state_is_shown_when_asked_for(renamed_by_another):
    sheet = renamed_by_another
    sheet.run(sheet.app)

    sheet.run(sheet.app.button(key="take_in").click())

    assert sheet.app.text_input(key="sheet_name").value == "别人改的"
    assert "存了新的改动" not in sheet.html


def test_two_themes_of_one_name_are_distinguished(sheet):
    sheet.run(sheet.app.text_input(key="sheet_name").input("开办 餐饮店"))

    assert "T01 也叫这个名称" in sheet.html


def test_nobody_else_sees_the_sheet(office):
    assert "您的角色做不了这件事" in SheetScreen(office, WINDOW).html


def test_a_copy_is_a_theme_of_its_own_and_opened_in_its_place(sheet):
    sheet.app.text_input(key="copy_name_T02").input("开办美甲店")
    sheet.run(sheet.app.button(key="copy_go").click())

    code = "".join(sheet.app.query_params["theme"])
    copied = theme_of(open_draft(sheet.designing, sheet.session, code).draft.document)
    assert (code, copied.name) == ("T13", "开办美甲店")
    assert copied.matters == sheet.theme.matters
    assert sheet.app.text_input(key="sheet_name").value == "开办美甲店"


def test_a_published_version_is_restored_as_a_step_and_taken_back(sheet):
    app = sheet.app
    assert app.button(key="restore_1").disabled
    sheet.run(app.text_input(key="sheet_name").input("改错了"))
    sheet.run(app.button(key="restore_1").click())

    assert [step.kind for step in sheet.opened.past] == ["rename", "restore"]
    assert sheet.theme.name == "开办理发店"
    sheet.run(app.button(key="undo").click())
    assert sheet.theme.name == "改错了"


def test_the_list_of_themes_says_which_have_one_name(office, sheet):
    sheet.designing.drafting.copy(sheet.session, "T02", name="开办理发店")
    inside = Screen(office)
    inside.log_in("policy")

    assert "和 T13 同名" in inside.html
    assert "和 T02 同名" in inside.html
    assert inside.html.count("同名") == 2


def test_a_theme_is_ended_with_its_days_and_offered_again(sheet):
    app = sheet.app
    app.selectbox(key="archive_instead").set_value("T01")
    sheet.run(app.button(key="archive_go").click())

    known = sheet.designing.publishing.life(sheet.session, sheet.code)
    assert (known.life.archived.day, known.life.archived.replaced_by) == (known.today, "T01")
    assert known.life.archived.grace_until > known.today
    assert "这个主题停办" in sheet.html
    sheet.run(app.button(key="reopen").click())
    assert sheet.designing.publishing.life(sheet.session, sheet.code).life.archived is None


def test_a_draft_is_put_away_and_the_published_version_is_open_again(sheet):
    app, name = sheet.app, sheet.theme.name
    sheet.run(app.text_input(key="sheet_name").input("改了名"))

    sheet.run(app.button(key="discard_go").click())

    assert sheet.theme.name == name
    assert not any(button.key == "discard_go" for button in app.button)


def test_what_others_saved_is_seen_before_a_draft_is_put_away(office, sheet):
    name = sheet.theme.name
    sheet.run(sheet.app.text_input(key="sheet_name").input("改了名"))
    second = let_in(office.transaction, SECOND)
    theirs = open_draft(sheet.designing, second, sheet.code)
    change_theme(
        sheet.designing, second, theirs, lambda theme: theme.model_copy(update={"note": "试点"})
    )

    sheet.run(sheet.app.button(key="discard_go").click())

    assert sheet.theme.note == "试点"
    assert not [button for button in sheet.app.button if button.key == "discard_go"]
    sheet.run(sheet.app.button(key="go_on_discard").click())
    sheet.run(sheet.app.button(key="discard_go").click())
    assert (sheet.theme.name, sheet.theme.note) == (name, "")
