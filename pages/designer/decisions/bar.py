"""The bar above the table: the chosen cell in native widgets, and what it leaves over."""

from html import escape

import streamlit as st

from core.catalogue.models import AllOf, Comparison
from core.themes.editing.comparing_answers import first_comparison
from core.themes.editing.condition_tables import Cell, Row, cell_of
from core.themes.editing.decided_parts import DecidedPart, whole_condition
from pages.designer.conditions.comparison import ComparisonLine, draw_answer
from pages.designer.conditions.opening import MATTER, QUESTION
from pages.designer.conditions.own_conditions import Pages
from pages.designer.decisions.memory import BEGUN
from pages.designer.decisions.table import SHARE, DecisionTable
from pages.designer.decisions.taking import begin_alternative, save_cells, why_too_early
from pages.designer.wording import shown


def draw_bar(table: DecisionTable, board: Pages) -> None:
    """Draw what the chosen cell says, to be changed; without one, say how to choose."""
    with st.container(key="cellbar", horizontal=True, vertical_alignment="center"):
        memory = table.memory
        part = next((known for known in table.parts if known.id == memory.part), None)
        row = _row(table, part) if part else None
        if part is None or (row is None and part.rows is not None):
            st.html(f'<p class="muted">{escape(table.editing.say("table.choose"))}</p>')
        elif row is None or memory.column in ("", SHARE) or not table.may_change(part):
            _draw_read_only(table, part, board)
        else:
            _draw_cell(table, part, row)


def _row(table: DecisionTable, part: DecidedPart) -> Row | None:
    rows, at = part.rows or (), table.memory.at
    if at == BEGUN:
        return table.memory.begun_of(part.id)
    return rows[int(at)] if at.isdecimal() and int(at) < len(rows) else None


def _draw_read_only(table: DecisionTable, part: DecidedPart, board: Pages) -> None:
    _name(table, part)
    words = (
        table.editing.sentence(part.when) if part.when else table.editing.say(f"always_{part.kind}")
    )
    st.html(f"<p>{escape(words)}</p>")
    page = board()
    if page is not None:
        card = {MATTER: part.matter} if part.matter else {QUESTION: part.part}
        address = {"theme": table.editing.theme.code, **card}
        st.page_link(page, label=table.editing.say("table.as_sentences"), query_params=address)


def _name(table: DecisionTable, part: DecidedPart) -> None:
    name = " · ".join(filter(None, (part.matter, part.part)))
    st.html(f"<b>{escape(name)} {escape(shown(part.name))}</b>", width="content")


def _draw_cell(table: DecisionTable, part: DecidedPart, row: Row) -> None:
    memory, say = table.memory, table.editing.say
    cell = cell_of(row, memory.column)
    names = {"name": part.matter or part.part, "question": table.editing.question(memory.column)}
    is_begun = memory.at == BEGUN
    title = say("table.new_cell", **names) if is_begun else _place_of(table, names)
    st.html(f"<b>{escape(title)}</b>", width="content")
    for at, line in enumerate(cell):
        _draw_line(table, cell, at, line)
    if not cell and table.is_too_early(part, memory.column):
        st.html(f'<p class="err">{escape(why_too_early(table, memory.column))}</p>')
    elif not cell:
        first = (first_comparison(table.question(memory.column)),)
        _button(table, "add", ":material/add:", first)
    else:
        _button(table, "clear", ":material/backspace:", ())
    if not is_begun:
        st.button(
            say("table.alternative"),
            icon=":material/playlist_add:",
            key="cell_alternative",
            on_click=begin_alternative,
            args=(table,),
        )
    _tell_shares(table, part, row, cell)


def _place_of(table: DecisionTable, names: dict[str, str]) -> str:
    return table.editing.say("table.cell", n=int(table.memory.at) + 1, **names)


def _draw_line(table: DecisionTable, cell: Cell, at: int, line: Comparison) -> None:
    def save(changed: Comparison) -> None:
        _save(table, (*cell[:at], changed, *cell[at + 1 :]))

    key = f"cell_{table.memory.row}_{table.memory.column}_{at}"
    draw_answer(ComparisonLine(table.editing, key, line, (), save))


def _button(table: DecisionTable, name: str, icon: str, cell: Cell) -> None:
    st.button(
        table.editing.say(f"table.{name}"),
        icon=icon,
        key=f"cell_{name}",
        on_click=_save,
        args=(table, cell),
    )


def _save(table: DecisionTable, cell: Cell) -> None:
    memory = table.memory
    save_cells(table, {(memory.part, memory.at, memory.column): cell})


def _tell_shares(table: DecisionTable, part: DecidedPart, row: Row, cell: Cell) -> None:
    editing = table.editing
    whole = editing.percent(whole_condition(part, editing.theme))
    alone = editing.percent(AllOf(all=cell) if cell else None)
    said = editing.say("table.leaves", cell=alone, row=editing.percent(AllOf(all=row)), whole=whole)
    st.html(f'<p class="muted" role="status">{escape(said)}</p>')
