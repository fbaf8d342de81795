"""Ask how results are handed over, to whom, and for the signature of whoever takes them."""

from dataclasses import replace
from enum import StrEnum
from html import escape

import streamlit as st

from core.services.officers.window_models import (
    NUMBER_END,
    DeliveryWay,
    HandingOver,
    MatterResult,
    ReadyResults,
    Receiver,
    SignedOn,
    Stroke,
)
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.signature_pad import draw_pad, drawn_under

_PLACES = (
    *("way", "receiver", "name", "number_end", "authorisation", "found_by"),
    *("signed_on", "signature"),
)


def ask_for_statement(found: ReadyResults, number: str, workspace: Workspace) -> HandingOver:
    """Ask how it is given, and to whom; only what this way needs is asked."""
    st.html(f"<h3>{escape(workspace.say('window.step.person'))}</h3>")
    with st.container(horizontal=True, key="window_how"):
        way = _choice("way", DeliveryWay, number, workspace)
        if way == DeliveryWay.ELECTRONIC:
            return HandingOver(way)
        receiver = _choice("receiver", Receiver, number, workspace)
    with st.container(horizontal=True, key="window_who"):
        said = _said_of_receiver(found, way, receiver, workspace)
    if way == DeliveryWay.COUNTER:
        said = replace(said, signed_on=_choice("signed_on", SignedOn, number, workspace))
    return said


def _said_of_receiver(
    found: ReadyResults, way: str, receiver: str, workspace: Workspace
) -> HandingOver:
    """Ask who takes it, and by what they, or the parcel, are known."""
    number = found.number
    own = shown(found.applicant_name) if receiver == Receiver.APPLICANT else ""
    name = _text("name", f"{number}_{receiver}", workspace, value=own)
    is_counter = way == DeliveryWay.COUNTER
    is_agent = receiver == Receiver.AGENT
    return HandingOver(
        way,
        receiver,
        name,
        _text("number_end", number, workspace, most=NUMBER_END) if is_counter else "",
        _text("authorisation", number, workspace) if is_agent else "",
        "" if is_counter else _text("found_by", number, workspace),
    )


def _choice(place: str, options: type[StrEnum], number: str, workspace: Workspace) -> str:
    members = list(options)
    chosen = st.segmented_control(
        workspace.say(f"window.place.{place}"),
        members,
        default=members[0],
        format_func=lambda member: workspace.say(f"window.{place}.{member}"),
        key=f"hand_{place}_{number}",
    )
    return chosen or members[0]


def _text(place: str, about: str, workspace: Workspace, *, value: str = "", most: int = 120) -> str:
    label = workspace.say(f"window.place.{place}", n=NUMBER_END)
    return st.text_input(label, value, key=f"hand_{place}_{about}", max_chars=most) or ""


def ask_for_signature(
    statement: HandingOver,
    checked: tuple[MatterResult, ...],
    number: str,
    workspace: Workspace,
) -> Stroke | None:
    """Ask whoever takes the results to sign, and return what was drawn under exactly these."""
    if not statement.is_at_counter or statement.signed_on != SignedOn.SCREEN:
        return None
    if not checked:
        words = escape(workspace.say("window.sign_later"))
        st.html(f'<p class="muted">{words}</p>')
        return None
    papers = "、".join(result.words for result in checked)
    words = escape(workspace.say("window.sign", name=statement.name, papers=shown(papers)))
    st.html(f"<p>{words}</p>")
    mark = "|".join((number, statement.name, papers))
    with st.container(key="window_pad"):
        draw_pad(mark, workspace.locale)
    return drawn_under(mark)


def place_labels(workspace: Workspace) -> dict[str, str]:
    """Return what the places of a statement are called."""
    return {place: workspace.say(f"window.place.{place}", n=NUMBER_END) for place in _PLACES}
