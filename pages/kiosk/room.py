"""The kiosk of a training room: the same pages, over the room's own use cases."""

import streamlit as st

from core.i18n import LOCALES
from core.services.citizens import page_at
from pages.kiosk.app import show
from pages.kiosk.presented import present
from pages.kiosk.scanning import base_address
from pages.kiosk.visiting import current_visit
from pages.shared.presenter import PresenterBar, presented_to
from pages.shared.presenter_notes import NOTES, show_notes, tell_no_presenter
from pages.shared.rooms import ROOM, Enter, draw_band, take_seat

_NO_PATH = ""
LANGUAGE = "lang"
"""What the address of a presenter names: the language in which the presentation begins."""


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
    presenting, _ = presented_to(room.presenting)
    if presenting is not None:
        _speak_as_asked()
    draw_band(room, current_visit().locale)
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


def _speak_as_asked() -> None:
    """Speak the language of the address; notes keep it there, for they have no button for it."""
    asked = st.query_params.get(LANGUAGE, "")
    if asked in LOCALES:
        current_visit().locale = asked
    if NOTES not in st.query_params:  # from now on the button of the kiosk says it
        st.query_params.pop(LANGUAGE, None)
