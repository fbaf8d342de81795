"""The board of the hall: large numbers, read anew by itself, and nothing about anybody."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.errors import InfrastructureError
from core.services.officers.hall_board import BoardFigures, HallBoard, ShowHallBoard
from pages.designer.wording import clock_time, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown, tell, words_of

_EVERY_SECONDS = 20
_MOST_ROWS = 10
_NUMBERS = ("received", "waiting", "granted", "late")


def page(showing: ShowHallBoard) -> None:
    """Show the board until somebody closes it."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        st.fragment(run_every=_EVERY_SECONDS)(_draw)(showing, workspace)


def _draw(showing: ShowHallBoard, workspace: Workspace) -> None:
    try:
        found = showing.board(workspace.session)
    except InfrastructureError as failed:
        tell(words_of(failed, workspace.locale))
        return
    st.html(board_html(found, workspace, is_demo=showing.is_demo))


def board_html(found: HallBoard, workspace: Workspace, *, is_demo: bool = False) -> str:
    """Return the board as HTML; that of a demo says so beside its title."""
    mark = f"<strong>{escape(workspace.say('hall.demo'))}</strong>" if is_demo else ""
    title, at = escape(workspace.say("hall.title")), escape(clock_time(found.read_at))
    updated = escape(workspace.say("hall.read_at", at=clock_time(found.read_at)))
    figures = {"cases": found.cases} | {
        name: getattr(found.whole, name) for name in _NUMBERS if name != "received"
    }
    numbers = "".join(
        f'<div class="{name}"><dt>{escape(workspace.say(f"hall.{name}"))}</dt>'
        f"<dd>{number}</dd></div>"
        for name, number in figures.items()
    )
    tables = "".join(
        _table(group, rows, workspace)
        for group, rows in (("departments", found.departments), ("themes", found.themes))
    )
    return (
        f'<section class="hallboard" aria-label="{title}"><header><h1>{title}{mark}</h1>'
        f'<p><time datetime="{at}">{updated}</time></p></header>'
        f'<dl>{numbers}</dl><div class="halltables">{tables}</div></section>'
    )


def _table(group: str, rows: Iterable[BoardFigures], workspace: Workspace) -> str:
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"hall.{name}"))}</th>'
        for name in (group, *_NUMBERS)
    )
    lines = "".join(map(_row, list(rows)[:_MOST_ROWS]))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _row(row: BoardFigures) -> str:
    cells = "".join(f"<td>{getattr(row, name)}</td>" for name in _NUMBERS)
    return f'<tr><th scope="row">{escape(shown(row.name))}</th>{cells}</tr>'
