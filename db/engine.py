"""Open a database: SQLite in a file by default, PostgreSQL by address."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError

from core.errors import StoreUnreadableError
from core.ports import Keyring
from db.data_keys import KEYRING

LOCK_SECONDS = 20
"""How long one writer waits for another before it gives up."""
_LOCK_NUMBER = 0x0D0E0C0E
"""Any number, as long as every process of this program takes the same."""
_FILLING_NUMBER = _LOCK_NUMBER + 1
_AS_LONG_AS_IT_TAKES = text("SET LOCAL lock_timeout = 0")


def open_engine(
    url: str, *, keyring: Keyring | None = None, enforce_foreign_keys: bool = True
) -> Engine:
    """Return an engine for a database address; nothing is opened yet.

    What people said is encrypted under keys that the keyring wraps; without one nothing of it is
    read or written. Migrations switch foreign keys off, because SQLite copies a table in order to
    alter it.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _open_sqlite(address, enforce_foreign_keys=enforce_foreign_keys)
    else:
        # Parameters hold what applicants entered, and errors go to the log.
        engine = create_engine(address, hide_parameters=True, pool_pre_ping=True)
        event.listen(engine, "connect", _wait_no_longer)
    engine.update_execution_options(**{KEYRING: keyring})
    return engine


def _wait_no_longer(connection: Any, _record: Any) -> None:
    """Have PostgreSQL wait for a lock no longer than SQLite does: by itself it waits for ever."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(LOCK_SECONDS * 1000)}")
    connection.commit()


def _open_sqlite(address: URL, *, enforce_foreign_keys: bool) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args=_SQLITE)

    @event.listens_for(engine, "do_connect")
    def _guard(*_: Any) -> None:
        _leave_to_owner(address.database)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # SQLAlchemy begins transactions by itself below; the driver must not do it again.
        connection.isolation_level = None
        read_any_text(connection)
        # SQLite's own knows the 26 letters only: É would not be found by é.
        connection.create_function("lower", 1, _lower, deterministic=True)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")  # what is erased leaves no free page
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if enforce_foreign_keys else 'OFF'}")
        cursor.close()
        connection.keep_in_mind(address.database)

    event.listen(engine, "checkout", _expect_same_file)
    event.listen(engine, "checkin", _close_cursors)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later is refused when another one wrote
        # in between, whatever the timeout; one that asks for the lock at once just waits.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _expect_same_file(connection: "_Connection", _record: Any, _proxy: Any) -> None:
    """Write nothing into a file that has lost its name: it would be gone with the process.

    Raises:
        StoreUnreadableError: If there is no file any more.
        DisconnectionError: If there is another one; it is connected to instead.
    """
    now = _file_at(connection.path)
    if now == connection.file:
        return
    if now is None:
        raise StoreUnreadableError(reason="gone")
    raise DisconnectionError


def _close_cursors(connection: "_Connection | None", _record: Any) -> None:
    if connection is not None:
        connection.close_cursors()


def _file_at(path: str | None) -> tuple[int, int] | None:
    """Return which file bears a name now, if there is one."""
    try:
        found = Path(path or ":memory:").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _leave_to_owner(database: str | None) -> None:
    """Leave the file to its owner alone, whatever the umask or what was there before."""
    if not database:  # it is in memory
        return
    path = Path(database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # whoever connects is told
        for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            if file.is_file() and file.stat().st_mode & 0o077:
                file.chmod(0o600)
        if not path.exists():
            _make_file(path)


def _make_file(path: Path) -> None:
    """Make an empty file, of two that do it at once the first.

    It is never opened under its name: closing it would end the locks that SQLite holds on it in
    this process.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as empty:
        made = Path(empty.name)
    with suppress(FileExistsError):
        os.link(made, path)
    made.unlink()


class _Connection(sqlite3.Connection):
    """Knows its cursors, to close those that are left halfway, where a row made no sense.

    Such a one goes on reading the database as it was, so that nothing could be written any more.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()
        self.path: str | None = None
        self.file: tuple[int, int] | None = None

    def keep_in_mind(self, path: str | None) -> None:
        """Remember which file it is that this connection writes."""
        self.path, self.file = path, _file_at(path)

    def cursor(self, *args: Any, **named: Any) -> Any:
        cursor = super().cursor(*args, **named)
        self._cursors.add(cursor)
        return cursor

    def close_cursors(self) -> None:
        for cursor in tuple(self._cursors):
            cursor.close()


_SQLITE = {"timeout": LOCK_SECONDS, "factory": _Connection}


def read_any_text(connection: Any, _record: Any = None) -> None:
    """Let what is no UTF-8 spoil the row it stands in, and nobody else's reading."""
    connection.text_factory = _text


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def wait_for_others(connection: Connection) -> None:
    """Let one process at a time prepare the database, until its transaction ends.

    On SQLite, beginning a transaction has already taken the one write lock there is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_AS_LONG_AS_IT_TAKES)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_NUMBER})


@contextmanager
def filling_alone(engine: Engine) -> Iterator[None]:
    """Let one process at a time fill the database, in as many transactions as it takes.

    On SQLite transactions wait for each other anyway, and each looks first what is done.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        connection.execute(_AS_LONG_AS_IT_TAKES)
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _FILLING_NUMBER})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _FILLING_NUMBER})
