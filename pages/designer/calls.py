"""Calls for help from the kiosks, above every page of the window staff, within seconds."""

from html import escape

import streamlit as st

from core.i18n import translate
from core.services.help_desk import HelpDesk
from core.visits.models import HelpCall
from pages.designer.desk import Desk
from pages.designer.wording import clock_time
from pages.shared.styling import icon

_EVERY_SECONDS = 5


def watch_calls(help_desk: HelpDesk, here: Desk) -> None:
    """Show who waits for help; only this part of the page is drawn again and again."""
    st.fragment(run_every=_EVERY_SECONDS)(_draw)(help_desk, here)


def _draw(help_desk: HelpDesk, here: Desk) -> None:
    for call in help_desk.open_calls():
        with st.container(
            key=f"call_{call.number}", horizontal=True, vertical_alignment="center",
            horizontal_alignment="distribute",
        ):  # fmt: skip
            st.html(f'<p role="alert">{icon("support_agent")} {escape(_told(call, here))}</p>')
            st.button(
                here.say("calls.go"), key=f"go_{call.number}",
                on_click=_go, args=(help_desk, call, here),
            )  # fmt: skip


def _go(help_desk: HelpDesk, call: HelpCall, here: Desk) -> None:
    help_desk.answer(call.number, by=here.by)


def _told(call: HelpCall, here: Desk) -> str:
    step = translate(f"kiosk.step.{call.step}", here.locale)
    return here.say("calls.waiting", kiosk=call.kiosk, step=step, time=clock_time(call.called_at))
