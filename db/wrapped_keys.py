"""Data keys in the database, for whoever changes the key that they are wrapped under."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select, text, tuple_, update
from sqlmodel import col

from core.errors import KeyMissingError, NoDatabaseError
from core.ports import Keyring, WrappedKey
from db.data_keys import bound_to
from db.failures import failures_reported
from db.key_tables import DataKeyRow

AT_ONCE = 100
"""So few in one transaction, that nobody waits for it."""
_WAITING_SECONDS = 5
_PLACE = (col(DataKeyRow.hall), col(DataKeyRow.scope), col(DataKeyRow.name))
_WRAPPED = (col(DataKeyRow.key_id), col(DataKeyRow.wrapped))


class WrappedRows:
    """Implements :class:`core.ports.WrappedStore`: it makes no database and migrates none."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._keyring = keyring

    def count_by_key(self) -> Mapping[str, int]:
        """Return how many rows are under which key, of all halls.

        Raises:
            NoDatabaseError: If there is none, or none with the tables of this version.
            StorageError: If it cannot be read.
        """
        self._expect_database()
        key = col(DataKeyRow.key_id)
        with failures_reported(), self._engine.begin() as connection:
            counted = connection.execute(select(key, func.count()).group_by(key))
            return {str(name): int(number) for name, number in counted}

    def rewrap(self) -> int:
        """Bring every row under the newest key, a few in each transaction; return how many.

        A row that was altered, or whose key is not here, stays as it is.

        Raises:
            NoDatabaseError, StorageError: As above; what was done before stays done.
        """
        self._expect_database()
        changed, after, found = 0, ("", "", ""), True
        while found:
            with failures_reported(), self._engine.begin() as connection:
                rows = self._next(connection, after)
                changed += sum(self._rewrapped(connection, row) for row in rows)
            found = bool(rows)
            after = tuple(rows[-1][:3]) if found else after
        return changed

    def wait_for_writers(self) -> None:
        """Return once whoever has wrapped a key under an older one has written it, or not.

        Raises:
            NoDatabaseError, StorageError: As above.
            StoreBusyError: If somebody writes for longer than others could be kept waiting.
        """
        self._expect_database()
        with failures_reported(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{_WAITING_SECONDS}s'"))
                connection.execute(text("LOCK TABLE data_key IN SHARE MODE"))

    def _next(self, connection: Connection, after: tuple[str, ...]) -> Sequence[Any]:
        """Return the next rows under another key than the newest, each held until the end.

        Nobody waits for somebody who waits for us: one that is held is being destroyed, or is
        brought under the newest by somebody else.
        """
        asked = (
            select(*_PLACE, *_WRAPPED)
            .where(tuple_(*_PLACE) > after, col(DataKeyRow.key_id) != self._keyring.newest)
            .order_by(*_PLACE)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        return connection.execute(asked).all()

    def _rewrapped(self, connection: Connection, row: Any) -> int:
        """Compare and swap: a key that was destroyed never comes back."""
        hall, scope, name, key_id, wrapped = row
        bound = bound_to((hall, scope, name))
        try:
            key = self._keyring.unwrap(WrappedKey(key_id, bytes(wrapped)), bound_to=bound)
        except (ValueError, KeyMissingError):
            return 0
        new = self._keyring.wrap(key, bound_to=bound)
        changed = connection.execute(
            update(DataKeyRow)
            .where(tuple_(*_PLACE) == (hall, scope, name))
            .where(tuple_(*_WRAPPED) == (key_id, wrapped))
            .values(key_id=new.key_id, wrapped=new.content)
        )
        return changed.rowcount

    def _expect_database(self) -> None:
        """Refuse to go on without a database: SQLite would make one."""
        url = self._engine.url
        is_sqlite = url.get_backend_name() == "sqlite"
        if is_sqlite and not Path(url.database or "").is_file():
            raise NoDatabaseError
        with failures_reported():
            if not inspect(self._engine).has_table("data_key"):
                raise NoDatabaseError
