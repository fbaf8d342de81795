"""Importing on the page: read, look row by row, confirm by keys or in bulk, keep."""

from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from core.services.library import (
    Certainty,
    confirm,
    report_of,
    settled,
    sure_rows,
    undecided,
    whose,
    with_whose_open,
)
from pages.designer.grid import GridEvent
from pages.designer.imports.deciding import take_import_event
from pages.designer.imports.memory import ImportWorkspace
from tests.seating import POLICY
from tests.services.test_library import spreadsheet

FILE = spreadsheet(
    [1, "单位信息", "统一社会信用代码", "文本"],
    [2, "负责人", "身份证号码", "文本"],
    [3, "负责人", "", "文本"],
)
CODE = "WJ-新许可"
NUMBER = f"{CODE}.F02"


def _script(library, session, person=None):
    from pages.designer import imports, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    workspace.current_workspace().person = person
    imports.page(library)


@pytest.fixture
def app(office):
    args = (office.library, office.policy.session, POLICY)
    return AppTest.from_function(_script, args=args, default_timeout=60).run()


@pytest.fixture
def opened(app):
    upload(app, FILE)
    return app


def upload(app, content, name="新许可.xlsx"):
    app.selectbox(key="import_department").set_value("WJ")
    app.file_uploader[0].upload(name, content, "").run()
    assert not app.exception


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception


def table_of(app):
    key = "remembered.pages.designer.imports.memory.ImportWorkspace"
    return app.session_state[key]


def choose_row(app, ref):
    take_import_event(table_of(app), GridEvent(sequence=1, kind="choose", row=ref))
    app.run()


def say_whose(app, subject):
    (box,) = [box for box in app.selectbox if str(box.key).startswith("subject_")]
    box.set_value(subject).run()
    assert not app.exception


