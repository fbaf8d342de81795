"""Let a member of the staff change their own password."""

from core.services.acting import StaffContext, permitted
from core.services.staff.count_attempts import LoginAttempts
from core.services.staff.find_account import account_of
from core.services.staff.hash_passwords import Passwords
from core.services.staff.log_in import LogIn
from core.staff.models import SessionToken
from core.staff.use_cases import UseCase


class ChangePassword:
    """Changes the password of whoever holds a session."""

    def __init__(
        self,
        staff: StaffContext,
        *,
        passwords: Passwords,
        attempts: LoginAttempts,
        entering: LogIn,
    ) -> None:
        self._staff = staff
        self._passwords = passwords
        self._attempts = attempts
        self._entering = entering

    def change_password(
        self, session: SessionToken, current: str, new: str, place: str = ""
    ) -> None:
        """Let somebody change their own password; every session of theirs ends.

        Raises:
            WrongLoginError, AccountLockedError: If the current password is not theirs.
            PasswordRefusedError: If the new one cannot be taken.
        """
        with self._staff.as_permitted(session, UseCase.CHANGE_OWN_PASSWORD) as (stores, permit):
            member = account_of(stores, permit.username).member
        name = permit.username
        challenge = self._entering.challenge(name, current, place)
        if not self._passwords.matches(current, challenge.password_hash):
            raise challenge.refusal
        password_hash = self._passwords.hash(new, member)
        with self._staff.transaction() as stores:
            # Nobody else changes the account from here on; what was compared may be old by now.
            account = stores.staff.account(name, to_change=True)
            now = self._staff.session_time()
            permitted(stores, session, UseCase.CHANGE_OWN_PASSWORD, at=now)
            if account is None or account.password_hash != challenge.password_hash:
                raise challenge.refusal
            stores.staff.set_password_hash(name, password_hash)
            stores.staff.revoke_sessions_of(name, self._staff.clock())
        self._attempts.forget(name, account, place)
