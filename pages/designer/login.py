"""The way in: name and password."""

from html import escape

import streamlit as st

from core.staff.models import StaffMember
from pages.designer.desk import Desk
from pages.designer.door import Door
from pages.designer.frame import brand
from pages.shared.feedback import errors_told, tell
from pages.shared.languages import offer_languages
from pages.shared.places import place


def ask_who_is_there(door: Door, here: Desk) -> StaffMember | None:
    """Draw the way in; return who has just come through it."""
    around = st.empty()
    person = None
    with around.container(), st.container(key="login"):
        st.html(brand(here))
        st.html(f"<h1>{escape(here.say('login.title'))}</h1>")
        told = st.container()
        username, password, pressed = _form(here)
        st.html(f'<p class="muted">{escape(here.say("login.forgotten"))}</p>')
        offer_languages(here.locale, here.speak, key="login_language", look="tertiary")
        with told:
            if pressed:
                person = _log_in(door, here, username, password)
            elif here.was_seen_out:
                _note(here.say("login.ended"))
    if person is not None:
        around.empty()
    return person


def _form(here: Desk) -> tuple[str, str, bool]:
    with st.form("login_form", border=False):
        username = st.text_input(
            here.say("login.username"), key="login_username", autocomplete="username",
            max_chars=64,
        )  # fmt: skip
        password = st.text_input(
            here.say("login.password"), key="login_password", type="password",
            autocomplete="current-password",
        )  # fmt: skip
        pressed = st.form_submit_button(
            here.say("login.submit"), type="primary", key="login_submit", width="stretch"
        )
    return username or "", password or "", pressed


def _log_in(door: Door, here: Desk, username: str, password: str) -> StaffMember | None:
    if not username.strip() or not password:
        tell(here.say("login.fill_in"))
        return None
    with errors_told(here.locale):
        return door.admit(door.entering.challenge(username, password, place()), password)
    return None


def _note(text: str) -> None:
    st.html(f'<p class="note" role="status">{escape(text)}</p>')
