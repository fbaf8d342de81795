"""Attempts at secrets in the database: counted by one statement, so that none slips past."""

from datetime import datetime

from sqlalchemy import and_, case, delete, not_, or_, update
from sqlmodel import Session, col, select

from core.attempts import Attempt, Limit
from core.errors import AlteredRecordError
from core.services.setting_aside import tell_set_aside
from db.inserting import insert_into
from db.sound_rows import sound_row
from db.staff_tables import LoginFailureRow
from db.vault import vault_of


class SqlAttemptStore:
    """Implements :class:`core.ports.AttemptStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._look_ups = vault_of(session).look_ups

    def count(self, name: str, limit: Limit, *, at: datetime) -> Attempt:
        """Count one attempt, if there may be one now; who comes at once waits for the other."""
        key = self._found_by(name)
        count, last_at = col(LoginFailureRow.count), col(LoginFailureRow.last_at)
        has_to_wait = [and_(count >= least, last_at > at - wait) for least, wait in limit.steps]
        in_a_row = case((last_at <= at - limit.forgotten_after, 1), else_=count + 1)
        counted = (
            insert_into(self._session, LoginFailureRow)
            .values(username=key, count=1, last_at=at)
            .on_conflict_do_update(
                index_elements=["username"],
                set_={"count": in_a_row, "last_at": at},
                where=not_(or_(*has_to_wait)),
            )
            .returning(count)
        )
        number = self._session.execute(counted).scalar_one_or_none()
        if number is not None:
            return Attempt(number)
        try:
            return self._refused(key, limit)
        except AlteredRecordError as error:  # nobody has to wait for what makes no sense
            tell_set_aside(str(error.params["what"]))
            self.forget(name)
            return self.count(name, limit, at=at)

    def take_back(self, name: str) -> None:
        """Count one attempt less: it was no wrong one."""
        count = col(LoginFailureRow.count)
        this = col(LoginFailureRow.username) == self._found_by(name)
        self._session.exec(update(LoginFailureRow).where(this, count > 0).values(count=count - 1))

    def forget(self, name: str) -> None:
        """Forget every attempt at something."""
        this = col(LoginFailureRow.username) == self._found_by(name)
        self._session.exec(delete(LoginFailureRow).where(this))

    def forget_before(self, at: datetime) -> None:
        """Forget what was last tried before; whoever is counting right now is passed over."""
        username = col(LoginFailureRow.username)
        old = select(username).where(col(LoginFailureRow.last_at) < at)
        unused = old.with_for_update(skip_locked=True)
        self._session.exec(delete(LoginFailureRow).where(username.in_(unused)))

    def _found_by(self, name: str) -> str:
        """Return what stands in the database: somebody may have typed a password as a name."""
        return self._look_ups.of("attempt", name)

    def _refused(self, key: str, limit: Limit) -> Attempt:
        row = sound_row(self._session, LoginFailureRow, key)
        if row is None:
            raise AlteredRecordError(what="login_failure")
        return Attempt(row.count, row.last_at + limit.wait_after(row.count))
