"""The gate of staff sessions: nothing behind it is drawn for anybody who is not logged in.

streamlit-authenticator compares the password; who is let in is decided by the sessions in the
database, anew at every run. The browser has the secret of such a session in a cookie that the
server sets, so that no script reads it and a copy of it opens nothing after logging out.
"""

from secrets import token_hex
from typing import Protocol

import streamlit as st
from streamlit_authenticator import LoginError
from streamlit_authenticator.controllers import AuthenticationController

from core.services.staff.log_in import LogIn
from core.staff.models import Challenge, SessionToken, StaffMember
from pages.designer.workspace import current_workspace
from pages.shared.components import script_of
from pages.shared.state import forget_everything, keep_under, kept_under

_SECRET = "staff_session"
"""Where the secret of the session is kept."""
_ORDER = "login_cookie"
"""Where it is kept what the browser is to do about its cookie."""


class SessionCookie(Protocol):
    """The cookie of the login: its name, and the address where the server sets it."""

    name: str
    address: str

    def issue(self, secret: str) -> str:
        """Return a ticket, good once, that a browser exchanges for the cookie."""


class StaffSessionGate:
    """Knows who is inside, run by run. Without a ``cookie`` a login ends with its page."""

    def __init__(self, entering: LogIn, cookie: SessionCookie | None) -> None:
        self.entering = entering
        self._cookie = cookie

    @property
    def lasts(self) -> bool:
        """Say whether a login outlives the page it was made on."""
        return self._cookie is not None

    def recognise(self) -> StaffMember | None:
        """Return who is logged in, as the database knows them at this moment."""
        inside = kept_under(_SECRET)
        secret = inside or self._secret_of_cookie()
        holder = self.entering.holder_of(SessionToken(secret)) if secret else None
        if holder is not None:
            keep_under(_SECRET, secret)
            return holder
        if inside:
            self._forget()
            current_workspace().was_seen_out = True
        elif secret and not kept_under(_ORDER):
            keep_under(_ORDER, token_hex(8))  # a cookie that opens nothing any more
        return None

    @property
    def session(self) -> SessionToken:
        """Return what every use case is given: the session of this login, or nobody's."""
        return SessionToken(kept_under(_SECRET) or "")

    def admit(self, challenge: Challenge, password: str) -> StaffMember | None:
        """Let somebody in who knows the password, and have their browser get the cookie.

        Raises:
            WrongLoginError, AccountLockedError: If they do not know it.
        """
        if not _is_met(challenge, password):
            raise challenge.refusal
        secret = self.entering.admit(challenge).secret
        keep_under(_SECRET, secret)
        if self._cookie is not None:
            keep_under(_ORDER, self._cookie.issue(secret))
        return self.entering.holder_of(SessionToken(secret))

    def seat(self, session: SessionToken) -> StaffMember | None:
        """Let somebody in by a session that was opened for them; their browser gets no cookie."""
        keep_under(_SECRET, session.secret)
        return self.entering.holder_of(session)

    def log_out(self) -> None:
        """End the session for good and forget everything of it."""
        self.entering.log_out(self.session)
        self._forget()

    def hand_over(self) -> None:
        """Draw what has the browser get its cookie, or give it up; it does so once."""
        order = kept_under(_ORDER)
        if self._cookie is None or not order:
            return
        with st.container(key="session_gate"):
            piece = st.components.v2.component("login_cookie", js=script_of("login"))
            ticket = order if kept_under(_SECRET) else ""
            piece(
                data={"address": self._cookie.address, "order": order, "ticket": ticket},
                key="login_cookie_piece",
            )

    def _secret_of_cookie(self) -> str:
        """Return what the browser came with, when it connected."""
        came_with = st.context.cookies.get(self._cookie.name) if self._cookie else ""
        return came_with if isinstance(came_with, str) else ""

    @staticmethod
    def _forget() -> None:
        locale = current_workspace().locale
        forget_everything()
        keep_under(_ORDER, token_hex(8))
        current_workspace().locale = locale


def _is_met(challenge: Challenge, password: str) -> bool:
    """Have the library compare the password."""
    person = {"name": challenge.display_name, "password": challenge.password_hash}
    known = {"usernames": {challenge.username: person}}
    library = AuthenticationController(known, auto_hash=False, secret_key=token_hex())
    try:
        return bool(library.login(challenge.username, password))
    except LoginError:
        return False
