"""Take what was done in the grid: cells are read, and saved as one step."""

from collections.abc import Iterable
from dataclasses import replace

from core.catalogue.models import Condition, Theme
from core.services.designers import Catalogue
from core.services.designers.edit_theme import redo_step, undo_step
from core.themes.editing.cell_texts import read_cell
from core.themes.editing.condition_tables import (
    Cell,
    Row,
    cell_of,
    with_alternative,
    with_cell,
    with_cells,
    write_table,
)
from core.themes.editing.conditions import set_ask_when, set_matter_when
from core.themes.editing.decided_parts import DecidedPart, decided_parts
from pages.designer.conditions.editing import Change
from pages.designer.decisions.memory import BEGUN
from pages.designer.decisions.table import DecisionTable
from pages.designer.grid import GridEntry, GridEvent, GridEventKind, GridRefusal
from pages.designer.stepping import take_step

_STEPS = {"Ctrl+Z": undo_step, "Ctrl+Y": redo_step, "Ctrl+Shift+Z": redo_step}
Cells = dict[tuple[str, str, str], Cell]
"""Cells by part, place of the row, and question."""
PartCells = dict[tuple[str, str], Cell]


def take_event(table: DecisionTable, event: GridEvent) -> None:
    """Take one event of the grid."""
    memory = table.memory
    memory.row, memory.column, memory.refused = event.row, event.column, None
    if event.kind is GridEventKind.VALUES:
        save_cells(table, _read(table, event.entries))
    elif event.key in _STEPS:
        take_step(table.editing.designing, table.editing.workspace, _STEPS[event.key])
    elif event.key:
        begin_alternative(table)


def begin_alternative(table: DecisionTable) -> None:
    """Begin an alternative of the chosen row: what else the row says; it is saved with a cell."""
    memory = table.memory
    part = _part(table, memory.part)
    if part is None or not table.may_change(part) or not memory.at.isdecimal():
        return
    rows = part.rows or ()
    at = min(int(memory.at), len(rows) - 1)
    memory.begun = (part.id, with_cell(rows[at], memory.column, ()))
    memory.row = f"{part.id}/{BEGUN}"


def save_cells(table: DecisionTable, cells: Cells) -> None:
    """Save cells as one step; an alternative that says something by them is a row from now on."""
    parts = {part.id: part for part in table.parts}
    own = {key: cell for key, cell in cells.items() if key[0] in parts}
    if any(not parts[of].own for of, _, _ in own):
        table.editing.save(_change(table, own), kind="condition")
    for part in parts.values():
        if part.own and (theirs := _of(part, own)):
            _declare(table, part, theirs)


def _declare(table: DecisionTable, part: DecidedPart, cells: PartCells) -> None:
    """Change a condition that the library declares; it is submitted with a reason."""

    def edit(when: Condition | None) -> Condition | None:
        now = replace(part, when=when)
        return write_table(_with(table, now, cells), table.order)

    table.editing.declare(part.matter, part.own, edit)


def _of(part: DecidedPart, cells: Cells) -> PartCells:
    return {(at, code): cell for (of, at, code), cell in cells.items() if of == part.id}


def _read(table: DecisionTable, entries: Iterable[GridEntry]) -> Cells:
    """Return what was typed; the first that says no answer is refused."""
    cells: Cells = {}
    for entry in entries:
        part_id, _, at = entry.row.rpartition("/")
        question = table.question(entry.column)
        before = _before(table, part_id, at, entry.column)
        cell = read_cell(entry.value, question, before)
        why = _why_not(table, _part(table, part_id), entry.column, cell)
        if cell is not None and not why:
            cells[part_id, at, entry.column] = cell
        elif table.memory.refused is None:
            table.memory.refused = GridRefusal(entry.row, entry.column, entry.value, why)
    return cells


def why_too_early(table: DecisionTable, code: str) -> str:
    """Return why a question may not look at another one: that is asked later (law 7)."""
    return table.editing.say("table.too_early", question=table.editing.question(code))


def _why_not(table: DecisionTable, part: DecidedPart | None, code: str, cell: Cell | None) -> str:
    """Return why a value is not taken; an empty cell says nothing, and always is."""
    if cell and part is not None and table.is_too_early(part, code):
        return why_too_early(table, code)
    return _no_answer(table, code) if cell is None else ""


def _no_answer(table: DecisionTable, code: str) -> str:
    options = table.question(code).options
    say = table.editing.say
    if not options:
        return say("table.no_number")
    return say("table.no_option", options=say("comma").join(options))


def _before(table: DecisionTable, part_id: str, at: str, question: str) -> Cell:
    part = _part(table, part_id)
    rows = part.rows if part else None
    row = table.memory.begun_of(part_id) if at == BEGUN else None
    if rows and at.isdecimal() and int(at) < len(rows):
        row = rows[int(at)]
    return cell_of(row, question) if row else ()


def _part(table: DecisionTable, part_id: str) -> DecidedPart | None:
    return next((part for part in table.parts if part.id == part_id), None)


def _change(table: DecisionTable, cells: Cells) -> Change:
    """Return the change of a theme that sets cells, whatever else was changed before it."""
    catalogue = table.editing.preview.catalogue

    def change(theme: Theme) -> Theme:
        for part in decided_parts(theme, catalogue):
            own = _of(part, cells)
            if part.own or not own or part.rows is None:
                continue
            when = write_table(_with(table, part, own), table.order)
            theme = _set_when(part, when, catalogue)(theme)
        return theme

    return change


def _set_when(part: DecidedPart, when: Condition | None, catalogue: Catalogue) -> Change:
    if part.kind == "question":
        return set_ask_when(part.part, when, catalogue)
    return set_matter_when(part.matter, part.place, when, catalogue)


def _with(table: DecisionTable, part: DecidedPart, cells: PartCells) -> tuple[Row, ...]:
    rows = part.rows or ()
    changed = with_cells(
        rows, {(int(at), code): cell for (at, code), cell in cells.items() if at.isdecimal()}
    )
    begun = table.memory.begun_of(part.id)
    for (at, code), cell in cells.items():
        if at == BEGUN and begun is not None:
            begun = with_cell(begun, code, cell)
    if begun is None or begun == table.memory.begun_of(part.id):
        return changed
    wider = with_alternative(changed, begun)
    table.memory.begun = None if wider != changed else (part.id, begun)
    return wider
