"""The grid: a table whose cells are walked by keys, typed in, filled from Excel, and marked.

How to use it::

    grid = Grid(
        label=workspace.say("workshop.fields"),
        corner=workspace.say("workshop.field"),
        columns=(GridColumn("label", "名称"), GridColumn("type", "类型", options=("文本", "日期"))),
        rows=(GridRow("F01", "字号名称", cells={"label": GridCell("字号名称")}),),
        keys=("1", "2", "Shift+Enter", "Ctrl+Z"),
    )
    draw_grid(grid, "fields", take=take, locale=workspace.locale)

``take`` is called with each :class:`GridEvent` once, in the order of what was done, before the
page is drawn again. A cell that was typed in, cleared (Del) or pasted into comes as ``VALUES``
with a :class:`GridEntry` for each cell; what has no such cell, or one that is fixed, is told to
the person and not reported. A key that is listed in ``keys`` comes as ``KEY`` with the rows of
the range. The cell in focus comes as ``CHOOSE``, if ``reports_choice``. A value that cannot be
taken is given back by ``refused``: its cell opens again with what was typed, and says why.

Every report carries all that is not acknowledged, with growing numbers. A report that is lost
comes with the next; one that comes twice is taken once.
"""

from pages.designer.grid.component import draw_grid
from pages.designer.grid.model import Grid, GridCell, GridColumn, GridRefusal, GridRow
from pages.designer.grid.reports import GridEntry, GridEvent, GridEventKind

__all__ = [
    "Grid",
    "GridCell",
    "GridColumn",
    "GridEntry",
    "GridEvent",
    "GridEventKind",
    "GridRefusal",
    "GridRow",
    "draw_grid",
]
