"""What a touch draws anew: the page alone, unless the frame around it has changed as well.

The page is a fragment of Streamlit's. Drawing it alone spares the browser and the server the
frame, with its styles and scripts (`docs/decisions`, the page is drawn alone).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from pages.kiosk.visiting import current_visit
from pages.shared.state import remembered


@dataclass
class _Drawn:
    """For what the frame on the screen was drawn, and whether the page is drawn without it."""

    frame: tuple[object, ...] = ()
    with_frame: bool = False
    alone: bool = False


def draw_around(frame: Callable[[], None], page: Callable[[], None]) -> None:
    """Draw the frame, and the page in it, which a touch on it draws alone."""
    drawn = remembered(_Drawn)
    drawn.frame, drawn.with_frame = current_visit().frame, True
    frame()
    st.fragment(_draw)(page)


def _draw(page: Callable[[], None]) -> None:
    drawn = remembered(_Drawn)
    drawn.alone, drawn.with_frame = not drawn.with_frame, False
    if drawn.frame != current_visit().frame:
        redraw()
    page()


def redraw() -> NoReturn:
    """Stop here and draw what is there now."""
    drawn = remembered(_Drawn)
    is_framed = drawn.alone and drawn.frame == current_visit().frame
    st.rerun(scope="fragment" if is_framed else "app")
