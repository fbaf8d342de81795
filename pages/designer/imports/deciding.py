"""What is done in the grid of an import, taken into what was decided."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from core.services.library import (
    Decisions,
    ImportRow,
    choose,
    confirm,
    leave_to_office,
    take_back,
)
from pages.designer.grid import GridEvent, GridEventKind
from pages.designer.imports.memory import ImportWorkspace

_OF_ROWS: Mapping[str, Callable[..., Decisions]] = MappingProxyType(
    {"Enter": confirm, "Ctrl+Enter": confirm, "0": leave_to_office, "Delete": take_back}
)
_PLACES = MappingProxyType({"1": 0, "2": 1, "3": 2})
_ON_RANGES = frozenset({"Ctrl+Enter", "0", "Delete"})


def take_import_event(table: ImportWorkspace, event: GridEvent) -> None:
    """Take what was done in the grid: a row chosen, or a key pressed on one or several."""
    table.chosen = event.row
    if event.kind is GridEventKind.KEY:
        take_key(table, event.key, _rows_of(table, event))


def take_key(table: ImportWorkspace, key: str, rows: tuple[ImportRow, ...]) -> None:
    """Take a key: 1 to 3 choose, 0 leaves it to the office, Enter confirms, Delete takes back."""
    if key == "Ctrl+Z":
        table.undo()
    elif rows and key in _OF_ROWS:
        table.decide(partial(_OF_ROWS[key], rows=rows))
    elif rows and key in _PLACES:
        table.decide(partial(choose, row=rows[0], place=_PLACES[key]))


def _rows_of(table: ImportWorkspace, event: GridEvent) -> tuple[ImportRow, ...]:
    """Return the rows of an event; heads of groups are none."""
    wanted = set(event.rows) if event.key in _ON_RANGES else set()
    return tuple(row for row in table.rows if row.ref in wanted | {event.row})
