"""The kiosk of a training room: the same pages, over the room's own use cases."""

import streamlit as st

from core.services.citizens import page_at
from pages.kiosk.app import show
from pages.kiosk.presented import present
from pages.kiosk.scanning import base_address
from pages.kiosk.visiting import current_visit
from pages.shared.presenter import PresenterBar, presented_to
from pages.shared.presenter_notes import NOTES, show_notes, tell_no_presenter
from pages.shared.rooms import ROOM, Enter, draw_band, take_seat

_NO_PATH = ""


def show_room(code: str, enter: Enter, *, idle_seconds: int, address: str) -> None:
    """Show the kiosk of a room, or why there is none.

    Args:
        code: The code of the room, as the address has it.
        enter: Enters a room.
        idle_seconds: After how long without a touch everything is forgotten.
        address: How phones reach this kiosk; nothing is as the browser here does.
    """
    room = take_seat(code, enter)
    if room is None:
        return
    draw_band(room, current_visit().locale)
    presenting, _ = presented_to(room.presenting)
    shown = presenting.shown(current_visit().locale) if presenting else None
    if presenting is not None and shown is not None:
        if NOTES in st.query_params:
            show_notes(PresenterBar(presenting, room.state.code, current_visit().locale), shown)
            return
        idle_seconds = 0  # whoever presents speaks, and touches nothing meanwhile
        present(presenting, shown, room)
    elif NOTES in st.query_params:
        tell_no_presenter(current_visit().locale)
        return
    there = page_at(base_address(address), _NO_PATH, **{ROOM: room.state.code})
    show(room.kiosk, idle_seconds=idle_seconds, address=there)
