"""Look over the accounts of the staff and the sessions that are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.services.acting import StaffContext
from core.services.staff.act_on_account import acting_on, note_act
from core.services.staff.find_account import account_of
from core.staff.account_events import AccountAction, AccountEvent, EventSearch
from core.staff.authenticating import is_open, normal_username
from core.staff.models import Principal, StaffMember, StaffSession
from core.staff.use_cases import UseCase

EVERY_EVENT = EventSearch()
MOST_EVENTS = 200
"""So many are shown on a page; a file has all."""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account as administrators see it; ``seen_at`` is when something was last done by it."""

    member: StaffMember
    active: bool
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountList:
    """Every account, and the departments that there are, by code."""

    accounts: tuple[ListedAccount, ...]
    departments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A login that is open: when it began, when something was last done, when it ends at most.

    ``key`` names it where it is ended; nobody comes in by it.
    """

    key: str
    started_at: datetime
    seen_at: datetime
    expires_at: datetime


class OverseeAccounts:
    """Shows administrators who has an account and who is logged in."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def listed(self, session: Principal) -> AccountList:
        """Return every account, switched off or not, by name."""
        with self._staff.as_permitted(session, UseCase.LIST_ACCOUNTS) as (stores, _):
            accounts, seen = stores.staff.accounts(), stores.staff.last_seen()
            departments = stores.catalogue.read().catalogue.departments
        return AccountList(
            tuple(
                ListedAccount(account.member, account.active, seen.get(account.member.username))
                for account in accounts
            ),
            {code: department.name for code, department in departments.items()},
        )

    def sessions_of(self, session: Principal, username: str) -> tuple[OpenSession, ...]:
        """Return the open sessions of an account, the newest first.

        Raises:
            UnknownStaffError: If there is no such account.
        """
        with self._staff.as_permitted(session, UseCase.LIST_SESSIONS) as (stores, _):
            account = account_of(stores, normal_username(username))
            known = stores.staff.sessions_of(account.member.username)
            now = self._staff.session_time()
        return tuple(
            _shown(known_session) for known_session in known if is_open(known_session, account, now)
        )

    def end_session(self, session: Principal, username: str, key: str) -> None:
        """End one session of an account; one that has ended stays so.

        Raises:
            UnknownStaffError: If there is no such account.
        """
        self._staff.expect(session, UseCase.END_SESSION)
        name = normal_username(username)
        with acting_on(self._staff, session, UseCase.END_SESSION, name) as acted:
            stores, _ = acted
            if key not in {known.digest for known in stores.staff.sessions_of(name)}:
                return
            stores.staff.revoke_session(key, self._staff.clock())
            note_act(acted, AccountAction.SESSION_ENDED, name, at=self._staff.clock())

    def end_sessions(self, session: Principal, username: str) -> None:
        """End every session of an account.

        Raises:
            UnknownStaffError: If there is no such account.
        """
        self._staff.expect(session, UseCase.END_SESSIONS)
        name = normal_username(username)
        with acting_on(self._staff, session, UseCase.END_SESSIONS, name) as acted:
            stores, _ = acted
            stores.staff.revoke_sessions_of(name, self._staff.clock())
            note_act(acted, AccountAction.SESSIONS_ENDED, name, at=self._staff.clock())

    def account_events(
        self, session: Principal, asked: EventSearch = EVERY_EVENT
    ) -> tuple[AccountEvent, ...]:
        """Return what was done to accounts, the newest first, as far as a page shows it."""
        with self._staff.as_permitted(session, UseCase.LIST_ACCOUNT_EVENTS) as (stores, _):
            return stores.account_log.found(asked, at_most=MOST_EVENTS)


def _shown(session: StaffSession) -> OpenSession:
    return OpenSession(session.digest, session.started_at, session.seen_at, session.expires_at)
