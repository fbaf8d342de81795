"""Calls for help from the kiosks, above every page of the window staff, within seconds."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.officers import HelpCalls
from core.visits.models import HelpCall
from pages.designer.wording import clock_time
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import icon

_EVERY_SECONDS = 5


def watch_calls(calls: HelpCalls, workspace: Workspace) -> None:
    """Show who waits for help; only this part of the page is drawn again and again."""
    st.fragment(run_every=_EVERY_SECONDS)(_draw)(calls, workspace)


def _draw(calls: HelpCalls, workspace: Workspace) -> None:
    with errors_shown(workspace.locale):
        for call in calls.open_calls(workspace.session):
            _draw_call(calls, call, workspace)


def _draw_call(calls: HelpCalls, call: HelpCall, workspace: Workspace) -> None:
    with st.container(
        key=f"call_{call.number}",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        st.html(
            f'<p role="alert">{icon("support_agent")} {escape(_call_sentence(call, workspace))}</p>'
        )
        st.button(
            workspace.say("calls.go"),
            key=f"go_{call.number}",
            on_click=_go,
            args=(calls, call, workspace),
        )


def _go(calls: HelpCalls, call: HelpCall, workspace: Workspace) -> None:
    with workspace.refusing():
        calls.answer(workspace.session, call.number)


def _call_sentence(call: HelpCall, workspace: Workspace) -> str:
    step = translate(f"kiosk.step.{call.step}", workspace.locale)
    return workspace.say(
        "calls.waiting", kiosk=call.kiosk, step=step, time=clock_time(call.called_at)
    )
