"""Copy a database of SQLite by its backup interface: one step, and no writer waits for it."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import make_url

from core.errors import BackupError, NoDatabaseError, disk_failures_reported
from core.ports import Chunks, Keyring
from db.copies_underway import PREFIX, announced_by
from db.engine import LOCK_SECONDS
from db.upgrading import knows_revision, upgrade_database

_DAY_SECONDS = 86_400
_PIECE = 1024 * 1024
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class SqliteSnapshot:
    """Implements :class:`core.ports.DatabaseSnapshot`."""

    revision: str
    path: Path

    def content(self) -> Chunks:
        """Yield the file."""
        with disk_failures_reported("unreadable", self.path), self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


class SqliteCopier:
    """Implements :class:`core.ports.DatabaseCopier`."""

    kind = "sqlite"

    def __init__(self, url: str, *, keyring: Keyring | None = None) -> None:
        self._url = url
        self._keyring = keyring
        self._path = Path(make_url(url).database or "")

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        """Copy it beside itself, for as long as this is open; a damaged one is refused.

        Raises:
            NoDatabaseError: If there is none.
            BackupError: If it cannot be copied.
        """
        if not self._path.is_file():
            raise NoDatabaseError
        _remove_left_behind(self._path.parent)
        with (
            _failures_reported(self._path),
            TemporaryDirectory(dir=self._path.parent, prefix=PREFIX) as folder,
            announced_by(Path(folder)),
        ):
            copy = Path(folder) / "copy.db"
            copy.touch(mode=0o600)
            with closing(_opened(self._path)) as source, closing(_opened(copy)) as target:
                source.backup(target)
            yield SqliteSnapshot(_revision_of(copy), copy)

    def knows(self, revision: str) -> bool:
        """Say whether this version of the program can go on from a migration."""
        return knows_revision(revision)

    def is_empty(self) -> bool:
        """Say whether there is no file of it."""
        return not any(map(os.path.lexists, self._files()))

    def set_aside(self, suffix: str) -> None:
        """Rename its files.

        Raises:
            BackupError: If somebody has it open.
        """
        self._expect_unused()
        with _failures_reported(self._path):
            for file, ending in zip(self._files(), _BESIDE, strict=True):
                with suppress(FileNotFoundError):
                    file.rename(f"{self._path}.{suffix}{ending}")

    def restore(self, content: Chunks) -> None:
        """Write it beside its name, look it over, and rename it."""
        part = Path(f"{self._path}.restoring")
        with _failures_reported(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            try:
                _write(part, content)
                _revision_of(part)
                part.rename(self._path)
            finally:
                part.unlink(missing_ok=True)
            _sync(self._path.parent)

    def upgrade(self) -> None:
        """Bring what was restored up to this version of the program."""
        upgrade_database(self._url, keyring=self._keyring)

    def _files(self) -> tuple[Path, ...]:
        return tuple(Path(f"{self._path}{ending}") for ending in _BESIDE)

    def _expect_unused(self) -> None:
        if not self._path.is_file():
            return
        try:
            with closing(_opened(self._path, seconds=0)) as connection:
                # SQLite refuses this while anybody else is connected.
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise BackupError("in_use") from error
            # What is spoilt is what somebody restores for.


def _opened(path: Path, *, seconds: float = LOCK_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=seconds)


def _revision_of(copy: Path) -> str:
    """Return the newest migration of a copy; one that is damaged is refused."""
    address = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        try:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            raise NoDatabaseError from error
    if verdict != ("ok",):
        raise BackupError("database_damaged", why=str(verdict[0]))
    return str(revision[0]) if revision else ""


def _write(path: Path, content: Chunks) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_left_behind(folder: Path) -> None:
    """Remove copies whose process was killed."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY_SECONDS:
                shutil.rmtree(left)


@contextmanager
def _failures_reported(path: Path) -> Iterator[None]:
    """Raise :class:`BackupError` for what SQLite or the system says."""
    try:
        with disk_failures_reported("not_written", path):
            yield
    except sqlite3.Error as error:
        raise _backup_error(path, str(error)) from error


def _backup_error(path: Path, why: str) -> BackupError:
    if "full" in why:
        return BackupError("no_room", file=path)
    if "malformed" in why or "not a database" in why:
        return BackupError("database_damaged", why=why)
    return BackupError("not_written", file=path, why=why)
