"""Files in a folder, each under the SHA-256 of its content."""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.errors import FileLostError, StorageError, StoreUnreadableError

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FolderFileStore:
    """Implements :class:`core.ports.FileStore`.

    A file is complete or absent, whatever happens in between: it is written under
    another name, forced to disk, and only then given its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Write a file durably and return its digest; writing it again changes nothing.

        Raises:
            StorageError: If it could not be written. Nothing is left behind then.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        try:
            if not _holds(path, digest):
                _make_folder(path.parent)
                _write(path, content)
        except OSError as error:
            raise StorageError(reason=error.strerror or type(error).__name__) from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return a file as it was written.

        Raises:
            FileLostError: If it is not there, or is no longer the same.
            StoreUnreadableError: If it cannot be read.
        """
        if not _DIGEST.fullmatch(digest):
            raise StorageError(reason="not a digest")
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise FileLostError(reason="gone", digest=digest) from None
        except OSError as error:
            raise StoreUnreadableError(reason=error.strerror or type(error).__name__) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise FileLostError(reason="altered", digest=digest)
        return content

    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no error.

        Raises:
            StorageError: If it is there and cannot be removed.
        """
        if not _DIGEST.fullmatch(digest):
            raise StorageError(reason="not a digest")
        try:
            self._path(digest).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(reason=error.strerror or type(error).__name__) from error

    def _path(self, digest: str) -> Path:
        """Fan out on two levels, so that no folder grows too long to list."""
        return self._folder / digest[:2] / digest[2:4] / digest


def _holds(path: Path, digest: str) -> bool:
    """Say whether a file is there and sound; a spoilt one is worth writing anew."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return False


def _make_folder(folder: Path) -> None:
    """Make a folder and the ones above it; a new name is on disk once its folder is synced."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync(folder.parent)


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".incoming-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
