"""Calls for help from the kiosks, above every page of the window staff, within seconds."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.officers import HelpCalls
from core.visits.models import HelpCall
from pages.designer.desk import Desk
from pages.designer.wording import clock_time
from pages.shared.feedback import errors_told
from pages.shared.styling import icon

_EVERY_SECONDS = 5


def watch_calls(calls: HelpCalls, here: Desk) -> None:
    """Show who waits for help; only this part of the page is drawn again and again."""
    st.fragment(run_every=_EVERY_SECONDS)(_draw)(calls, here)


def _draw(calls: HelpCalls, here: Desk) -> None:
    with errors_told(here.locale):
        for call in calls.open_calls(here.session):
            _draw_call(calls, call, here)


def _draw_call(calls: HelpCalls, call: HelpCall, here: Desk) -> None:
    with st.container(
        key=f"call_{call.number}", horizontal=True, vertical_alignment="center",
        horizontal_alignment="distribute",
    ):  # fmt: skip
        st.html(f'<p role="alert">{icon("support_agent")} {escape(_told(call, here))}</p>')
        st.button(
            here.say("calls.go"), key=f"go_{call.number}",
            on_click=_go, args=(calls, call, here),
        )  # fmt: skip


def _go(calls: HelpCalls, call: HelpCall, here: Desk) -> None:
    with here.refusing():
        calls.answer(here.session, call.number)


def _told(call: HelpCall, here: Desk) -> str:
    step = translate(f"kiosk.step.{call.step}", here.locale)
    return here.say("calls.waiting", kiosk=call.kiosk, step=step, time=clock_time(call.called_at))
