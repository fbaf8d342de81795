"""Importing on the page: read, look row by row, confirm, keep."""

from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from core.services.library import report_of
from tests.seating import POLICY
from tests.services.test_library import spreadsheet

FILE = spreadsheet(
    [1, "单位信息", "统一社会信用代码", "文本"],
    [2, "负责人", "身份证号码", "文本"],
    [3, "负责人", "", "文本"],
)
CODE = "WJ-新许可"


def _script(library, session, person=None):
    from pages.designer import importing, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    workspace.current_workspace().person = person
    importing.page(library)


@pytest.fixture
def app(office):
    args = (office.library, office.policy.session)
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


def html_of(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_every_row_says_what_was_understood_and_what_was_not(opened):
    html = html_of(opened)

    assert "读了 4 行" in html
    assert "身份证号码" in html
    assert "这一行没有名称" in html


def test_every_finding_of_the_report_is_in_full_view(opened, office):
    imported = office.policy.library.importing.read(FILE, name="新许可", department="WJ")
    shown = "".join(one.proto.body for one in opened.main.get("html"))
    folded = "".join(one.proto.body for box in opened.expander for one in box.get("html"))

    for line in report_of(imported, "zh-CN").every_line:
        assert shown.count(escape(line.message)) > folded.count(escape(line.message))
    assert "暂按 20 个工作日" in shown


def test_a_table_of_another_kind_says_what_to_do(app):
    upload(app, "标签,类型\n姓名,文本\n".encode(), "清单.csv")

    assert "另存为“Excel 工作簿（.xlsx）”" in html_of(app)


def test_exact_fields_are_confirmed_together_and_others_one_by_one(opened, office):
    press(opened, f"confirm_exact_{CODE}")
    assert "1 个表单项还没有确认" in html_of(opened)

    (pick,) = [box for box in opened.selectbox if box.key.startswith("pick_")]
    pick.select_index(0).run()
    (subject,) = [box for box in opened.selectbox if box.key.startswith("subject_")]
    subject.set_value("principal").run()
    assert "都有数据元和主体了" in html_of(opened)
    press(opened, "import_save")

    code, number = office.policy.library.matters.catalogue().matters[CODE].fields
    assert (code.element, code.subject) == ("org.uscc", "subject")
    assert (number.element, number.subject) == ("per.id_no", "principal")


def test_what_nobody_confirmed_stays_open(opened, office):
    press(opened, "import_save")

    matter = office.policy.library.matters.catalogue().matters[CODE]
    assert [field.element for field in matter.fields] == [None, None]
    assert "以后再定" in html_of(opened)


def test_discarding_keeps_nothing(opened, office):
    press(opened, "import_discard")

    assert CODE not in office.policy.library.matters.catalogue().matters
    assert any(box.key == "import_department" for box in opened.selectbox)


def test_what_is_no_spreadsheet_is_refused_in_words_and_another_can_be_chosen(app):
    upload(app, b"not a spreadsheet")

    assert 'role="alert"' in html_of(app)
    upload(app, FILE)
    assert "读了 4 行" in html_of(app)


def test_another_element_than_those_suggested_can_be_chosen(opened, office):
    press(opened, f"confirm_exact_{CODE}")
    (pick,) = [box for box in opened.selectbox if box.key.startswith("pick_")]
    pick.select_index(len(pick.options) - 1).run()
    (element,) = [box for box in opened.selectbox if box.key.startswith("element_")]
    element.set_value("per.passport_no" if "per.passport_no" in element.options else "per.name")
    element.run()
    (subject,) = [box for box in opened.selectbox if box.key.startswith("subject_")]
    subject.set_value("principal").run()

    assert "都有数据元和主体了" in html_of(opened)


def test_what_was_confirmed_is_not_discarded_by_one_press(opened):
    press(opened, f"confirm_exact_{CODE}")
    press(opened, "import_discard")
    assert "已经确认的 1 项会丢掉" in html_of(opened)

    press(opened, "import_go_on")
    assert "1 个表单项还没有确认" in html_of(opened)

    press(opened, "import_discard")
    press(opened, "import_discard_sure")
    assert any(box.key == "import_department" for box in opened.selectbox)


def test_words_for_parties_are_added_and_taken_back(office):
    app = AppTest.from_function(
        _script, args=(office.library, office.policy.session, POLICY), default_timeout=60
    ).run()

    app.text_input(key="party_word").set_value("堂主")
    app.multiselect(key="party_subjects").set_value(["principal"])
    app.button(key="FormSubmitter:party_form-加上").click().run()
    assert "堂主" in {party.word for party in office.policy.library.parties.party_words()}

    press(app, "party_remove_堂主")
    assert "堂主" not in {party.word for party in office.policy.library.parties.party_words()}
