"""Let somebody of the staff in, know them again, and see them out."""

from contextlib import suppress

from core.errors import (
    PasswordRefusedError,
    SessionEndedError,
    WrongLoginError,
)
from core.ports import Randomness
from core.services.acting import StaffContext
from core.services.staff.count_attempts import LoginAttempts
from core.services.staff.find_account import account_of
from core.services.staff.hash_passwords import Passwords, random_secret
from core.staff.authenticating import (
    USUAL_RULES,
    SessionRules,
    normal_username,
    session_digest,
)
from core.staff.models import Challenge, SessionToken, StaffMember, StaffSession
from core.staff.passwords import MOST_PASSWORD_BYTES, is_too_long
from core.staff.use_cases import UseCase


class LogIn:
    """Opens sessions for whoever meets a challenge, and ends them."""

    def __init__(
        self,
        staff: StaffContext,
        *,
        passwords: Passwords,
        attempts: LoginAttempts,
        randomness: Randomness,
        rules: SessionRules = USUAL_RULES,
    ) -> None:
        self._staff = staff
        self._passwords = passwords
        self._randomness = randomness
        self._rules = rules
        self._attempts = attempts

    def challenge(self, username: str, password: str, place: str = "") -> Challenge:
        """Count one attempt to log in and return what it has to meet.

        It is counted before it is checked, so that many at once cannot outrun the limit. A
        stranger's guesses make the stranger wait, and hardly ever whoever bears the name.

        Args:
            username: The name as it was typed.
            password: The password as it was typed; it is not compared here.
            place: Where from somebody tries.

        Raises:
            PasswordRefusedError: If the password is longer than any account's can be.
            AccountLockedError: If one has to wait before the next attempt.
        """
        if is_too_long(password):
            raise PasswordRefusedError("too_long", bytes=MOST_PASSWORD_BYTES)
        name, decoy = normal_username(username), self._passwords.decoy_hash
        with self._staff.transaction() as stores:
            account = stores.staff.account(name)
        known = account if account is not None and account.active else None
        left = self._attempts.count(name, known, place)
        return Challenge(
            username=name,
            display_name=known.member.display_name if known else name,
            password_hash=known.password_hash if known else decoy,
            refusal=WrongLoginError(attempts_left=left) if left > 0 else self._attempts.refusal(),
            place=place,
        )

    def admit(self, met: Challenge) -> SessionToken:
        """Open a session for somebody who has met a challenge; return what they hold of it.

        Raises:
            StaffError: The challenge's refusal, if the account is not as it was any more.
        """
        secret, now = random_secret(self._randomness), self._staff.session_time()
        with self._staff.transaction() as stores:
            account = stores.staff.account(met.username, to_act=True)
            if account is None or not account.active or account.password_hash != met.password_hash:
                raise met.refusal
            session = StaffSession(
                session_digest(secret),
                met.username,
                started_at=now,
                seen_at=now,
                expires_at=now + self._rules.at_most,
                idle=self._rules.idle,
            )
            stores.staff.add_session(session)
        self._attempts.forget(met.username, account, met.place)
        return SessionToken(secret)

    def is_alive(self, session: SessionToken) -> bool:
        """Say whether a session is alive; looking does not keep it so."""
        with suppress(SessionEndedError), self._staff.as_permitted(session, UseCase.WATCH_SESSION):
            return True
        return False

    def holder_of(self, session: SessionToken) -> StaffMember | None:
        """Return whose session this is, unless it has ended or the account is switched off."""
        with (
            suppress(SessionEndedError),
            self._staff.as_permitted(session, UseCase.RECOGNISE) as (stores, permit),
        ):
            return account_of(stores, permit.username).member
        return None

    def log_out(self, session: SessionToken) -> None:
        """End a session for good, alive or not: whoever holds it may."""
        with self._staff.transaction() as stores:
            stores.staff.revoke_session(session_digest(session.secret), self._staff.clock())
