"""What the grid reports is taken once, whatever is lost, doubled or forged on the way."""

import pytest

from pages.designer.grid import Grid, GridCell, GridColumn, GridRow
from pages.designer.grid.component import take_report
from pages.designer.grid.reports import new_events
from pages.shared import state

COLUMNS = (
    GridColumn("area", "建筑面积"),
    GridColumn("sign", "设招牌", options=("是", "否")),
    GridColumn("share", "占情形", is_fixed=True),
)
DEEP = {"area": GridCell("按句子编辑", span=2, is_fixed=True)}
GRID = Grid(
    label="决策表",
    corner="事项",
    columns=COLUMNS,
    rows=(GridRow("XF-01", "消防"), GridRow("CG-01", "招牌"), GridRow("WJ-01", "卫生", cells=DEEP)),
)


def typed(sequence, value, row="XF-01", column="area"):
    entry = {"row": row, "column": column, "value": value}
    return {"sequence": sequence, "kind": "values", "row": row, "entries": [entry]}


@pytest.fixture
def taken(monkeypatch):
    monkeypatch.setattr(state.st, "session_state", {})
    values = []

    def take(event):
        values.extend((entry.row, entry.column, entry.value) for entry in event.entries)

    def report(*events):
        take_report("table", list(events), GRID, take)
        return values

    return report


def test_a_report_that_comes_twice_is_taken_once(taken):
    taken(typed(5, "300"))

    assert taken(typed(5, "300")) == [("XF-01", "area", "300")]


def test_a_report_that_was_lost_comes_with_the_next_in_its_order(taken):
    taken(typed(5, "300"))

    assert taken(typed(7, "500"), typed(6, "400"), typed(5, "300")) == [
        ("XF-01", "area", "300"),
        ("XF-01", "area", "400"),
        ("XF-01", "area", "500"),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [("XF-01", "share"), ("XF-01", "other"), ("WJ-01", "area"), ("WJ-01", "sign")],
    ids=["fixed column", "unknown column", "fixed cell", "covered cell"],
)
def test_what_cannot_be_typed_in_is_left_out(taken, row, column):
    assert taken(typed(1, "x", row, column), typed(2, "y")) == [("XF-01", "area", "y")]


@pytest.mark.parametrize(
    "reported",
    [
        None,
        "values",
        [7],
        [typed(1, 300)],
        [{**typed(1, "x"), "row": "XX-99"}],
        [{**typed(1, "x"), "rows": ["XF-01", "XX-99"]}],
        [{**typed(1, "x"), "kind": "destroy"}],
        [{**typed(1, "x"), "sequence": None}],
    ],
)
def test_a_report_that_makes_no_sense_changes_nothing(reported):
    assert new_events(reported, GRID, seen=0) == ()


def test_a_column_beside_a_merged_cell_is_typed_in():
    columns = (*COLUMNS[:2], GridColumn("note", "备注"))
    grid = Grid("表", "行", columns, (GridRow("1", "一", cells=DEEP),))

    assert grid.editable == {("1", "note")}
