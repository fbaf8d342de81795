"""What goes wrong with backups, told to whoever runs the installation."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.errors.families import InfrastructureError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(InfrastructureError):
    """A backup that cannot be made, read or restored; ``reason`` says why.

    What exists already is left as it was.
    """

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.backup.{reason}"
        super().__init__(**params)
        self.reason = reason


@contextmanager
def disk_failures_reported(reason: str, file: object) -> Iterator[None]:
    """Raise :class:`BackupError` for what the system says about a file, above all a full disk.

    Examples:
        >>> with disk_failures_reported("not_written", "/srv/a.backup"):
        ...     raise OSError(errno.ENOSPC, "No space left on device")
        Traceback (most recent call last):
        core.errors.backups.BackupError: error.backup.no_room (file='/srv/a.backup')
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise BackupError("no_room", file=str(file)) from error
        why = error.strerror or type(error).__name__
        raise BackupError(reason, file=str(file), why=why) from error
