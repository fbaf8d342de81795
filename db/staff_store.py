"""Accounts of the staff and their sessions in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from core.services.setting_aside import unless_spoilt
from core.staff.models import Account, Role, StaffMember, StaffSession
from db.inserting import insert_into
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.staff_tables import StaffAccountRow, StaffSessionRow
from db.vault import vault_of


class SqlStaffStore:
    """Implements :class:`core.ports.StaffStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        rows = select(StaffAccountRow).order_by(StaffAccountRow.username)
        return tuple(sound_rows(self._session, StaffAccountRow, rows, self._made))

    def account(
        self, username: str, *, to_act: bool = False, to_change: bool = False
    ) -> Account | None:
        """Return an account, if there is one; nobody changes it meanwhile, if so asked."""
        kept = _kept(to_act, to_change)
        row = sound_row(self._session, StaffAccountRow, username, **kept)
        if row is None:
            return None
        with spoilt_reported(f"staff_account {username}"):
            return self._made(row)

    def add_account(self, account: Account) -> bool:
        """Insert an account; say whether its name was free."""
        member = account.member
        added = (
            insert_into(self._session, StaffAccountRow)
            .values(
                **self._vault.rows.seal(
                    StaffAccountRow,
                    {"username": member.username, "display_name": member.display_name},
                ),
                roles=list(member.roles),
                department=member.department,
                password_hash=account.password_hash,
                active=account.active,
            )
            .on_conflict_do_nothing(index_elements=["username"])
            .returning(col(StaffAccountRow.username))
        )
        return self._session.execute(added).scalar_one_or_none() is not None

    def _made(self, row: StaffAccountRow) -> Account:
        return account_of(self._vault.opened(row))

    def set_password_hash(self, username: str, password_hash: str) -> bool:
        """Write another password hash; say whether there is such an account."""
        return self._changed(username, password_hash=password_hash)

    def set_roles(self, username: str, roles: Sequence[Role], department: str) -> bool:
        """Write other roles and another department; say whether there is such an account."""
        return self._changed(username, roles=[*roles], department=department)

    def switch_off(self, username: str) -> bool:
        """Switch an account off; say whether there is such an account."""
        return self._changed(username, active=False)

    def switch_on(self, username: str) -> bool:
        """Switch an account on; say whether there is such an account."""
        return self._changed(username, active=True)

    def last_seen(self) -> dict[str, datetime]:
        """Return when something was last done by each account, as far as sessions are kept."""
        username, seen_at = col(StaffSessionRow.username), col(StaffSessionRow.seen_at)
        rows = select(username, seen_at).order_by(seen_at, col(StaffSessionRow.digest))
        return dict(sound_rows(self._session, StaffSessionRow, rows, tuple))

    def sessions_of(self, username: str) -> tuple[StaffSession, ...]:
        """Return the sessions of an account that were not ended by hand, the newest first."""
        revoked_at, started_at = col(StaffSessionRow.revoked_at), col(StaffSessionRow.started_at)
        rows = (
            select(StaffSessionRow)
            .where(col(StaffSessionRow.username) == username, revoked_at.is_(None))
            .order_by(started_at.desc(), col(StaffSessionRow.digest))
        )
        return tuple(sound_rows(self._session, StaffSessionRow, rows, _session_of))

    def session(
        self, digest: str, *, to_act: bool = False, to_change: bool = False
    ) -> StaffSession | None:
        """Return a session, open or not; nobody ends it meanwhile, if so asked.

        One that makes no sense is none.
        """
        kept = _kept(to_act, to_change)
        row = unless_spoilt(partial(sound_row, self._session, StaffSessionRow, digest, **kept))
        return None if row is None else _session_of(row)

    def add_session(self, session: StaffSession) -> None:
        """Insert a session."""
        self._session.add(
            StaffSessionRow(
                digest=session.digest,
                username=session.username,
                started_at=session.started_at,
                expires_at=session.expires_at,
                seen_at=session.seen_at,
                idle_seconds=session.idle.total_seconds(),
                revoked_at=session.revoked_at,
            )
        )
        self._session.flush()

    def _changed(self, username: str, **values: Any) -> bool:
        """Change an account by one statement: what others change of it meanwhile stays."""
        this = col(StaffAccountRow.username) == username
        changed = update(StaffAccountRow).where(this).values(**values)
        return bool(self._session.exec(changed).rowcount)

    def see_session(self, digest: str, at: datetime) -> None:
        """Write down that something was done by a session; what was seen later stays."""
        seen_at = col(StaffSessionRow.seen_at)
        this = update(StaffSessionRow).where(col(StaffSessionRow.digest) == digest, seen_at < at)
        self._session.exec(this.values(seen_at=at))

    def revoke_session(self, digest: str, at: datetime) -> None:
        """End one session, if it is there and has not ended."""
        self._session.exec(_revoking(at).where(col(StaffSessionRow.digest) == digest))

    def revoke_sessions_of(self, username: str, at: datetime) -> None:
        """End every session of an account that has not ended."""
        self._session.exec(_revoking(at).where(col(StaffSessionRow.username) == username))


def _kept(to_act: bool, to_change: bool) -> dict[str, Any]:
    """Have a row read anew and kept as it is; on SQLite there is one writer at a time anyway."""
    if not to_act and not to_change:
        return {}
    return {"with_for_update": {"read": not to_change}, "populate_existing": True}


def _revoking(at: datetime) -> Update:
    open_ones = update(StaffSessionRow).where(col(StaffSessionRow.revoked_at).is_(None))
    return open_ones.values(revoked_at=at)


def _session_of(row: Any) -> StaffSession:
    return StaffSession(
        row.digest,
        row.username,
        row.started_at,
        row.expires_at,
        row.seen_at,
        timedelta(seconds=row.idle_seconds),
        row.revoked_at,
    )


def account_of(row: Any) -> Account:
    """Return an account."""
    member = StaffMember(
        username=row.username,
        display_name=row.display_name,
        roles=tuple(map(Role, row.roles)),
        department=row.department,
    )
    return Account(member, row.password_hash, row.active)
