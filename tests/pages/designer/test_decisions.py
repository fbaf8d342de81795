"""The decision table: cells are typed, pasted and taken back; the panel shows the same."""

import pytest
from streamlit.testing.v1 import AppTest

from core.catalogue.models import AllOf, AnyOf, Comparison, comparisons_in
from core.services.designers.edit_theme import change_theme, open_draft
from core.services.theme_documents import theme_of
from core.themes.editing.conditions import set_matter_when
from pages.designer.decisions import overview
from pages.designer.grid import GridEvent
from tests.seating import POLICY, let_in

SIGN, FIRE = "CG-01", "XF-01"


def compared(question, op, value):
    return Comparison(question=question, op=op, value=value)


BIG, FULL = compared("area_biz", "gt", 300), compared("capacity", "gt", 50)
SIGNED = compared("sign_need", "eq", "是")


def script(designing, accounts, session, library, person):
    from pages.designer.decisions import page  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session, current_workspace().person = session, person
    page(designing, accounts, lambda: None, library)


class TableScreen:
    """The decision table of one theme, as one person sees it; the grid reports what it is told."""

    def __init__(self, office, monkeypatch):
        self.designing, self.session = office.designer, let_in(office.transaction, POLICY)
        self.number = 0
        monkeypatch.setattr(overview, "draw_grid", self.draw)
        self.library = office.library
        accounts = office.use_cases.staff.accounts
        given = (office.designer, accounts, self.session, office.library, POLICY)
        self.app = AppTest.from_function(script, args=given, default_timeout=60)
        self.app.query_params["theme"] = "T01"
        self.run(self.app)

    def draw(self, grid, _, **more):
        self.grid, self.more = grid, more

    def run(self, element):
        element.run()
        assert not self.app.exception

    def do(self, row, column="", **more):
        self.number += 1
        kind = "values" if "entries" in more else "key" if "key" in more else "choose"
        event = GridEvent(sequence=self.number, kind=kind, row=row, column=column, **more)
        self.more["take"](event)
        self.run(self.app)

    def put(self, row, column, value):
        self.do(row, column, entries=({"row": row, "column": column, "value": value},))

    def texts(self, row):
        cells = next(row_drawn.cells for row_drawn in self.grid.rows if row_drawn.id == row)
        return {code: it.text for code, it in cells.items() if it.text and code != "share"}

    @property
    def rows(self):
        return [row.id for row in self.grid.rows]

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def theme(self):
        return theme_of(open_draft(self.designing, self.session, "T01").draft.document)

    def when(self, matter):
        return next(it.when for it in self.theme.matters if it.matter == matter)

    def ask_when(self, question):
        return next(it.ask_when for it in self.theme.questions if it.question == question)

    def begin_with(self, matter, when):
        opened = open_draft(self.designing, self.session, "T01")
        catalogue = self.designing.reading.catalogue(self.session)
        change_theme(
            self.designing, self.session, opened, set_matter_when(matter, 0, when, catalogue)
        )
        self.app.session_state["remembered.pages.designer.workspace.Workspace"].clear()
        self.run(self.app)


@pytest.fixture
def table(office, monkeypatch):
    return TableScreen(office, monkeypatch)


def test_an_alternative_begins_with_the_rest_of_its_row_and_counts_with_its_cell(table):
    both = AllOf(all=(BIG, SIGNED))
    table.begin_with(SIGN, both)
    assert table.texts(f"{SIGN}/0/0") == {"area_biz": "＞ 300", "sign_need": "是"}

    table.do(f"{SIGN}/0/0", "area_biz", key="Shift+Enter")
    assert table.texts(f"{SIGN}/0/+") == {"sign_need": "是"}
    assert table.when(SIGN) == both

    table.put(f"{SIGN}/0/+", "capacity", ">50")
    assert table.when(SIGN) == AllOf(all=(AnyOf(any=(BIG, FULL)), SIGNED))
    assert f"{SIGN}/0/+" not in table.rows

    table.do(f"{SIGN}/0/0", key="Ctrl+Z")
    assert table.when(SIGN) == both


def test_what_is_pasted_is_one_step_and_what_says_no_answer_is_refused(table):
    table.begin_with(SIGN, SIGNED)
    row = f"{SIGN}/0/0"
    pasted = (("sign_need", ""), ("area_biz", "500以上"), ("capacity", "很多"))

    table.do(row, "sign_need", entries=[{"row": row, "column": c, "value": v} for c, v in pasted])

    assert table.when(SIGN) == compared("area_biz", "ge", 500)
    assert table.more["refused"].typed == "很多"
    assert "怎么比" in table.more["refused"].why
    table.do(row, key="Ctrl+Z")
    assert table.when(SIGN) == SIGNED


