"""The board as Streamlit draws it: our script, and SortableJS in front of it."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.state import kept_under

FOLDER = Path(__file__).parents[2] / "assets" / "components" / "board"
KEY = "board"


def draw_board(data: Mapping[str, Any], on_moved: Callable[[], None]) -> None:
    """Draw the board; ``on_moved`` runs before the next run of the page."""
    board = st.components.v2.component(
        "theme_board", html=_text("board.html"), css=_text("board.css"), js=_script()
    )
    board(key=KEY, data=dict(data), on_moved_change=on_moved)


def told_by_board() -> Any:
    """Return what the board has just told."""
    state = kept_under(KEY)
    return getattr(state, "moved", None) if state is not None else None


@cache
def _script() -> str:
    """Return one module. SortableJS finds a private ``module`` and leaves nothing behind."""
    return (
        "const vendored = { exports: {} };\n(function (module, exports, define) {"
        f"{_text('Sortable.min.js')}\n"
        "}).call({}, vendored, vendored.exports, undefined);\n"
        f"const Sortable = vendored.exports;\n{_text('board.js')}"
    )


@cache
def _text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
