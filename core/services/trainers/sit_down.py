"""Sit down at a desk of a training room: a session of somebody made up, without a password.

It is built over rooms alone. Where real cases are, the way in is :class:`LogIn`.
"""

from core.errors import UnknownStaffError
from core.ports import Randomness
from core.services.acting import StaffContext
from core.services.staff.hash_passwords import random_secret
from core.staff.authenticating import USUAL_RULES, session_digest
from core.staff.models import SessionToken, StaffMember, StaffSession


class SitDown:
    """Lets whoever is in a room be one of its made-up members."""

    def __init__(self, staff: StaffContext, *, randomness: Randomness) -> None:
        self._staff = staff
        self._randomness = randomness

    def members(self) -> tuple[StaffMember, ...]:
        """Return everybody of the room at whose desk one may sit."""
        with self._staff.transaction() as stores:
            return tuple(it.member for it in stores.staff.accounts() if it.active)

    def sit_down(self, username: str) -> SessionToken:
        """Return a session of a member; it is good in this room alone.

        Raises:
            UnknownStaffError: If nobody of the room has this name.
        """
        secret, now = random_secret(self._randomness), self._staff.session_time()
        with self._staff.transaction() as stores:
            account = stores.staff.account(username, to_act=True)
            if account is None or not account.active:
                raise UnknownStaffError(username=username)
            session = StaffSession(
                session_digest(secret),
                username,
                started_at=now,
                seen_at=now,
                expires_at=now + USUAL_RULES.at_most,
                idle=USUAL_RULES.at_most,
            )
            stores.staff.add_session(session)
        return SessionToken(secret)
