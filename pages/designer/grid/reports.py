"""What the grid in the browser reports, and whether it may be believed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pages.designer.grid.model import Grid


class GridEventKind(StrEnum):
    """What was done in a grid."""

    CHOOSE = "choose"
    VALUES = "values"
    KEY = "key"


class GridEntry(BaseModel):
    """What was put into one cell; "" clears it."""

    model_config = ConfigDict(frozen=True, strict=True)

    row: str
    column: str
    value: str


class GridEvent(BaseModel):
    """One thing done in a grid.

    ``row`` and ``column`` are the cell in focus, ``column`` "" the name of the row. ``rows`` are
    the rows of the range, ``entries`` what was put into which cells, ``key`` the key.
    """

    model_config = ConfigDict(frozen=True)

    sequence: int
    kind: GridEventKind
    row: str
    column: str = ""
    rows: tuple[str, ...] = ()
    key: str = ""
    entries: tuple[GridEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Report:
    """Events of one grid, as far as they make sense."""

    grid: Grid

    def read(self, report: Any) -> Iterator[GridEvent]:
        """Yield the events of a report that make sense for the grid."""
        rows = {row.id for row in self.grid.rows}
        for reported in report if isinstance(report, list) else ():
            try:
                event = GridEvent.model_validate(reported)
            except ValidationError:
                continue
            if event.row in rows and rows.issuperset(event.rows):
                yield event


def new_events(report: Any, grid: Grid, *, seen: int) -> tuple[GridEvent, ...]:
    """Return what a browser reports and nobody has seen yet, in the order of what was done.

    What is put into cells that the grid does not have, or that are fixed, is left out.

    Args:
        report: The report: a list of events, old ones among them.
        grid: What the grid showed.
        seen: The number of the last event that was taken.

    Examples:
        >>> from pages.designer.grid.model import GridColumn, GridRow
        >>> grid = Grid("表", "行", (GridColumn("a", "A"),), (GridRow("1", "一"),))
        >>> entry = {"row": "1", "column": "a", "value": "x"}
        >>> report = [{"sequence": 7, "kind": "values", "row": "1", "entries": [entry]}]
        >>> [event.entries[0].value for event in new_events(report, grid, seen=6)]
        ['x']
        >>> new_events(report, grid, seen=7)
        ()
    """
    known = {event.sequence: event for event in _Report(grid).read(report) if event.sequence > seen}
    return tuple(_possible(known[number], grid) for number in sorted(known))


def _possible(event: GridEvent, grid: Grid) -> GridEvent:
    kept = tuple(entry for entry in event.entries if (entry.row, entry.column) in grid.editable)
    return event.model_copy(update={"entries": kept})
