"""The designer in a presentation: the desk of the stop is taken, its case and matter are open.

What is done there is done by going on, with the use case of that desk; what it came to is seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.services.trainers import (
    EnteredRoom,
    PresentedNow,
    PresentScenario,
    Stop,
    StopDesk,
)
from core.staff.models import Role, StaffMember
from pages.designer.office import addresses
from pages.designer.session_gate import StaffSessionGate
from pages.designer.workspace import current_workspace
from pages.shared.presenter import PRESENT, PresenterBar, class_of, point_at
from pages.shared.rooms import ROOM
from pages.shared.state import remembered

_ACTS = {
    "accept": "actrow_accepted",
    "decline": "actrow_not_accepted",
    "ask_correction": "actrow_correction_asked",
    "pause": "actrow_paused",
    "resume": "actrow_resumed",
    "extend": "actrow_extended",
    "set_inspection": "actrow_inspection_set",
    "inspect": "actrow_inspected",
    "grant": "actrow_granted",
    "refuse": "actrow_granted",
    "assess": "charge_say",
    "waive": "charge_say",
    "deliver": "window_give",
    "pay": "fees_take",
}
_TASKS, _WINDOW, _FEES = "tasks", "window", "fees"


@dataclass
class StopLed:
    """To which move this screen was led last; whoever looks elsewhere meanwhile may."""

    revision: int = -1
    username: str = ""


@dataclass(frozen=True)
class DeskOnStage:
    """What a presenter's designer shows: the room, what is presented in it, and by what key."""

    room: EnteredRoom
    presenting: PresentScenario
    shown: PresentedNow
    key: str

    def sit_down(self) -> None:
        """Take the desk of the stop, or the one that was or will be the nearest."""
        led, stop = remembered(StopLed), _stop_at_desk(self.shown)
        member = _member(self.room.desks.members(), stop) if stop else None
        if led.revision == self.shown.position.revision or member is None:
            return
        if member.username != led.username:
            entering = self.room.office.staff.entering
            StaffSessionGate(entering, None).seat(self.room.desks.sit_down(member.username))
            led.username = member.username

    def lead(self, pages: Mapping[str, Sequence[StreamlitPage]], current: StreamlitPage) -> None:
        """Turn to the page of the stop, once a move."""
        led, position = remembered(StopLed), self.shown.position
        if led.revision == position.revision:
            return
        led.revision = position.revision
        stop = _stop_at_desk(self.shown)
        path = _path_of(stop)
        asked = {ROOM: self.room.state.code, PRESENT: self.key, **self._asked(stop)}
        target = next(page for group in pages.values() for page in group if page.url_path == path)
        if current.url_path != path:
            st.switch_page(target, query_params=asked)
        st.query_params.from_dict(asked)

    def draw_bar(self) -> None:
        """Draw the bar, and outline what is about to be pressed."""
        locale = current_workspace().locale
        point_at(_outlined(self.shown), self.shown, locale)
        PresenterBar(self.presenting, self.room.state.code, locale).draw(self.shown)

    def _asked(self, stop: Stop | None) -> dict[str, str]:
        """Return what the address says of the case; before it is handed in there is none."""
        case = self.presenting.case(self.shown.position) if stop else None
        if case is None or stop is None:
            return {}
        asked = {addresses.CASE: case.number}
        if stop.desk is StopDesk.OFFICE:
            asked[addresses.MATTER] = stop.matters[0]
        return asked


def _stop_at_desk(shown: PresentedNow) -> Stop | None:
    """Return the stop if it is at a desk, else the last one before it, else the first one."""
    at = shown.position.at
    desks = (StopDesk.OFFICE, StopDesk.WINDOW)
    before = [stop for stop in shown.stops[: at + 1] if stop.desk in desks]
    after = [stop for stop in shown.stops[at + 1 :] if stop.desk in desks]
    return next(iter([*reversed(before), *after]), None)


def _member(members: Sequence[StaffMember], stop: Stop) -> StaffMember | None:
    role = Role.DEPARTMENT if stop.desk is StopDesk.OFFICE else Role.WINDOW
    fitting = (it for it in members if role in it.roles and it.department == _department(stop))
    return next(fitting, None)


def _department(stop: Stop) -> str:
    return stop.department if stop.desk is StopDesk.OFFICE else ""


def _path_of(stop: Stop | None) -> str:
    if stop is None or stop.desk is StopDesk.OFFICE:
        return _TASKS
    return _FEES if stop.stage == "pay" else _WINDOW


def _outlined(shown: PresentedNow) -> tuple[str, ...]:
    stop = shown.stop
    at_desk = stop.desk in (StopDesk.OFFICE, StopDesk.WINDOW)
    return (class_of(_ACTS[stop.stage]),) if at_desk and not shown.is_done else ()


Lead = Callable[[Mapping[str, Sequence[StreamlitPage]], StreamlitPage], None]


def stage_of(room: EnteredRoom, presenting: PresentScenario | None, key: str) -> DeskOnStage | None:
    """Return what is on stage at the desks of a room, for whoever presents."""
    shown = presenting.shown(current_workspace().locale) if presenting else None
    return DeskOnStage(room, presenting, shown, key) if presenting and shown else None
