"""Which training room a browser session is in, and how that is seen on every page.

An address names the room once. The session keeps to it from then on: what is forgotten of a
person, where a link leads, and what an address loses on the way never leads out of a room, and
nothing of the hall is remembered in one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import streamlit as st

from core.errors import RoomBegunAnewError, ServiceError, TrainingRoomError
from core.i18n import DEFAULT_LOCALE, locale_of, translate
from core.services.trainers import EnteredRoom
from pages.shared.feedback import tell
from pages.shared.forgetting import leave_session
from pages.shared.state import SEAT, forget_everything, keep_under, kept_under
from pages.shared.styling import dress

ROOM = "room"
"""What the address names."""
Enter = Callable[[str, str], EnteredRoom]
"""Enters the room of a code, in the generation that somebody is in already."""
_COLOURS = (
    *("#8A2C5B", "#5B3A9E", "#1F5FA8", "#8A4B08", "#7A2E1D", "#3E6B1F"),
    *("#0B6B7A", "#6A3FA0", "#93323F", "#46539A", "#7D5A00", "#2E6E4E"),
)
"""White reads well on each; none is the green of the hall."""


@dataclass
class Seat:
    """Where a session sits. ``knows_anew`` says that it was told the room was begun anew."""

    room: EnteredRoom
    knows_anew: bool = True


def room_asked() -> str:
    """Return the code of the room that this session is in, or asks for; none in the hall."""
    asked = st.query_params.get(ROOM, "")
    seat = _seat()
    return asked or (seat.room.state.code if seat else "")


def take_seat(code: str, enter: Enter, locale: str = DEFAULT_LOCALE) -> EnteredRoom | None:
    """Return the room that this session is in; else say why it is in none."""
    seat = _seat()
    if seat is None or seat.room.state.code != code.strip().upper():
        forget_everything()  # of the hall, or of another room
        seat = None
    try:
        room = enter(code, seat.room.state.generation if seat else "")
    except RoomBegunAnewError:
        return _begin_anew(code, enter, locale)
    except (TrainingRoomError, ServiceError) as error:
        _refuse(error, locale)
        return None
    keep_under(SEAT, Seat(room, knows_anew=seat.knows_anew if seat else True))
    if st.query_params.get(ROOM) != room.state.code:
        st.query_params[ROOM] = room.state.code
    if _is_told(room, locale):
        return room
    return None


def draw_anew_if_begun_anew() -> None:
    """Draw the whole page anew where the trainer began the room anew since it was drawn."""
    seat = _seat()
    if seat is not None and not seat.room.is_current():
        st.rerun(scope="app")


def draw_band(room: EnteredRoom, locale: str) -> None:
    """Draw what says on every page that nothing of it is real."""
    code, spoken = room.state.code, locale_of(locale).code
    words = escape(translate("room.band", spoken, room=code))
    moment = room.clock()
    clock = escape(translate("room.clock", spoken, moment=f"{moment:%Y-%m-%d %H:%M}"))
    style = _style(code, translate("room.band", spoken, room=code))
    with st.container(key="unseen_room"):  # it takes no room beside what it lies over
        st.html(
            f"<style>{style}</style>"
            f'<div class="roomband" role="note"><b>{words}</b><span>{clock}</span></div>'
        )


def colour_of(code: str) -> str:
    """Return the colour of a room: a room has the same wherever it is seen.

    Examples:
        >>> colour_of("K7MQ") == colour_of("K7MQ") != colour_of("K7MR")
        True
    """
    return _COLOURS[sum(place * ord(sign) for place, sign in enumerate(code, 1)) % len(_COLOURS)]


def _seat() -> Seat | None:
    kept = kept_under(SEAT)
    return kept if isinstance(kept, Seat) else None


def _begin_anew(code: str, enter: Enter, locale: str) -> EnteredRoom | None:
    """Forget what was done in the former generation, sit down in the new one, and say so."""
    forget_everything()
    leave_session()
    try:
        keep_under(SEAT, Seat(enter(code, ""), knows_anew=False))
    except ServiceError as error:
        _refuse(error, locale)
        return None
    room = enter(code, "")
    return room if _is_told(room, locale) else None


def _is_told(room: EnteredRoom, locale: str) -> bool:
    """Say once that the room was begun anew; nothing else is shown until that is read."""
    seat = _seat()
    if seat is None or seat.knows_anew:
        return True
    around = st.empty()
    with around.container():
        dress(("common.css",), locale=locale)
        draw_band(room, locale)
        tell(translate("error.training.room_begun_anew", locale, room=room.state.code))
        st.button(
            translate("room.go_on", locale), key="room_go_on", type="primary", on_click=_go_on
        )
    return False


def _go_on() -> None:
    seat = _seat()
    if seat is not None:
        seat.knows_anew = True


def _refuse(error: ServiceError, locale: str) -> None:
    dress(("common.css",), locale=locale)
    forget_everything()
    keep_under(SEAT, None)
    tell(translate(error.citizen_key or error.message_key, locale, **error.params))


def _style(code: str, words: str) -> str:
    """Return a frame in the colour of the room, and words across the whole page."""
    colour = colour_of(code)
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="360">'
        f'<text x="310" y="190" transform="rotate(-24 310 180)" text-anchor="middle"'
        f' font-family="Noto Sans CJK SC, Noto Sans SC, sans-serif" font-size="23" fill="{colour}"'
        f' fill-opacity=".13">{escape(words)}</text></svg>'
    )
    return (
        f":root{{--room:{colour}}}"
        ".roomband{position:fixed;left:0;right:0;top:0;z-index:1000002;box-sizing:border-box;"
        "display:flex;flex-wrap:wrap;gap:0 24px;justify-content:center;align-items:center;"
        "min-height:36px;padding:4px 16px;background:var(--room);color:#fff;font-size:15px;"
        "line-height:1.4;text-align:center}"
        "@media(max-width:700px){.roomband span{display:none}}"  # one line, also on a phone
        ".stApp{inset:36px 0 0 0!important;border:6px solid var(--room);border-top:0;"
        "box-sizing:border-box}"
        ".stApp::after{content:'';position:fixed;inset:36px 0 0 0;pointer-events:none;"
        f'z-index:1000001;background:url("data:image/svg+xml,{quote(drawn)}")}}'
    )
