"""Send results with something wrong back to their offices, with the reason."""

from html import escape

import streamlit as st

from core.services.officers import OfficeUseCases
from core.services.officers.window_models import MatterResult, ReadyResults
from pages.designer.window.view import WindowView
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered


def ask_to_send_back(
    office: OfficeUseCases,
    found: ReadyResults,
    checked: tuple[MatterResult, ...],
    workspace: Workspace,
) -> None:
    """Ask what is wrong with the results that are ticked, while the dialog is open."""
    view, say = remembered(WindowView), workspace.say
    if not view.is_sending_back or not checked:
        view.stop_sending_back()
        return

    @st.dialog(say("window.send_back.ask"), on_dismiss=view.stop_sending_back)
    def ask() -> None:
        rows = "".join(
            f"<li>{escape(result.words)} · {escape(result.department)}</li>" for result in checked
        )
        st.html(f"<ul>{rows}</ul><p>{escape(say('window.send_back.means'))}</p>")
        reason = st.text_area(say("window.place.reason"), key="send_back_reason", max_chars=2_000)
        trouble = st.container()
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(say("window.send_back.leave"), key="send_back_leave"):
                view.stop_sending_back()
                st.rerun()
            given = st.button(
                say("window.send_back.go", n=len(checked)), key="send_back_go", type="primary"
            )
        if not given:
            return
        with trouble, errors_shown(workspace.locale, labels={"reason": say("window.place.reason")}):
            matters = [result.matter for result in checked]
            office.delivering.send_back(workspace.session, found.number, matters, reason or "")
            view.stop_sending_back()
            view.said = say("window.send_back.done", n=len(matters))
            st.rerun()

    ask()
