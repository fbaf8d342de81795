"""The board as Streamlit draws it: our script, and SortableJS in front of it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.shared.components import script_of, text_of
from pages.shared.state import kept_under

KEY = "board"


def draw_board(
    data: Mapping[str, Any],
    on_moved: Callable[[], None],
    on_opened: Callable[[], None],
    *,
    key: str = KEY,
) -> None:
    """Draw a board; what it tells is taken before the next run of the page."""
    board = st.components.v2.component(
        "theme_board",
        html=text_of("board", "board.html"),
        css=text_of("board", "board.css"),
        js=script_of("board", library="Sortable.min.js", known_as="Sortable"),
    )
    board(key=key, data=dict(data), on_moved_change=on_moved, on_opened_change=on_opened)


def report_of_board(key: str = KEY) -> Any:
    """Return what a board has just told."""
    state = kept_under(key)
    return getattr(state, "moved", None) if state is not None else None


def opened_on_board(key: str = KEY) -> str:
    """Return the card that a board was just told to open, if any."""
    opened = getattr(kept_under(key), "opened", None)
    return opened if isinstance(opened, str) else ""
