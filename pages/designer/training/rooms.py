"""Training rooms as a trainer keeps them: open, look in, set clocks ahead, begin anew, close."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from html import escape
from urllib.parse import urlsplit

import segno
import streamlit as st

from core.services.trainers import KeepRooms, ListedRoom, RecordWalks, RoomRound
from pages.designer.frame import head
from pages.designer.training.recording import forget_walks, offer_walks
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.days import ask_day
from pages.shared.feedback import errors_shown
from pages.shared.rooms import ROOM, colour_of
from pages.shared.state import remembered

_STEPS = frozenset(
    ("deemed_accepted", "supply_reminded", "lapsed", "reminded", "escalated", "concluded")
)


@dataclass
class RoomMemory:
    """What is asked before it is done, by room, and what the worker did when a clock moved."""

    asking: dict[str, str] = field(default_factory=dict)
    rounds: dict[str, RoomRound] = field(default_factory=dict)

    def ask(self, code: str, what: str = "") -> None:
        """Ask whether something is to be done to a room, or ask no more."""
        self.asking[code] = what

    def forget(self, code: str) -> None:
        """Forget what was done in a room that begins anew, or is closed."""
        self.asking.pop(code, None)
        self.rounds.pop(code, None)
        forget_walks(code)


def page(keeping: KeepRooms, recording: RecordWalks) -> None:
    """Show the rooms that are open, each with the cases in it."""
    workspace = current_workspace()
    with head(workspace.say("rooms.title"), below=workspace.say("rooms.below")):
        pressed = st.button(
            workspace.say("rooms.open"), key="open_room", type="primary", icon=":material/add:"
        )
    with errors_shown(workspace.locale):
        if pressed:
            with st.spinner(workspace.say("rooms.opening")):
                keeping.open_room(workspace.session)
        rooms = keeping.rooms(workspace.session)
        if not rooms:
            st.html(f'<p class="empty" role="status">{escape(workspace.say("rooms.none"))}</p>')
        for room in rooms:
            _draw_room(keeping, recording, room, workspace)


def _draw_room(
    keeping: KeepRooms, recording: RecordWalks, room: ListedRoom, workspace: Workspace
) -> None:
    with st.container(key=f"roomcard_{room.code}"):
        st.html(
            f"<style>.st-key-roomcard_{room.code}{{--room:{colour_of(room.code)}}}</style>"
            f"{_card(room, keeping.kiosk_address, workspace)}"
        )
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"acts_{room.code}"):
            if room.clock is not None:
                _draw_clock(keeping, room, room.clock.date(), workspace)
            _offer(keeping, room, workspace)
        _confirm(keeping, room, workspace)
        done = remembered(RoomMemory).rounds.get(room.code)
        if done is not None:
            st.html(_round_html(done, workspace))
        if room.cases:
            offer_walks(recording, room.code, workspace)


def _card(room: ListedRoom, kiosk_address: str, workspace: Workspace) -> str:
    say = workspace.say
    kiosk, designer = (_with_room(it, room.code) for it in app_addresses(kiosk_address))
    picture = segno.make(kiosk, error="m").svg_data_uri(scale=4, border=2)
    if room.clock is None or room.opened_at is None:
        facts = f'<p class="err" role="alert">{escape(say("rooms.unusable"))}</p>'
    else:
        due = f"{room.due:%Y-%m-%d}" if room.due else say("rooms.nothing_due")
        rows = {
            "clock": f"{room.clock:%Y-%m-%d %H:%M}",
            "due": due,
            "cases": str(room.cases),
            "opened": f"{room.opened_at:%Y-%m-%d %H:%M}",
        }
        listed = "".join(
            f"<div><dt>{escape(say(f'rooms.{name}'))}</dt><dd>{escape(value)}</dd></div>"
            for name, value in rows.items()
        )
        facts = f'<dl class="roomfacts">{listed}</dl>'
    ways = "".join(
        f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(say(f"rooms.{name}"))}'
        f"<small>{escape(address)}</small></a>"
        for name, address in (("to_kiosk", kiosk), ("to_designer", designer))
    )
    code = escape(say("rooms.scan", room=room.code))
    return (
        f'<div class="roomcard"><div class="roomcode"><small>{escape(say("rooms.code"))}</small>'
        f'<b translate="no">{escape(room.code)}</b></div><img src="{picture}" alt="{code}">'
        f'<div class="roomabout">{facts}<p class="roomways">{ways}</p></div></div>'
    )


def app_addresses(kiosk_address: str) -> tuple[str, str]:
    """Return how kiosk and designer are reached, as the browser here reaches the designer."""
    own = urlsplit(str(st.context.url or ""))
    designer = f"{own.scheme}://{own.netloc}"
    if kiosk_address.isdigit():
        return f"{own.scheme}://{own.hostname}:{kiosk_address}", designer
    return kiosk_address.rstrip("/"), designer


def _with_room(address: str, code: str) -> str:
    return f"{address}/?{ROOM}={code}"


def _draw_clock(keeping: KeepRooms, room: ListedRoom, now: date, workspace: Workspace) -> None:
    if room.due is not None:
        words = workspace.say("rooms.to_due", day=f"{room.due:%m-%d}")
        if st.button(words, key=f"due_{room.code}", type="primary", icon=":material/fast_forward:"):
            _move(keeping, room.code, room.due, workspace)
    day = ask_day(workspace.say("rooms.day"), now, key=f"day_{room.code}_{now}", width=170)
    if st.button(workspace.say("rooms.to_day"), key=f"move_{room.code}") and day is not None:
        _move(keeping, room.code, day, workspace)


def _move(keeping: KeepRooms, code: str, day: date, workspace: Workspace) -> None:
    with errors_shown(workspace.locale), st.spinner(workspace.say("rooms.moving")):
        remembered(RoomMemory).rounds[code] = keeping.move_clock(workspace.session, code, day)
        st.rerun()


def _offer(keeping: KeepRooms, room: ListedRoom, workspace: Workspace) -> None:
    memory = remembered(RoomMemory)
    for what, icon in (("reset", "restart_alt"), ("close", "close")):
        st.button(
            workspace.say(f"rooms.{what}"),
            key=f"{what}_{room.code}",
            icon=f":material/{icon}:",
            on_click=memory.ask,
            args=(room.code, what),
        )


def _confirm(keeping: KeepRooms, room: ListedRoom, workspace: Workspace) -> None:
    memory = remembered(RoomMemory)
    what = memory.asking.get(room.code, "")
    if not what:
        return
    does: dict[str, Callable[[], object]] = {
        "reset": partial(keeping.reset_room, workspace.session, room.code),
        "close": partial(keeping.close_room, workspace.session, room.code),
    }
    with st.container(horizontal=True, vertical_alignment="center", key=f"roomasks_{room.code}"):
        words = workspace.say(f"rooms.{what}_sure", room=room.code, n=room.cases)
        st.html(f'<p role="alert">{escape(words)}</p>', width="content")
        if st.button(workspace.say(f"rooms.{what}_yes"), key=f"yes_{room.code}", type="primary"):
            with errors_shown(workspace.locale):
                does[what]()
                memory.forget(room.code)
                st.rerun()
        st.button(
            workspace.say("rooms.no"), key=f"no_{room.code}", on_click=memory.ask, args=(room.code,)
        )


def _round_html(done: RoomRound, workspace: Workspace) -> str:
    """Return what the worker did while a clock was set ahead."""
    say = workspace.say
    moved = say(
        "rooms.moved", begun=f"{done.begun:%Y-%m-%d %H:%M}", until=f"{done.until:%Y-%m-%d %H:%M}"
    )
    if not done.events:
        return (
            f'<p role="status" class="roomdone">{escape(moved)} {escape(say("rooms.did_none"))}</p>'
        )
    rows: Sequence[tuple[str, ...]] = [
        (
            f"{event.at:%Y-%m-%d}",
            event.case_number,
            str(event.details.get("matter", "")),
            say(f"rooms.step.{event.action if event.action in _STEPS else 'other'}"),
        )
        for event in done.events
    ]
    names = ("day", "case", "matter", "step")
    heads = "".join(f'<th scope="col">{escape(say(f"rooms.did.{name}"))}</th>' for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<p role="status" class="roomdone">{escape(moved)} '
        f"{escape(say('rooms.did_some', n=len(rows)))}</p>"
        f'<div class="wide" tabindex="0"><table class="training"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
