"""Older rounds of a theme: choose one, and see what differs between two."""

from html import escape

import streamlit as st

from core.services.confirming_rounds import (
    Cell,
    CellState,
    ComparedCell,
    RoundComparison,
    RoundView,
)
from core.services.designers.confirm_rounds import ConfirmRounds
from pages.designer.rounds.drawing import state_tag
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

ROUND = "round"
"""The name under which the address says which round of the theme is shown."""


def choose_round(found: RoundView, workspace: Workspace) -> None:
    """Let an older round be shown, where there is any."""
    if found.newest == 1:
        return
    numbers = list(range(found.newest, 0, -1))
    chosen = st.selectbox(
        workspace.say("rounds.which"),
        numbers,
        index=numbers.index(found.round.number),
        format_func=lambda number: workspace.say("rounds.nth", n=number),
        key=f"round_number_{found.code}",
        width=260,
    )
    if chosen != found.round.number:
        st.query_params[ROUND] = str(chosen)
        st.rerun()
    if not found.is_newest:
        words = escape(workspace.say("rounds.older"))
        st.html(f'<p role="status" class="silence">{words}</p>')


def draw_comparison(rounds: ConfirmRounds, found: RoundView, workspace: Workspace) -> None:
    """Show what differs from the round before, or from one further back."""
    earlier = list(range(found.round.number - 1, 0, -1))
    if not earlier:
        return
    st.html(f"<h2>{escape(workspace.say('rounds.compared'))}</h2>")
    other = st.selectbox(
        workspace.say("rounds.compared_with"),
        earlier,
        format_func=lambda number: workspace.say("rounds.nth", n=number),
        key=f"round_compared_{found.code}",
        width=260,
    )
    compared = rounds.compare_rounds(workspace.session, found.code, other, found.round.number)
    if compared is None or not compared.cells:
        words = escape(workspace.say("rounds.same"))
        st.html(f'<p class="empty" role="status">{words}</p>')
        return
    st.html(_table(compared, found, workspace))


def _table(compared: RoundComparison, found: RoundView, workspace: Workspace) -> str:
    numbers = compared.earlier.number, compared.later.number
    heads = [
        workspace.say("rounds.what"),
        workspace.say("rounds.whom"),
        *(workspace.say("rounds.nth", n=number) for number in numbers),
    ]
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    rows = "".join(_row(cell, found, workspace) for cell in compared.cells)
    label = escape(workspace.say("rounds.compared"))
    return (
        f'<div class="roundgrid" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(compared: ComparedCell, found: RoundView, workspace: Workspace) -> str:
    reworded = workspace.say("rounds.reworded") if compared.is_reworded else ""
    department = found.departments.get(compared.cell.department, compared.cell.department)
    states = (_state(state, workspace) for state in (compared.before, compared.after))
    return (
        f'<tr><th scope="row">{escape(shown(_title(compared.cell, found)))}'
        f"<small>{escape(reworded)}</small></th><td>{escape(shown(department))}</td>"
        + "".join(f"<td>{state}</td>" for state in states)
        + "</tr>"
    )


def _title(cell: Cell, found: RoundView) -> str:
    words = found.words.get(cell.element)
    return words.title if words else cell.element.partition(":")[2]


def _state(state: CellState | None, workspace: Workspace) -> str:
    if state is None:
        return f"<span>{escape(workspace.say('rounds.not_asked'))}</span>"
    return state_tag(state, workspace)
