"""The grid as Streamlit draws it: our script in the browser, and what it reports taken once."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import Any

import streamlit as st

from core.i18n import translate
from pages.designer.grid.model import Grid, GridRefusal
from pages.designer.grid.reports import GridEvent, new_events
from pages.shared.components import script_of, text_of
from pages.shared.state import kept_under, remembered

_WORDS = ("left_out", "pasted", "range", "how")
_KEPT = {name: f"{{{name}}}" for name in ("n", "name", "rows", "columns")}
"""Places that the grid fills in itself."""


@dataclass
class _SeenEvents:
    """The last event that was taken, by grid; reports of two threads take turns."""

    last: dict[str, int] = field(default_factory=dict)
    turn: RLock = field(default_factory=RLock, repr=False, compare=False)


def draw_grid(
    grid: Grid,
    key: str,
    *,
    take: Callable[[GridEvent], None],
    locale: str,
    chosen: tuple[str, str] | None = None,
    refused: GridRefusal | None = None,
) -> None:
    """Draw a grid; ``take`` is given each event once, before the next run of the page.

    Args:
        grid: What it shows.
        key: What it is called by; no other widget of the page is.
        take: Takes what was done.
        locale: The language of what the grid says by itself.
        chosen: The cell (row, column) that Tab leads to first. Where it becomes another one than
            the grid reported, the focus goes there.
        refused: A value that was not taken.
    """
    component = st.components.v2.component(
        "grid",
        html=text_of("grid", "grid.html"),
        css=text_of("grid", "grid.css"),
        js=script_of("grid"),
    )
    component(
        key=key,
        data={
            "grid": asdict(grid),
            "seen": remembered(_SeenEvents).last.get(key, 0),
            "words": {word: translate(f"designer.grid.{word}", locale, **_KEPT) for word in _WORDS},
            "chosen": chosen,
            "refused": asdict(refused) if refused else None,
        },
        on_told_change=lambda: take_report(key, report_of_grid(key), grid, take),
    )


def report_of_grid(key: str) -> Any:
    """Return what a grid has just reported."""
    return getattr(kept_under(key), "told", None)


def take_report(key: str, report: Any, grid: Grid, take: Callable[[GridEvent], None]) -> None:
    """Take every event of a report that was not taken before."""
    seen = remembered(_SeenEvents)
    with seen.turn:
        for event in new_events(report, grid, seen=seen.last.get(key, 0)):
            seen.last[key] = event.sequence
            take(event)
