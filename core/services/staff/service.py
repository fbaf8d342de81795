"""The use cases of accounts: let somebody in, see them out, keep their passwords."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property

from core.catalogue.nearness import near_codes
from core.errors import (
    AccountLockedError,
    InvalidAccountError,
    PasswordRefusedError,
    SessionEndedError,
    UnknownDepartmentError,
    UnknownStaffError,
    UsernameTakenError,
    WrongLoginError,
)
from core.ports import Clock, KnownPasswords, PasswordHasher, Randomness, Stores, Transaction
from core.services.acting import StaffTransaction, permitted
from core.services.guard_secrets import SecretGuard
from core.staff.authenticating import (
    FREE_ATTEMPTS,
    USUAL_RULES,
    SessionRules,
    normal_username,
    session_digest,
)
from core.staff.models import (
    Account,
    Challenge,
    Principal,
    Role,
    SessionToken,
    StaffMember,
    StaffSession,
)
from core.staff.passwords import (
    MOST_PASSWORD_BYTES,
    SHORTEST_PASSWORD,
    is_too_long,
    password_fault,
)
from core.staff.permissions import RESERVED_NAMES, UseCase

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
        known: KnownPasswords | None = None,
        acting: StaffTransaction | None = None,
        rules: SessionRules = USUAL_RULES,
    ) -> None:
        self._transaction = transaction
        self._acting = acting or StaffTransaction(transaction, clock)
        self._clock = clock
        self._randomness = randomness
        self._passwords = passwords
        self._known = known
        self._rules = rules
        self._guard = SecretGuard(
            "login", free=FREE_ATTEMPTS, refusal=AccountLockedError,
            transaction=transaction, clock=clock,
        )  # fmt: skip

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
        name, decoy = normal_username(username), self._decoy_hash
        with self._transaction() as stores:
            account = stores.staff.account(name)
        known = account if account is not None and account.active else None
        left = self._guard.count(_guarded(name, known), place)
        return Challenge(
            username=name,
            display_name=known.member.display_name if known else name,
            password_hash=known.password_hash if known else decoy,
            refusal=WrongLoginError(attempts_left=left) if left > 0 else self._guard.refusal(),
            place=place,
        )

    def admit(self, met: Challenge) -> SessionToken:
        """Open a session for somebody who has met a challenge; return what they hold of it.

        Raises:
            StaffError: The challenge's refusal, if the account is not as it was any more.
        """
        secret, now = self._randomness(_SECRET_LENGTH, _SECRET_LETTERS), self._acting.now()
        with self._transaction() as stores:
            account = stores.staff.account(met.username, to_act=True)
            if account is None or not account.active or account.password_hash != met.password_hash:
                raise met.refusal
            stores.staff.add_session(
                StaffSession(
                    session_digest(secret), met.username, started_at=now, seen_at=now,
                    expires_at=now + self._rules.at_most, idle=self._rules.idle,
                )
            )  # fmt: skip
        self._guard.passed(_guarded(met.username, account), met.place)
        return SessionToken(secret)

    def is_alive(self, session: SessionToken) -> bool:
        """Say whether a session is alive; looking does not keep it so."""
        with suppress(SessionEndedError), self._acting(session, UseCase.WATCH_SESSION):
            return True
        return False

    def holder_of(self, session: SessionToken) -> StaffMember | None:
        """Return whose session this is, unless it has ended or the account is switched off."""
        with suppress(SessionEndedError), self._acting(session, UseCase.RECOGNISE) as (stores, by):
            return _account(stores, by.username).member
        return None

    def log_out(self, session: SessionToken) -> None:
        """End a session for good, alive or not: whoever holds it may."""
        with self._transaction() as stores:
            stores.staff.revoke_session(session_digest(session.secret), self._clock())

    def names(self, session: Principal) -> Mapping[str, str]:
        """Return the display name of every account, switched off or not."""
        with self._acting(session, UseCase.LIST_NAMES) as (stores, _):
            members = [account.member for account in stores.staff.accounts()]
        return {member.username: member.display_name for member in members}

    def add(
        self,
        session: Principal,
        username: str,
        display_name: str,
        *,
        roles: Iterable[Role],
        password: str,
        department: str = "",
    ) -> StaffMember:
        """Make an account.

        Raises:
            InvalidAccountError, PasswordRefusedError, UsernameTakenError: If it may not be.
            UnknownDepartmentError: If the library has no such department.
        """
        self._acting.expect(session, UseCase.ADD_ACCOUNT)
        name = normal_username(username)
        member = StaffMember(name, display_name.strip(), tuple(roles), department)
        _expect_usable(member)
        password_hash = self._hash(password, member)
        with self._acting(session, UseCase.ADD_ACCOUNT) as (stores, _):
            if department:
                _expect_department(stores, department)
            if not stores.staff.add_account(Account(member, password_hash)):
                raise UsernameTakenError(username=name)
        return member

    def change_password(
        self, session: SessionToken, current: str, new: str, place: str = ""
    ) -> None:
        """Let somebody change their own password; every session of theirs ends.

        Raises:
            WrongLoginError, AccountLockedError: If the current password is not theirs.
            PasswordRefusedError: If the new one cannot be taken.
        """
        with self._acting(session, UseCase.CHANGE_OWN_PASSWORD) as (stores, permit):
            whose = _account(stores, permit.username).member
        challenge = self.challenge(permit.username, current, place)
        if not self._passwords.matches(current, challenge.password_hash):
            raise challenge.refusal
        password_hash = self._hash(new, whose)
        with self._transaction() as stores:
            # Nobody else changes the account from here on; what was compared may be old by now.
            account = stores.staff.account(permit.username, to_change=True)
            permitted(stores, session, UseCase.CHANGE_OWN_PASSWORD, at=self._acting.now())
            if account is None or account.password_hash != challenge.password_hash:
                raise challenge.refusal
            self._replace_password(stores, permit.username, password_hash)
        self._guard.passed(_guarded(permit.username, account), place)

    def set_password(self, session: Principal, username: str, new: str) -> None:
        """Give an account a new password; every session of it ends, and so does any waiting.

        Raises:
            UnknownStaffError: If there is no such account.
            PasswordRefusedError: If it cannot be taken.
        """
        name = normal_username(username)
        with self._acting(session, UseCase.SET_PASSWORD) as (stores, _):
            whose = _account(stores, name).member
        password_hash = self._hash(new, whose)
        with self._acting(session, UseCase.SET_PASSWORD) as (stores, _):
            self._replace_password(stores, name, password_hash)

    def switch_off(self, session: Principal, username: str) -> None:
        """Switch an account off; every session of it ends with it.

        Raises:
            UnknownStaffError: If there is no such account.
        """
        with self._acting(session, UseCase.SWITCH_OFF) as (stores, _):
            name = normal_username(username)
            if not stores.staff.switch_off(name):
                raise UnknownStaffError(username=name)
            stores.staff.revoke_sessions_of(name, self._clock())

    def _replace_password(self, stores: Stores, username: str, password_hash: str) -> None:
        if not stores.staff.set_password_hash(username, password_hash):
            raise UnknownStaffError(username=username)
        stores.staff.revoke_sessions_of(username, self._clock())

    def _hash(self, password: str, whose: StaffMember) -> str:
        fault = password_fault(password, whose, self._known.words if self._known else ())
        if not fault and self._known and self._known.is_breached(password):
            fault = "breached"
        if fault:
            raise PasswordRefusedError(fault, bytes=MOST_PASSWORD_BYTES, letters=SHORTEST_PASSWORD)
        return self._passwords.hash(password)

    @cached_property
    def _decoy_hash(self) -> str:
        """Take as long for a name that nobody bears as for one that somebody does."""
        return self._passwords.hash(self._randomness(_SECRET_LENGTH, _SECRET_LETTERS))


def _guarded(username: str, account: Account | None) -> str:
    """Return what attempts count for: with another password, nobody has tried yet."""
    return chr(0).join((username, account.password_hash if account else ""))


def _account(stores: Stores, username: str) -> Account:
    account = stores.staff.account(username)
    if account is None:
        raise UnknownStaffError(username=username)
    return account


def _expect_usable(member: StaffMember) -> None:
    is_reserved = member.username in RESERVED_NAMES
    faults = {
        "username": not member.username or " " in member.username or is_reserved,
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
