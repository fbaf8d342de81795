"""Whether a backup copies the installation at this moment, so that no file goes meanwhile.

A backup copies the database first and then the files that it names. It announces itself before: on
PostgreSQL by a lock of the database, on SQLite by a locked folder beside the file. Both end with
the process, whatever becomes of it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlmodel import Session

PREFIX = ".backup-"
"""How the name of a folder begins into which SQLite is copied."""
_LOCK_NUMBER = 0x0D0E0C10
"""Any number, as long as every process of this program takes the same."""


@contextmanager
def announced_by(folder: Path) -> Iterator[None]:
    """Announce a copy that is made in a folder beside the database."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def announce(connection: Connection) -> None:
    """Announce a copy for as long as a connection lasts, once nobody removes files any more.

    It ends the transaction: the next one sees what was written until now.
    """
    connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), {"key": _LOCK_NUMBER})
    connection.rollback()


def is_copied(session: Session) -> bool:
    """Say whether a backup copies; if not, one that begins waits until the transaction ends."""
    bind = session.get_bind()
    if bind.dialect.name == "postgresql":
        asked = text("SELECT pg_try_advisory_xact_lock(:key)")
        return not session.execute(asked, {"key": _LOCK_NUMBER}).scalar_one()
    database = bind.engine.url.database
    return bool(database) and any(map(_is_locked, Path(str(database)).parent.glob(f"{PREFIX}*")))


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # it is gone again
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