def html_of(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_every_row_says_what_was_understood_and_what_was_not(opened):
    html = html_of(opened)

    assert "读了 4 行" in html
    assert "身份证号码" in html
    assert "这一行没有名称" in html


def test_everything_not_understood_is_in_full_view(opened, office):
    imported = office.policy.library.importing.read(FILE, name="新许可", department="WJ")
    shown = "".join(part.proto.body for part in opened.main.get("html"))
    folded = "".join(part.proto.body for box in opened.expander for part in box.get("html"))

    for line in report_of(imported, "zh-CN").lines:
        assert shown.count(escape(line.message)) > folded.count(escape(line.message))
    assert "暂按 20 个工作日" in shown


def test_a_table_of_another_kind_says_what_to_do(app):
    upload(app, "标签,类型\n姓名,文本\n".encode(), "清单.csv")

    assert "另存为“Excel 工作簿（.xlsx）”" in html_of(app)


def test_what_is_sure_is_confirmed_together_and_the_rest_row_by_row(opened, office):
    press(opened, "import_confirm_sure")
    assert "1 个表单项还没有确认" in html_of(opened)

    choose_row(opened, NUMBER)
    press(opened, "import_choice_0")
    say_whose(opened, "principal")
    assert "都有数据元和主体了" in html_of(opened)
    press(opened, "import_save")

    code, number = office.policy.library.matters.catalogue().matters[CODE].fields
    assert (code.element, code.subject) == ("org.uscc", "subject")
    assert (number.element, number.subject) == ("per.id_no", "principal")


def test_what_was_confirmed_wrongly_is_taken_back(opened):
    press(opened, "import_confirm_sure")
    press(opened, "import_undo")

    assert "2 个表单项还没有确认" in html_of(opened)


def test_what_the_office_fills_in_is_asked_of_nobody(opened, office):
    choose_row(opened, NUMBER)
    press(opened, "import_office")
    press(opened, "import_save")

    fields = office.policy.library.matters.catalogue().matters[CODE].fields
    assert [field.label for field in fields] == ["统一社会信用代码"]


def test_what_nobody_confirmed_stays_open(opened, office):
    press(opened, "import_save")

    matter = office.policy.library.matters.catalogue().matters[CODE]
    assert [field.element for field in matter.fields] == [None, None]
    assert "以后再定" in html_of(opened)


def test_discarding_keeps_nothing(opened, office):
    press(opened, "import_discard")

    assert CODE not in office.policy.library.matters.catalogue().matters
    assert any(box.key == "import_department" for box in opened.selectbox)


def ids_of(office):
    return [kept.id for kept in office.policy.library.importing.unfinished()]


def test_an_import_is_there_again_after_a_reload_and_a_restart(opened, office):
    press(opened, "import_confirm_sure")
    opened.text_input[0].set_value("WJ-88").run()
    (kept,) = ids_of(office)
    assert opened.query_params["import"] == kept

    args = (office.library, office.policy.session, POLICY)
    again = AppTest.from_function(_script, args=args, default_timeout=60)
    again.query_params["import"] = kept
    again.run()

    assert not again.exception
    assert "1 个表单项还没有确认" in html_of(again)
    assert again.text_input[0].value == "WJ-88"
    press(again, "import_save")
    assert "WJ-88" in office.policy.library.matters.catalogue().matters
    assert CODE not in office.policy.library.matters.catalogue().matters
    assert ids_of(office) == []


def test_what_another_window_changed_is_not_written_over(opened, office):
    (kept,) = office.policy.library.importing.unfinished()
    office.policy.library.importing.keep_decisions(kept, kept.state)
    press(opened, "import_confirm_sure")

    assert "在别的窗口改过" in html_of(opened)
    assert opened.button(key=f"import_open_{kept.id}").label


def test_several_files_are_a_list_to_go_through(app, office):
    app.selectbox(key="import_department").set_value("WJ")
    files = [("甲.xlsx", FILE, ""), ("坏.xlsx", b"nothing", ""), ("乙.xlsx", FILE, "")]
    app.file_uploader[0].set_value(files).run()
    assert not app.exception

    html = html_of(app)
    assert "没做完的导入（2 份）" in html
    assert "坏.xlsx" in html
    ids = {kept.name: kept.id for kept in office.policy.library.importing.unfinished()}
    press(app, f"import_open_{ids['乙']}")
    assert "<h2>乙</h2>" in html_of(app)
    press(app, "import_save")
    assert "没做完的导入（1 份）" in html_of(app)
    press(app, f"import_drop_sure_{ids['甲']}")
    assert "没做完的导入" not in html_of(app)
    matters = office.policy.library.matters.catalogue().matters
    assert "WJ-乙" in matters
    assert "WJ-甲" not in matters


def test_going_back_to_the_list_keeps_what_was_typed_last(opened, office):
    opened.text_input[0].set_value("WJ-77")
    press(opened, "import_to_list")

    (kept,) = office.policy.library.importing.unfinished()
    assert kept.state.codes == {CODE: "WJ-77"}
    assert "没做完的导入（1 份）" in html_of(opened)


@pytest.mark.parametrize("code", ["WJ-01", "wj-01"])
def test_a_code_that_another_matter_has_is_refused(opened, office, code):
    before = office.policy.library.matters.catalogue().matters["WJ-01"]
    opened.text_input[0].set_value(code).run()
    assert "两个事项不能同一个代码" in html_of(opened)
    assert "会被替换" not in html_of(opened)
    assert not [button for button in opened.button if button.key == "import_save"]

    opened.text_input[0].set_value("WJ-55").run()
    press(opened, "import_save")

    matters = office.policy.library.matters.catalogue().matters
    assert matters["WJ-01"] == before
    assert "WJ-55" in matters


def test_what_is_no_spreadsheet_is_refused_in_words_and_another_can_be_chosen(app):
    upload(app, b"not a spreadsheet")

    assert 'role="alert"' in html_of(app)
    upload(app, FILE)
    assert "读了 4 行" in html_of(app)


def test_what_was_confirmed_is_not_discarded_by_one_press(opened):
    press(opened, "import_confirm_sure")
    press(opened, "import_discard")
    assert "已经确认的 1 项会丢掉" in html_of(opened)

    press(opened, "import_go_on")
    assert "1 个表单项还没有确认" in html_of(opened)

    press(opened, "import_discard")
    press(opened, "import_discard_sure")
    assert any(box.key == "import_department" for box in opened.selectbox)


SEVENTEEN = [
    ("单位信息", "1．统一社会信用代码："),
    ("单位信息", "单 位 名 称"),
    ("单位信息", "住　所"),
    ("单位信息", "经济类型"),
    ("负责人信息", "负责人姓名*"),
    ("负责人信息", "身份证号"),
    ("负责人信息", "手机（必填）"),
    ("负责人信息", "电子邮箱"),
    ("经营信息", "经营场所地址"),
    ("经营信息", "经营面积（㎡）"),
    ("经营信息", "邮政编码"),
    ("人员信息", "店长手机"),
    ("人员信息", "从业人数（人）"),
    ("联系人", "联系人姓名"),
    ("联系人", "联系人手机号"),
    ("以下由机关填写", "经办人意见"),
    ("以下由机关填写", "受理日期"),
]


class Hands:
    """Whoever works in the grid; every click, pick and key is a touch."""

    def __init__(self, table):
        self.table, self.touches = table, 0

    def on_range(self, rows, key):
        """Click the first of some rows, Shift-click the last, press a key."""
        self.touches += 3
        shown = [row.ref for row in self.table.rows]
        first, last = shown.index(rows[0].ref), shown.index(rows[-1].ref)
        refs = tuple(shown[first : last + 1])
        event = GridEvent(sequence=self.touches, kind="key", row=refs[-1], rows=refs, key=key)
        take_import_event(self.table, event)

    def on_row(self, row, key):
        """Click a row, press a key."""
        self.touches += 2
        take_import_event(
            self.table, GridEvent(sequence=self.touches, kind="key", row=row.ref, key=key)
        )

    def say_whose(self, section, subject):
        """Click a row of a section, open the list of subjects, pick one: for the section."""
        self.touches += 3
        rows = with_whose_open(self.table.decisions, self.table.rows, section)
        self.table.decide(lambda decisions: whose(decisions, rows, subject))

    def confirm_sure(self):
        """Press the button for all that is sure."""
        self.touches += 1
        self.table.decide(
            lambda decisions: confirm(decisions, sure_rows(decisions, self.table.rows))
        )


def test_seventeen_messy_fields_are_usable_in_25_touches(office):
    rows = [[n, *field, "文本"] for n, field in enumerate(SEVENTEEN, 1)]
    imports = office.policy.library.importing
    begun = imports.begin_import(spreadsheet(*rows), name="小餐饮登记", department="SCJG")
    imported, table = begun.imported, ImportWorkspace()
    table.lay_out(begun)
    hands = Hands(table)

    hands.confirm_sure()
    hands.say_whose("负责人信息", "principal")
    hands.say_whose("联系人", "contact")
    hands.on_range([row for row in table.rows if row.certainty is Certainty.LOOK], "Ctrl+Enter")
    hands.on_range([row for row in table.rows if row.section == "以下由机关填写"], "0")
    for row in undecided(table.decisions, table.rows):
        hands.on_row(row, "1")

    assert undecided(table.decisions, table.rows) == ()
    assert hands.touches <= 25
    elements = office.policy.library.matters.catalogue().elements
    matter = settled(imported.matters[0], table.decisions, elements)
    bound = {field.label: (field.element, field.subject) for field in matter.fields}
    assert len(bound) == 15
    assert bound["店长手机"] == ("per.mobile", "principal")
    assert bound["电子邮箱"] == ("per.email", "principal")
    assert bound["经营面积（㎡）"] == ("prem.area_biz", "premises")
    assert {field.type.value for field in matter.fields if "面积" in field.label} == {"number"}


def press_form(app, label):
    (button,) = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception


def words_of_parties(office):
    return {party.word: party.subjects for party in office.policy.library.parties.party_words()}


def test_a_word_for_a_party_is_said_on_the_page_recognised_and_removed(app, office):
    app.text_input(key="party_word").set_value("堂主")
    app.multiselect(key="party_subjects").set_value(["principal"])
    press_form(app, "加上")

    assert words_of_parties(office)["堂主"] == ("principal",)
    assert "堂主" in "".join(element.value for element in app.markdown)
    upload(app, spreadsheet([1, "基本信息", "堂主手机", "文本"]))
    (row,) = table_of(app).rows
    assert row.suggestions[0].subject == "principal"

    press(app, "import_to_list")
    press(app, "party_remove_堂主")
    assert "堂主" not in words_of_parties(office)


def test_a_word_that_means_nobody_is_refused_in_words(app, office):
    before = words_of_parties(office)
    app.text_input(key="party_word").set_value("堂主")
    press_form(app, "加上")

    assert "选出指的是谁" in html_of(app)
    assert words_of_parties(office) == before
