"""Accounts of the staff and their sessions in the database."""

from datetime import datetime

from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from core.staff.models import Account, Role, StaffMember, StaffSession
from db.staff_tables import StaffAccountRow, StaffSessionRow


class SqlStaffStore:
    """Implements :class:`core.ports.StaffStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        rows = self._session.exec(select(StaffAccountRow).order_by(StaffAccountRow.username))
        return tuple(map(_account_of, rows))

    def account(self, username: str) -> Account | None:
        """Return an account, if there is one."""
        row = self._session.get(StaffAccountRow, username)
        return _account_of(row) if row else None

    def save_account(self, account: Account) -> None:
        """Insert or replace an account."""
        member = account.member
        self._session.merge(
            StaffAccountRow(
                username=member.username,
                display_name=member.display_name,
                roles=list(member.roles),
                department=member.department,
                password_hash=account.password_hash,
                active=account.active,
            )
        )
        self._session.flush()

    def session(self, digest: str) -> StaffSession | None:
        """Return a session, open or not."""
        row = self._session.get(StaffSessionRow, digest)
        if row is None:
            return None
        return StaffSession(
            row.digest, row.username, row.started_at, row.expires_at, row.revoked_at
        )

    def add_session(self, session: StaffSession) -> None:
        """Insert a session."""
        self._session.add(
            StaffSessionRow(
                digest=session.digest,
                username=session.username,
                started_at=session.started_at,
                expires_at=session.expires_at,
                revoked_at=session.revoked_at,
            )
        )
        self._session.flush()

    def revoke_session(self, digest: str, at: datetime) -> None:
        """End one session, if it is there and has not ended."""
        self._session.exec(_revoking(at).where(col(StaffSessionRow.digest) == digest))

    def revoke_sessions_of(self, username: str, at: datetime) -> None:
        """End every session of an account that has not ended."""
        self._session.exec(_revoking(at).where(col(StaffSessionRow.username) == username))


def _revoking(at: datetime) -> Update:
    open_ones = update(StaffSessionRow).where(col(StaffSessionRow.revoked_at).is_(None))
    return open_ones.values(revoked_at=at)


def _account_of(row: StaffAccountRow) -> Account:
    member = StaffMember(
        username=row.username,
        display_name=row.display_name,
        roles=tuple(map(Role, row.roles)),
        department=row.department,
    )
    return Account(member, row.password_hash, row.active)