def test_the_bar_edits_the_chosen_cell_and_says_what_is_left(table):
    table.begin_with(SIGN, SIGNED)
    table.do(f"{SIGN}/0/0", "sign_need")
    assert "这一格只留下 50 % 的情形；这一行 50 %，整项 50 %。" in table.html

    table.run(table.app.selectbox(key=f"cell_{SIGN}/0/0_sign_need_0_value").select("否"))
    assert table.when(SIGN) == compared("sign_need", "eq", "否")

    table.run(table.app.button(key="cell_clear").click())
    assert table.when(SIGN) is None


def test_a_contradiction_is_marked_listed_and_repaired(table):
    table.begin_with(SIGN, AllOf(all=(SIGNED, compared("sign_need", "eq", "否"))))
    row = next(drawn for drawn in table.grid.rows if drawn.id == f"{SIGN}/0/0")
    assert row.cells["sign_need"].mark == "矛盾"
    assert "有 1 行没有一种情形能满足" in table.html

    table.run(table.app.segmented_control(key="table_shows").set_value("clashes"))
    assert table.rows == [f"{SIGN}/0/0"]
    table.run(table.app.button(key=f"repair_{SIGN}/0_0").click())

    assert table.when(SIGN) == compared("sign_need", "in", ("是", "否"))
    assert "没有一种情形能满足" not in table.html


def test_what_is_too_deep_is_one_cell_and_is_not_changed_here(table):
    deep = AnyOf(any=(BIG, AllOf(all=(SIGNED, AnyOf(any=(FULL, BIG))))))
    table.begin_with(SIGN, deep)
    row = next(drawn for drawn in table.grid.rows if drawn.id == f"{SIGN}/0/0")
    [cell] = [it for code, it in row.cells.items() if code != "share"]

    assert (cell.is_fixed, cell.span) == (True, len(table.grid.columns) - 1)
    assert cell.text.startswith("按句子编辑：")
    assert not [cell for cell in table.grid.editable if cell[0] == row.id]


def test_rows_are_found_by_name_and_question_and_other_questions_get_columns(table):
    columns = len(table.grid.columns)
    table.run(table.app.toggle(key="table_every").set_value(True))
    assert len(table.grid.columns) > columns

    table.run(table.app.text_input(key="table_words").input("招牌"))
    assert {row.partition("/")[0] for row in table.rows} >= {SIGN}
    assert len(table.rows) < 10


def test_a_condition_of_the_library_waits_for_a_reason(table):
    row = next(row for row in table.rows if row.startswith(f"{FIRE}/material:"))
    code = row.partition(":")[2].partition("/")[0]
    table.put(row, "capacity", ">80")
    assert table.texts(row)["capacity"] == "＞ 80"

    assert "＞80" in table.html.replace(" ", "")
    table.app.text_input(key="shop_reason_0").input("按新规定")
    table.run(table.app.button(key="shop_submit").click())

    matter = table.library.matters.catalogue(table.session).matters[FIRE]
    material = next(part for part in matter.materials if part.id == code)
    assert compared("capacity", "gt", 80) in material.when.all
    assert table.texts(row)["capacity"] == "＞ 80"
    assert table.app.button(key="undo").disabled


def test_when_a_question_is_asked_is_a_row_and_looks_at_earlier_questions_only(table):
    questions = [asked.question for asked in table.theme.questions]
    early, late = questions.index("area_biz"), questions.index("capacity")
    first, second = ("area_biz", "capacity") if early < late else ("capacity", "area_biz")
    table.run(table.app.segmented_control(key="table_shows").set_value("questions"))
    table.run(table.app.toggle(key="table_every").set_value(True))
    assert table.rows[0] == f"question:{questions[0]}/0"
    ask_when = table.ask_when(first)

    table.put(f"question:{first}/0", second, ">50")
    assert table.ask_when(first) == ask_when
    assert "排在后面才问" in table.more["refused"].why
    table.do(f"question:{first}/0", second)
    assert "排在后面才问" in table.html
    assert not [button for button in table.app.button if button.key == "cell_add"]

    table.put(f"question:{second}/0", first, ">50")
    assert compared(first, "gt", 50) in set(comparisons_in(table.ask_when(second)))
    table.do(f"question:{second}/0", first, key="Ctrl+Z")
    assert compared(first, "gt", 50) not in set(comparisons_in(table.ask_when(second)))
