"""Turn what a database may fail with into the errors that the rest of the program knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, ProgrammingError, TimeoutError

from core.errors import OutcomeUnknownError, StorageError, StoreBusyError, StoreUnreadableError

_BEGINS = ("BEGIN", "LOCK", "PRAGMA")
_READS = ("SELECT", "WITH")
_NOT_BEGUN = (
    *("locked", "unable to open"),
    *("connection failed", "connection timeout", "lock timeout", "deadlock detected"),
)
"""What SQLite, and PostgreSQL, say when nothing was even begun, or all of it was taken back."""

_READ_ONLY = ("readonly", "read-only")
_DISK_FAILED = "disk I/O"
_UNREADABLE = ("not a database", "malformed")


@contextmanager
def failures_reported() -> Iterator[None]:
    """Raise :class:`StorageError` for a full disk, a lost connection, a refusal.

    It says what is true: whoever waited for others in vain, or could not read, is not told that
    something was not saved. Statements that are wrong are mistakes of the program and stay what
    they are.
    """
    try:
        yield
    except ProgrammingError:
        raise
    except (DatabaseError, InterfaceError) as error:
        raise _error_of(error)(reason=type(error).__name__) from error
    except TimeoutError as error:
        raise StoreBusyError(reason=type(error).__name__) from error


def _error_of(error: DatabaseError | InterfaceError) -> type[StorageError]:
    why = str(error.orig)
    is_answer_lost = error.connection_invalidated or _DISK_FAILED in why
    if not error.statement and is_answer_lost:  # the end of a transaction: written, or not
        return OutcomeUnknownError
    return _storage_error(error.statement or "", why)


def _storage_error(statement: str, why: str) -> type[StorageError]:
    begun = statement.lstrip().upper()
    if begun.startswith(_BEGINS) and any(sign in why for sign in _READ_ONLY):
        return StoreUnreadableError  # nobody is waited for: the disk takes nothing
    if begun.startswith(_BEGINS) or any(sign in why.lower() for sign in _NOT_BEGUN):
        return StoreBusyError
    if begun.startswith(_READS) or any(sign in why for sign in _UNREADABLE):
        return StoreUnreadableError
    return StorageError  # without a statement it was the end of the transaction that failed
