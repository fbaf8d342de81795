"""What a grid shows: columns, and rows of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

RowKind = Literal["plain", "strong", "inner", "joined"]
"""``strong`` heads what follows, ``inner`` belongs to it, ``joined`` goes on with it (or …)."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column.

    Args:
        id: What its cells are called by.
        name: Its head.
        options: What can be picked while typing; whoever takes the value decides.
        is_fixed: No cell of it is typed in.
        is_figure: Its cells hold figures and stand on the right.
        width: In pixels; 0 leaves it to the browser.
    """

    id: str
    name: str
    options: tuple[str, ...] = ()
    is_fixed: bool = False
    is_figure: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell.

    Args:
        text: What it shows; an empty one shows the grid's ``empty``.
        typed: What stands in it while it is typed in, if that is not ``text``.
        mark: A word that says what is wrong with it, shown and spoken (矛盾).
        is_fixed: It is read, not typed in.
        span: How many columns it covers.
    """

    text: str = ""
    typed: str | None = None
    mark: str = ""
    is_fixed: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: a name, something smaller below it, and cells by column; absent ones are empty."""

    id: str
    name: str
    about: str = ""
    kind: RowKind = "plain"
    cells: Mapping[str, GridCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GridRefusal:
    """A value that was not taken: its cell opens again with what was typed, and says why."""

    row: str
    column: str
    typed: str
    why: str


@dataclass(frozen=True)
class Grid:
    """A table whose cells are edited.

    Args:
        label: What it is called for whoever hears it.
        corner: The head of its names.
        columns: Its columns.
        rows: Its rows; their ids differ.
        keys: Keys that are reported, such as ``1``, ``Shift+Enter``, ``Ctrl+Z``.
        empty: What an empty cell shows, and what is said of it.
        steps_on: Those of the keys after which the focus goes one row down.
        reports_choice: Whether the cell in focus is reported.
        has_tint: Whether cells that are filled are tinted; not where nearly all are.
        name_width: How wide the names of the rows are, in pixels.
    """

    label: str
    corner: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    keys: tuple[str, ...] = ()
    empty: tuple[str, str] = ("", "")
    reports_choice: bool = False
    has_tint: bool = True
    name_width: int = 232
    steps_on: tuple[str, ...] = ()

    @cached_property
    def editable(self) -> frozenset[tuple[str, str]]:
        """Return every cell that can be typed in, by row and column."""
        return frozenset(
            (row.id, column.id)
            for row in self.rows
            for column in _uncovered(self.columns, row)
            if not (column.is_fixed or row.cells.get(column.id, GridCell()).is_fixed)
        )


def _uncovered(columns: tuple[GridColumn, ...], row: GridRow) -> list[GridColumn]:
    """Return the columns in which a row has a cell of its own, not one that a wider one covers."""
    found: list[GridColumn] = []
    covered = 0
    for column in columns:
        if covered:
            covered -= 1
            continue
        found.append(column)
        covered = row.cells.get(column.id, GridCell()).span - 1
    return found
