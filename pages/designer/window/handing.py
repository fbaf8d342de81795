"""Hand the results of one case over: check them, know who it is, give them."""

from html import escape

import streamlit as st

from core.services.officers import OfficeUseCases
from core.services.officers.window_models import (
    NUMBER_END,
    DeliveryWay,
    HandingOver,
    MatterResult,
    ReadyResults,
    Receiver,
)
from pages.designer.window.sending_back import ask_to_send_back
from pages.designer.window.view import WindowView
from pages.designer.window.words import result_rows, result_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered
from pages.shared.styling import icon, plain, tag

_PLACES = ("way", "receiver", "name", "number_end", "authorisation", "found_by")


def show_results(office: OfficeUseCases, number: str, workspace: Workspace) -> None:
    """Show every result of a case, and hand over those that were checked."""
    found = office.delivering.results(workspace.session, number)
    _title(found, workspace)
    said = remembered(WindowView).take_said()
    if said:
        st.html(f'<p class="given" role="status">{icon("check_circle")} {escape(said)}</p>')
    st.html(result_rows(found.results, workspace))
    if not found.ready:
        st.html(f'<p class="muted" role="status">{escape(workspace.say("window.nothing"))}</p>')
        return
    checked = _check(found.ready, number, workspace)
    statement = _statement(found, number, workspace)
    if not _is_given(found, checked, workspace):
        ask_to_send_back(office, found, checked, workspace)
        return
    with errors_shown(workspace.locale, labels=_labels(workspace)):
        matters = [result.matter for result in checked]
        office.delivering.deliver(workspace.session, found.number, matters, statement)
        remembered(WindowView).said = workspace.say("window.given", n=len(matters))
        st.rerun()


def _title(found: ReadyResults, workspace: Workspace) -> None:
    waiting = sum(result.decided_on is None for result in found.results)
    words = workspace.say("window.waiting", n=waiting) if waiting else workspace.say("window.whole")
    st.html(
        f"<h2>{escape(shown(found.applicant_name))} {tag(words, 'later' if waiting else 'ok')}</h2>"
        f'<p class="muted">{escape(found.theme_name)} · {escape(found.number)}</p>'
    )


def _check(
    ready: tuple[MatterResult, ...], number: str, workspace: Workspace
) -> tuple[MatterResult, ...]:
    """Return what was looked at and lies here; each is ticked by itself."""
    st.html(f"<h3>{escape(workspace.say('window.step.check'))}</h3>")
    return tuple(
        result
        for result in ready
        if st.checkbox(
            plain(result_words(result)),
            key=f"checked_{number}_{result.matter}",
        )
    )


def _statement(found: ReadyResults, number: str, workspace: Workspace) -> HandingOver:
    """Ask how it is given, and to whom; only what this way needs is asked."""
    st.html(f"<h3>{escape(workspace.say('window.step.person'))}</h3>")
    way = _choice("way", DeliveryWay, number, workspace)
    if way == DeliveryWay.ELECTRONIC:
        return HandingOver(way)
    receiver = _choice("receiver", Receiver, number, workspace)
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


def _choice(
    place: str, options: type[DeliveryWay] | type[Receiver], number: str, workspace: Workspace
) -> str:
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


def _is_given(found: ReadyResults, checked: tuple[MatterResult, ...], workspace: Workspace) -> bool:
    """Offer to hand over what was checked; what was not stays here and is said."""
    left = len(found.ready) - len(checked)
    words = workspace.say("window.left", n=left) if left else workspace.say("window.all_checked")
    with st.container(horizontal=True, vertical_alignment="center", key="window_give"):
        given = st.button(
            workspace.say("window.give", n=len(checked)),
            type="primary",
            icon=":material/volunteer_activism:",
            key="window_hand_over",
            disabled=not checked,
        )
        if st.button(
            workspace.say("window.send_back.open"),
            icon=":material/undo:",
            key="window_send_back",
            disabled=not checked,
        ):
            remembered(WindowView).is_sending_back = True
        st.html(f'<p class="muted" role="status">{escape(words)}</p>')
    return given


def _labels(workspace: Workspace) -> dict[str, str]:
    return {place: workspace.say(f"window.place.{place}", n=NUMBER_END) for place in _PLACES}
