"""My account: change the password."""

from html import escape

import streamlit as st

from core.services.staff.change_password import ChangePassword
from pages.designer.frame import head
from pages.designer.workspace import current_workspace
from pages.shared.feedback import errors_shown, tell
from pages.shared.places import place


def page(password: ChangePassword) -> None:
    """Let somebody change their own password; they log in again with the new one."""
    workspace = current_workspace()
    with head(workspace.say("nav.account"), below=workspace.say("account.below")):
        pass
    with st.container(key="account"):
        notice = st.container()
        with st.form("password", border=False, clear_on_submit=True):
            st.html(f'<p class="muted">{escape(workspace.say("account.rule"))}</p>')
            current = _ask("current", workspace.say("account.current"), "current-password")
            new = _ask("new", workspace.say("account.new"), "new-password")
            again = _ask("again", workspace.say("account.again"), "new-password")
            pressed = st.form_submit_button(
                workspace.say("account.change"), type="primary", key="account_change"
            )
        if not pressed:
            return
        with notice, errors_shown(workspace.locale):
            if new != again:
                tell(workspace.say("account.differ"))
                return
            password.change_password(workspace.session, current, new, place())
            st.rerun()


def _ask(name: str, label: str, autocomplete: str) -> str:
    key = f"account_{name}"
    typed = st.text_input(label, key=key, type="password", autocomplete=autocomplete, width=420)
    return typed or ""
