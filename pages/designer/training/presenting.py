"""Begin to present a scenario in a training room: the three addresses are the presenter's."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.i18n import DEFAULT_LOCALE
from core.services.trainers import Presentation, PresentInRoom
from pages.designer.speaking import LANGUAGE
from pages.designer.training.rooms import app_addresses
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.presenter import PRESENT
from pages.shared.presenter_notes import NOTES
from pages.shared.rooms import ROOM
from pages.shared.state import remember, remembered


@dataclass
class PresentationBegun:
    """What this trainer presents; its key is shown nowhere else."""

    given: Presentation | None = None


def offer_to_present(
    presenting: PresentInRoom, scenario: str, kiosk_address: str, workspace: Workspace
) -> None:
    """Offer a room to present a scenario in, and the ways to what is presented."""
    say = workspace.say
    with errors_shown(workspace.locale):
        rooms = presenting.rooms(workspace.session)
        st.html(f"<p>{escape(say('training.present_below'))}</p>")
        with st.container(horizontal=True, vertical_alignment="bottom", key="present_in"):
            room = st.selectbox(
                say("training.present_room"),
                ["", *rooms],
                format_func=lambda code: code or say("training.present_new"),
                key="present_room",
                width=220,
            )
            pressed = st.button(
                say("training.present"), key="present", icon=":material/co_present:"
            )
        if pressed:
            with st.spinner(say("training.present")):
                given = presenting.begin(workspace.session, scenario, room or "")
            remember(PresentationBegun(given))
        given_now = remembered(PresentationBegun).given
        if given_now is not None and given_now.scenario == scenario:
            st.html(_ways(given_now, kiosk_address, workspace))


def _ways(given: Presentation, kiosk_address: str, workspace: Workspace) -> str:
    kiosk, designer = app_addresses(kiosk_address)
    asked = f"?{ROOM}={given.room}&{PRESENT}={given.key}"
    if workspace.locale != DEFAULT_LOCALE:
        asked += f"&{LANGUAGE}={workspace.locale}"
    ways: Mapping[str, str] = {
        "kiosk": f"{kiosk}/{asked}",
        "designer": f"{designer}/{asked}",
        "notes": f"{kiosk}/{asked}&{NOTES}=1",
    }
    links = "".join(
        f'<a href="{escape(address)}" target="_blank" rel="noopener">'
        f"{escape(workspace.say(f'training.present_{name}'))}</a>"
        for name, address in ways.items()
    )
    words = escape(workspace.say("training.presenting_in", room=given.room))
    return f'<p role="status" class="roundsaid">{words}</p><p class="presentways">{links}</p>'
