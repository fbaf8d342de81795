"""The one door of the designer: nothing behind it is drawn for anybody who is not logged in.

streamlit-authenticator compares the password and keeps the cookie; who is let in is
decided by the sessions in the database, anew at every run. What the cookie carries is
the secret of such a session, so that a copy of it opens nothing after logging out.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

import streamlit as st
import streamlit_authenticator as stauth

from core.services.staff import StaffService
from core.staff.models import Challenge, SessionToken, StaffMember
from pages.designer.desk import desk
from pages.shared.state import forget_everything, keep_under, kept_under

COOKIE = "done_once_designer"
_COOKIE_DAYS = 12 / 24
_SECRET = "username"
"""Where the library keeps who is logged in: here, the secret of the session."""
_COOKIE_IS_VOID = "logout"
"""Where the library keeps that its cookie must not be looked at."""
_NO_PASSWORD = "*"
"""No hash, so no password meets it."""


class Door:
    """Knows who is inside, run by run; ``cookie_key`` signs the cookie."""

    def __init__(self, staff: StaffService, cookie_key: str) -> None:
        self.staff = staff
        self._cookie_key = cookie_key
        self._keeper: Doorkeeper | None = None

    def recognise(self) -> StaffMember | None:
        """Return who is logged in, as the database knows them at this moment."""
        inside = kept_under(_SECRET)
        secret = inside or _secret_of_cookie()
        holder = self.staff.holder_of(SessionToken(secret)) if secret else None
        if holder is not None:
            return holder if inside or self._let_in_by_cookie(secret, holder) else None
        if inside:
            _forget()
            desk().was_seen_out = True
        return None

    @property
    def session(self) -> SessionToken:
        """Return what every use case is given: the session of this login, or nobody's."""
        return SessionToken(kept_under(_SECRET) or "")

    def log_out(self) -> None:
        """End the session for good and forget everything of it."""
        self.staff.log_out(self.session)
        _forget()

    def keeper(self) -> "Doorkeeper":
        """Call the keeper, who has to stand there before anybody knocks.

        The library's own component starts another run as soon as it has read the cookies:
        drawn only when the password comes, it would break off the checking of it.
        """
        if self._keeper is None:
            self._keeper = Doorkeeper(self.staff, self._cookie_key)
        return self._keeper

    def _let_in_by_cookie(self, secret: str, holder: StaffMember) -> bool:
        keeper = self.keeper()
        keeper.knows(secret, holder.display_name, _NO_PASSWORD)
        return keeper.lets_in_by_cookie(secret)


class Doorkeeper:
    """The library, as far as it is used: it compares passwords and keeps the cookie."""

    def __init__(self, staff: StaffService, cookie_key: str) -> None:
        self._staff = staff
        self._credentials: dict[str, dict[str, Any]] = {"usernames": {}}
        self._place = st.container(key="doorkeeper")
        with self._place:
            self._library = stauth.Authenticate(
                self._credentials, COOKIE, cookie_key, _COOKIE_DAYS,
                auto_hash=False, login_sleep_time=0.0,
            )  # fmt: skip

    def knows(self, username: str, name: str, password_hash: str) -> None:
        """Tell the library whom to expect, and by which hash."""
        self._credentials["usernames"][username] = {"name": name, "password": password_hash}

    def admit(self, challenge: Challenge, password: str) -> StaffMember | None:
        """Let somebody in who knows the password, and give their browser the cookie.

        Raises:
            WrongLoginError, AccountLockedError: If they do not know it.
        """
        self.knows(challenge.username, challenge.display_name, challenge.password_hash)
        if not self._is_met(challenge, password):
            raise challenge.refusal
        keep_under(_COOKIE_IS_VOID, None)
        with self._place:
            self._library.cookie_controller.set_cookie()
        return self._staff.holder_of(SessionToken(kept_under(_SECRET)))

    def lets_in_by_cookie(self, secret: str) -> bool:
        """Say whether the library takes its cookie for what it expects."""
        try:
            self._library.login("unrendered")
        except stauth.LoginError:
            return False
        return bool(kept_under(_SECRET) == secret)

    def remove_cookie(self) -> None:
        """Take away what the browser still has of a session that has ended."""
        if kept_under(_COOKIE_IS_VOID):
            with self._place:
                self._library.cookie_controller.delete_cookie()

    def _is_met(self, challenge: Challenge, password: str) -> bool:
        def begin(_: Mapping[str, Any]) -> None:
            keep_under(_SECRET, self._staff.admit(challenge).secret)

        controller = self._library.authentication_controller
        try:
            return bool(controller.login(challenge.username, password, callback=begin))
        except stauth.LoginError:
            return False


def secret_in(cookie: str) -> str:
    """Return the secret that a cookie carries; whether it is good the database decides.

    Examples:
        >>> secret_in("x.eyJ1c2VybmFtZSI6ICJhYmMifQ.x"), secret_in("nonsense")
        ('abc', '')
    """
    try:
        payload = cookie.split(".")[1]
        content = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return str(content["username"])
    except (IndexError, KeyError, TypeError, ValueError):
        return ""


def _secret_of_cookie() -> str:
    """Return the secret of the cookie, unless this session has been left already."""
    return "" if kept_under(_COOKIE_IS_VOID) else secret_in(st.context.cookies.get(COOKIE, ""))


def _forget() -> None:
    locale = desk().locale
    forget_everything()
    keep_under(_COOKIE_IS_VOID, True)
    desk().locale = locale
