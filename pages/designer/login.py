"""The way in: name and password."""

from html import escape

import streamlit as st

from core.staff.models import StaffMember
from pages.designer.frame import brand
from pages.designer.session_gate import StaffSessionGate
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.languages import offer_languages
from pages.shared.places import place


def ask_who_is_there(gate: StaffSessionGate, workspace: Workspace) -> StaffMember | None:
    """Draw the way in; return who has just come through it."""
    around = st.empty()
    person = None
    with around.container(), st.container(key="login"):
        st.html(brand(workspace))
        st.html(f"<h1>{escape(workspace.say('login.title'))}</h1>")
        notice = st.container()
        username, password, pressed = _form(workspace)
        st.html(f'<p class="muted">{escape(workspace.say("login.forgotten"))}</p>')
        offer_languages(workspace.locale, workspace.speak, key="login_language", look="tertiary")
        with notice:
            if pressed:
                person = _log_in(gate, workspace, username, password)
            elif workspace.was_seen_out:
                _note(workspace.say("login.ended"))
    if person is not None:
        around.empty()
    return person


def _form(workspace: Workspace) -> tuple[str, str, bool]:
    with st.form("login_form", border=False):
        username = st.text_input(
            workspace.say("login.username"),
            key="login_username",
            autocomplete="username",
            max_chars=64,
        )
        password = st.text_input(
            workspace.say("login.password"),
            key="login_password",
            type="password",
            autocomplete="current-password",
        )
        pressed = st.form_submit_button(
            workspace.say("login.submit"), type="primary", key="login_submit", width="stretch"
        )
    return username or "", password or "", pressed


def _log_in(
    gate: StaffSessionGate, workspace: Workspace, username: str, password: str
) -> StaffMember | None:
    if not username.strip() or not password:
        tell(workspace.say("login.fill_in"))
        return None
    with errors_shown(workspace.locale):
        return gate.admit(gate.entering.challenge(username, password, place()), password)
    return None


def _note(text: str) -> None:
    st.html(f'<p class="note" role="status">{escape(text)}</p>')
