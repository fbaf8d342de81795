"""Accounts in memory, a clock that is set by hand, and passwords that hash at once."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

from core.errors import ServiceError
from core.services.acting import StaffContext
from core.services.staff import account_use_cases
from core.staff.models import OPERATOR, Role
from tests.fakes import FakeAttempts

PASSWORD = "kzmt-8r4n-w6qd"


class FakeStaff:
    """Implements StaffStore over dictionaries."""

    def __init__(self):
        self.by_name, self.sessions = {}, {}

    def accounts(self):
        return tuple(self.by_name[name] for name in sorted(self.by_name))

    def account(self, username, *, to_act=False, to_change=False):
        return self.by_name.get(username)

    def add_account(self, account):
        added = self.by_name.setdefault(account.member.username, account)
        return added is account

    def set_password_hash(self, username, password_hash):
        return self._change(username, password_hash=password_hash)

    def switch_off(self, username):
        return self._change(username, active=False)

    def switch_on(self, username):
        return self._change(username, active=True)

    def _change(self, username, **values):
        account = self.by_name.get(username)
        if account is not None:
            self.by_name[username] = replace(account, **values)
        return account is not None

    def session(self, digest, *, to_act=False, to_change=False):
        return self.sessions.get(digest)

    def see_session(self, digest, at):
        self.sessions[digest] = replace(self.sessions[digest], seen_at=at)

    def add_session(self, session):
        self.sessions[session.digest] = session

    def revoke_session(self, digest, at):
        self._revoke(at, lambda session: session.digest == digest)

    def revoke_sessions_of(self, username, at):
        self._revoke(at, lambda session: session.username == username)

    def _revoke(self, at, concerns):
        for digest, session in self.sessions.items():
            if concerns(session) and session.revoked_at is None:
                self.sessions[digest] = replace(session, revoked_at=at)


class FakeAccountLog:
    """What was done to accounts."""

    def __init__(self):
        self.events = []

    def add(self, event):
        self.events.append(event)


class FakePasswords:
    """Hashes that can be read, so that a test sees what is compared."""

    def hash(self, password):
        return f"hash of {password}"

    def matches(self, password, password_hash):
        return password_hash == self.hash(password)


class FakeOffice:
    """A staff service over all of these, with one policy officer."""

    def __init__(self):
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        self.store = FakeStaff()
        self.attempts = FakeAttempts()
        self.log = FakeAccountLog()
        self._numbers = count(1)
        self.begin()
        self.service.accounts.add(
            OPERATOR, "policy", "政策人员", roles=[Role.POLICY], password=PASSWORD
        )

    def begin(self, **given):
        self.service = account_use_cases(
            StaffContext(self._transaction, lambda: self.now),
            randomness=self.randomness,
            hasher=FakePasswords(),
            **given,
        )

    def let_in(self, username="policy", password=PASSWORD):
        return self.service.entering.admit(self.service.entering.challenge(username, password))

    def randomness(self, length, letters):
        return f"{next(self._numbers):0{length}d}"

    def wait(self, **time):
        self.now += timedelta(**time)

    @contextmanager
    def _transaction(self):
        before = dict(self.attempts._made)
        try:
            yield SimpleNamespace(staff=self.store, attempts=self.attempts, account_log=self.log)
        except ServiceError:
            self.attempts._made = before
            raise
