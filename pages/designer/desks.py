"""The designer of a training room: sit down at a desk, and be one of its made-up members."""

from functools import partial
from html import escape

import streamlit as st

from core.services.trainers import SitDown
from core.staff.models import StaffMember
from pages.designer.app import show
from pages.designer.frame import brand
from pages.designer.presented import stage_of
from pages.designer.session_gate import StaffSessionGate
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.languages import offer_languages
from pages.shared.presenter import presented_to
from pages.shared.rooms import Enter, draw_band, take_seat


def show_room(code: str, enter: Enter) -> None:
    """Show the designer of a room to whoever has sat down, and the desks to all others."""
    locale = current_workspace().locale
    room = take_seat(code, enter, locale)
    if room is None:
        return
    draw_band(room, current_workspace().locale)
    stage = stage_of(room, *presented_to(room.presenting))
    if stage is not None:
        stage.sit_down()
    show(room.office, cookie=None, way_in=partial(choose_desk, room.desks), stage=stage)


def choose_desk(desks: SitDown, gate: StaffSessionGate, workspace: Workspace) -> StaffMember | None:
    """Draw the desks; return who has just sat down at one."""
    around = st.empty()
    pressed = ""
    with around.container(), st.container(key="desks"):
        st.html(brand(workspace))
        st.html(
            f"<h1>{escape(workspace.say('desks.title'))}</h1>"
            f'<p class="muted">{escape(workspace.say("desks.below"))}</p>'
        )
        for group, members in _grouped(desks.members()).items():
            st.html(f"<h2>{escape(workspace.say(f'desks.{group}'))}</h2>")
            with st.container(key=f"desks_{group}", horizontal=True):
                for member in members:
                    if st.button(member.display_name, key=f"desk_{member.username}"):
                        pressed = member.username
        offer_languages(workspace.locale, workspace.speak, key="desks_language", look="tertiary")
    if not pressed:
        return None
    with errors_shown(workspace.locale):
        person = gate.seat(desks.sit_down(pressed))
        around.empty()
        return person
    return None


def _grouped(members: tuple[StaffMember, ...]) -> dict[str, list[StaffMember]]:
    """Return members by where they sit: between the departments, or in one."""
    groups: dict[str, list[StaffMember]] = {"hall": [], "departments": []}
    for member in members:
        groups["departments" if member.department else "hall"].append(member)
    return groups
