"""Files are taken from where one works: the theme, its sheet, a round, the proposals."""

from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from core.services.confirming_rounds import Answer, AnswerKind
from tests.handed_out import READERS
from tests.pages.designer.screens import Screen
from tests.pages.handed import handed_over
from tests.seating import HEALTH, POLICY, let_in


def sheet_page(office, session):
    from pages.designer.sheet import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(office.designer, office.staff.accounts, office.handouts)


def round_page(office, session):
    from pages.designer.rounds import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(office.rounds.confirming, office.designer, office.handouts)


class ExportScreen(Screen):
    """A page of one theme with its files."""

    def __init__(self, script, office, theme):
        session = let_in(office.transaction, POLICY)
        self.app = AppTest.from_function(script, args=(office, session), default_timeout=60)
        self.app.query_params["theme"] = theme
        self.look_again()

    def taken(self):
        (file,) = handed_over(self.app)
        return file["name"], b64decode(file["content"])


def test_a_draft_is_taken_as_it_is_in_every_format_with_the_same_words(office):
    screen = ExportScreen(sheet_page, office, "T07")
    screen.app.text_input(key="sheet_name").input("=迁户口").run()
    screen.app.selectbox(key="handout_name").set_value("materials").run()

    for form, read in READERS.items():
        screen.press(f"handout_{form}")
        name, content = screen.taken()
        assert name == f"T07 材料清单和去向.{form}"
        assert "=迁户口材料清单" in read(content)
        assert "草稿第1稿" in read(content)


@pytest.mark.parametrize(
    "name", ["dmn", "jsonlogic", "xlsform", "jsonschema", "bpmn", "package", "jsonld"]
)
def test_files_for_programs_stand_in_the_same_place(office, name):
    screen = ExportScreen(sheet_page, office, "T07")

    screen.app.selectbox(key="handout_name").set_value(name).run()
    screen.press(f"handout_{name}")

    assert len(screen.taken()[1]) > 500


def test_minutes_of_a_round_say_who_refused_why_and_who_stayed_silent(office):
    drafting = office.policy.designer.drafting
    draft = drafting.create(name="三家的事", lead_department="GA", audience_kind="individual")
    draft = drafting.save(draft, drafting.arrange(draft.document, ["GA-03", "WJ-03", "RS-04"]))
    found = office.policy.rounds.confirming.start_round(draft.code, draft.revision)
    own = next(cell.element for cell in found.cells if cell.department == "WJ")
    refusal = Answer(AnswerKind.REFUSE, "先要看现场", basis="《医疗机构管理条例》", wish="改为提前")
    answering = office.as_(HEALTH).rounds.answering
    answering.answer_round(draft.code, found.number, {own: refusal})

    screen = ExportScreen(round_page, office, draft.code)
    screen.press("handout_xlsx")
    name, content = screen.taken()

    text = READERS["xlsx"](content)
    assert name == f"{draft.code} 征求意见汇总表 1.xlsx"
    for words in ("三家的事征求意见汇总表（第1轮）", "有分歧的（1条）", "先要看现场"):
        assert words in text
    assert "依据《医疗机构管理条例》、建议改为提前" in text
    assert HEALTH.display_name in text
    assert "没有答复" in text
    assert found.deadline.isoformat() in text


def test_a_draft_with_a_matter_that_is_being_catalogued_is_refused_in_words(office, monkeypatch):
    from core.services.designers import preview_theme  # noqa: PLC0415

    monkeypatch.setattr(preview_theme.ThemePlan, "ready", property(lambda plan: False))
    screen = ExportScreen(sheet_page, office, "T07")

    screen.press("handout_docx")

    assert handed_over(screen.app) == []
    assert len(screen.alerts) == 1
