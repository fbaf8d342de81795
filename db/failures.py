"""Turn what a database may fail with into the one error that the rest of the program knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, ProgrammingError, TimeoutError

from core.errors import StorageError


@contextmanager
def failures_told() -> Iterator[None]:
    """Raise :class:`StorageError` for a full disk, a lock, a lost connection, a refusal.

    Statements that are wrong are mistakes of the program and stay what they are.
    """
    try:
        yield
    except ProgrammingError:
        raise
    except (DatabaseError, InterfaceError, TimeoutError) as error:
        raise StorageError(reason=type(error).__name__) from error
