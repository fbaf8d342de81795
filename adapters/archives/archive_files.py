"""An archive in a file: whole, durable and read back, or not there under its name."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from adapters.archives.members import joined, split
from adapters.archives.sealed_streams import open_stream, seal_stream
from core.errors import BackupError, disk_failures_reported
from core.ports import Member


class FileArchive:
    """Implements :class:`core.ports.Archive`."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key

    def write(self, members: Iterable[Member]) -> int:
        """Write it beside its name, read it back from the disk, and rename it.

        Raises:
            BackupError: If there is a file of that name, or it cannot be written. Nothing is left.
        """
        if os.path.lexists(self._path):
            raise BackupError("exists", file=self._path)
        with (
            disk_failures_reported("not_written", self._path),
            NamedTemporaryFile(  # for its owner alone
                dir=self._path.parent, prefix=f".{self._path.name}-", suffix=".part", delete=False
            ) as part,
        ):
            try:
                written = _Digests()
                seal_stream(joined(written.of(members)), self._key, part)
                part.flush()
                os.fsync(part.fileno())
                os.posix_fadvise(part.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                self._expect_readable(Path(part.name), written.found)
                Path(part.name).rename(self._path)
            except BaseException:
                with suppress(OSError):
                    Path(part.name).unlink()
                raise
            _sync(self._path.parent)
            return self._path.stat().st_size

    def members(self) -> Iterator[Member]:
        """Yield what it holds.

        Raises:
            BackupError: If it cannot be read, or its key is another one, or it was altered.
        """
        return _members(self._path, self._key)

    def _expect_readable(self, part: Path, written: dict[str, str]) -> None:
        read = _Digests()
        for _, content in read.of(_members(part, self._key)):
            for _ in content:
                pass
        if read.found != written:
            raise BackupError("not_read_back", file=self._path)


def _members(path: Path, key: bytes) -> Iterator[Member]:
    with disk_failures_reported("unreadable", path), path.open("rb") as file:
        yield from split(open_stream(file, key))


class _Digests:
    """The digest of each member that went through."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def of(self, members: Iterable[Member]) -> Iterator[Member]:
        for name, content in members:
            yield name, self._noted(name, content)

    def _noted(self, name: str, content: Iterable[bytes]) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in content:
            digest.update(piece)
            yield piece
        self.found[name] = digest.hexdigest()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
