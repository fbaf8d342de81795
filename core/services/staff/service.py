"""The use cases of accounts: let somebody in, see them out, keep their passwords."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from core.attempts import REMEMBERED_FOR, minutes_of
from core.catalogue.nearness import near_codes
from core.errors import (
    AccountLockedError,
    InvalidAccountError,
    PasswordRefusedError,
    UnknownDepartmentError,
    UnknownStaffError,
    UsernameTakenError,
)
from core.ports import Clock, PasswordHasher, Randomness, Stores, Transaction
from core.staff.authenticating import (
    LOGIN_LIMIT,
    MOST_PASSWORD_BYTES,
    SESSION_LASTS,
    SHORTEST_PASSWORD,
    is_open,
    is_too_long,
    normal_username,
    password_fault,
    refusal_after,
    session_digest,
)
from core.staff.models import Account, Challenge, Role, StaffMember, StaffSession

_SECRET_LENGTH = 64
_SECRET_LETTERS = "0123456789abcdef"


class StaffService:
    """Everything that has to do with who somebody of the staff is."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        passwords: PasswordHasher,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._passwords = passwords

    def challenge(self, username: str, password: str) -> Challenge:
        """Count one attempt to log in and return what it has to meet.

        It is counted before it is checked, so that many at once cannot outrun the lock.

        Raises:
            PasswordRefusedError: If the password is longer than any account's can be.
            AccountLockedError: If too many attempts under this name failed.
        """
        if is_too_long(password):
            raise PasswordRefusedError("too_long", bytes=MOST_PASSWORD_BYTES)
        name, decoy = normal_username(username), self._decoy_hash
        with self._transaction() as stores:
            count = self._count_attempt(stores, name)
            account = stores.staff.account(name)
        is_usable = account is not None and account.active
        return Challenge(
            username=name,
            display_name=account.member.display_name if account and is_usable else name,
            password_hash=account.password_hash if account and is_usable else decoy,
            refusal=refusal_after(count),
        )

    def admit(self, username: str) -> str:
        """Open a session for somebody who has met the challenge; return its secret."""
        secret, now = self._randomness(_SECRET_LENGTH, _SECRET_LETTERS), self._clock()
        session = StaffSession(session_digest(secret), username, now, now + SESSION_LASTS)
        with self._transaction() as stores:
            _account(stores, username)
            stores.attempts.forget(username)
            stores.staff.add_session(session)
        return secret

    def holder_of(self, secret: str) -> StaffMember | None:
        """Return whose session this is, unless it has ended or the account is switched off."""
        with self._transaction() as stores:
            session = stores.staff.session(session_digest(secret))
            account = stores.staff.account(session.username) if session else None
        if session is None or account is None:
            return None
        return account.member if is_open(session, account, self._clock()) else None

    def log_out(self, secret: str) -> None:
        """End a session for good."""
        with self._transaction() as stores:
            stores.staff.revoke_session(session_digest(secret), self._clock())

    def names(self) -> Mapping[str, str]:
        """Return the display name of every account, switched off or not."""
        with self._transaction() as stores:
            members = [account.member for account in stores.staff.accounts()]
        return {member.username: member.display_name for member in members}

    def add(
        self, username: str, display_name: str, *, roles: Iterable[Role], password: str,
        department: str = "",
    ) -> StaffMember:  # fmt: skip
        """Make an account.

        Raises:
            InvalidAccountError, PasswordRefusedError, UsernameTakenError: If it may not be.
            UnknownDepartmentError: If the library has no such department.
        """
        name = normal_username(username)
        member = StaffMember(name, display_name.strip(), tuple(roles), department)
        _expect_usable(member)
        password_hash = self._hash(password, name)
        with self._transaction() as stores:
            if department:
                _expect_department(stores, department)
            if stores.staff.account(name) is not None:
                raise UsernameTakenError(username=name)
            stores.staff.save_account(Account(member, password_hash))
        return member

    def change_password(self, username: str, current: str, new: str) -> None:
        """Let somebody change their own password; every session of theirs ends.

        Raises:
            WrongLoginError, AccountLockedError: If the current password is not theirs.
            PasswordRefusedError: If the new one cannot be taken.
        """
        challenge = self.challenge(username, current)
        if not self._passwords.matches(current, challenge.password_hash):
            raise challenge.refusal
        self.set_password(challenge.username, new)

    def set_password(self, username: str, new: str) -> None:
        """Give an account a new password; every session of it ends, and so does its lock."""
        name = normal_username(username)
        password_hash = self._hash(new, name)
        with self._transaction() as stores:
            account = replace(_account(stores, name), password_hash=password_hash)
            stores.staff.save_account(account)
            stores.attempts.forget(name)
            stores.staff.revoke_sessions_of(name, self._clock())

    def switch_off(self, username: str) -> None:
        """Switch an account off; every session of it ends."""
        name = normal_username(username)
        with self._transaction() as stores:
            stores.staff.save_account(replace(_account(stores, name), active=False))
            stores.staff.revoke_sessions_of(name, self._clock())

    def _count_attempt(self, stores: Stores, username: str) -> int:
        now = self._clock()
        attempt = stores.attempts.count(username, LOGIN_LIMIT, at=now)
        stores.attempts.forget_before(now - REMEMBERED_FOR)
        if attempt.not_before is not None:
            raise AccountLockedError(minutes=minutes_of(attempt.not_before - now))
        return attempt.count

    def _hash(self, password: str, username: str) -> str:
        fault = password_fault(password, username)
        if fault:
            raise PasswordRefusedError(fault, bytes=MOST_PASSWORD_BYTES, letters=SHORTEST_PASSWORD)
        return self._passwords.hash(password)

    @cached_property
    def _decoy_hash(self) -> str:
        """Take as long for a name that nobody bears as for one that somebody does."""
        return self._passwords.hash(self._randomness(_SECRET_LENGTH, _SECRET_LETTERS))


def _account(stores: Stores, username: str) -> Account:
    account = stores.staff.account(username)
    if account is None:
        raise UnknownStaffError(username=username)
    return account


def _expect_usable(member: StaffMember) -> None:
    faults = {
        "username": not member.username or " " in member.username,
        "name": not member.display_name,
        "role": not member.roles,
        "department": member.may_act_as(Role.DEPARTMENT) and not member.department,
    }
    for reason, is_fault in faults.items():
        if is_fault:
            raise InvalidAccountError(reason=reason)


def _expect_department(stores: Stores, code: str) -> None:
    departments = stores.catalogue.read().catalogue.departments
    if code not in departments:
        names = {code: department.name for code, department in departments.items()}
        near = tuple(f"{one} {names[one]}" for one in near_codes(code, names))
        raise UnknownDepartmentError(code=code[:80], near=near)
