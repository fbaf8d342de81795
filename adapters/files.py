"""Files in a folder: encrypted, each under a name that its content gives with a key."""

import fcntl
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from adapters.sealed_files import key_of_file, open_file, rewrap_file, seal_file
from core.errors import FileLostError, KeyMissingError, StorageError, StoreUnreadableError
from core.ports import UNKNOWN_KEY, Keyring

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENDING = ".sealed"
_GONE = "removed meanwhile"
_HEAD_BYTES = 256
"""More than what stands before the content of a file."""


class FolderFileStore:
    """Implements :class:`core.ports.FileStore`.

    A file is complete or absent, whatever happens in between: it is written under
    another name, forced to disk, and only then given its own. A plain digest as name would tell
    whether somebody handed in a file that one knows; so ``name_of`` makes another of it.
    """

    def __init__(self, folder: Path, *, keys: Keyring, name_of: Callable[[str], str]) -> None:
        self._folder = folder
        self._keys = keys
        self._name_of = name_of

    def put(self, content: bytes) -> str:
        """Write a file durably and return its digest; writing it again changes nothing.

        Raises:
            StorageError: If it could not be written. Nothing is left behind then.
        """
        digest = hashlib.sha256(content).hexdigest()
        name = self._name_of(digest)
        path = self._path(name)
        with _failures_reported(StorageError):
            _make_folder(self._folder)
            with self._locked(fcntl.LOCK_SH):
                if not self._holds(path, name, digest):
                    _make_folder(path.parent)
                    _write(path, seal_file(content, name=name, keys=self._keys))
        return digest

    def get(self, digest: str) -> bytes:
        """Return a file as it was written.

        Raises:
            FileLostError: If it is not there, or is no longer the same.
            StoreUnreadableError: If it cannot be read.
            KeyMissingError: If the key it is under is not here.
        """
        if not _DIGEST.fullmatch(digest):
            raise StorageError(reason="not a digest")
        try:
            with _failures_reported(StoreUnreadableError):
                content = self._read(digest)
        except ValueError:
            raise FileLostError(reason="altered", digest=digest) from None
        if content is None:
            raise FileLostError(reason="gone", digest=digest)
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
        with _failures_reported(StorageError), self._alone():
            for path in (self._path(self._name_of(digest)), self._plain(digest)):
                path.unlink(missing_ok=True)

    def rewrap(self) -> int:
        """Bring every file under the newest key, also those of before that lie here plain.

        Others go on meanwhile: a file is always there, under one key or the other. One that was
        altered, or whose key is not here, stays as it is.

        Raises:
            StorageError: If one cannot be written; those before it are done.
        """
        return sum(self._rewrapped(path) for path in sorted(self._everything()))

    def seal_plain(self) -> int:
        """Seal files of before that lie here plain; return how many.

        Raises:
            StorageError: If one cannot be written; those before it are done.
        """
        plain = [path for path in self._everything() if path.suffix != _ENDING]
        return sum(self._rewrapped(path) for path in plain)

    def unseal(self) -> int:
        """Write files as they were before they were encrypted, for a version that knows no keys.

        Raises:
            StorageError: If one cannot be written; those before it are done.
            KeyMissingError: If the key of one is not here.
        """
        return sum(self._unsealed(path) for path in sorted(self._folder.glob(f"??/??/*{_ENDING}")))

    def count_by_key(self) -> Mapping[str, int]:
        """Return how many files are under which key; those that lie here plain under none.

        Raises:
            StoreUnreadableError: If it cannot be told of one.
        """
        with _failures_reported(StoreUnreadableError):
            found = Counter(map(_key_of, self._everything()))
        del found[_GONE]
        return found

    def wait_for_writers(self) -> None:
        """Return once everything that is being written is there, under whichever key.

        Raises:
            StorageError: If the folder cannot be opened.
        """
        with _failures_reported(StorageError), self._alone():
            return

    def _rewrapped(self, path: Path) -> bool:
        left = (FileNotFoundError, ValueError, KeyMissingError)
        with _failures_reported(StorageError), self._alone(), suppress(*left):
            _tighten(path.parent.parent, path.parent, path)
            if path.suffix != _ENDING:
                return self._sealed(path)
            if _key_of(path) != self._keys.newest:
                written = path.read_bytes()
                _write(path, rewrap_file(written, name=path.stem, keys=self._keys))
                return True
        return False

    def _sealed(self, plain: Path) -> bool:
        """Seal a file of before. One that was spoilt stays as it is, for whoever looks for it."""
        content = plain.read_bytes()
        if hashlib.sha256(content).hexdigest() != plain.name:
            return False
        name = self._name_of(plain.name)
        path = self._path(name)
        _make_folder(path.parent)
        _write(path, seal_file(content, name=name, keys=self._keys))
        plain.unlink()
        return True

    def _unsealed(self, path: Path) -> bool:
        """Write a file plain. One that was spoilt stays as it is, for whoever looks for it."""
        with (
            _failures_reported(StorageError),
            self._alone(),
            suppress(FileNotFoundError, ValueError),
        ):
            content = open_file(path.read_bytes(), name=path.stem, keys=self._keys)
            plain = self._plain(hashlib.sha256(content).hexdigest())
            _make_folder(plain.parent)
            _write(plain, content)
            path.unlink()
            return True
        return False

    def _everything(self) -> Iterator[Path]:
        for path in self._folder.glob("??/??/*"):
            if _DIGEST.fullmatch(path.name.removesuffix(_ENDING)):
                yield path

    def _read(self, digest: str) -> bytes | None:
        name = self._name_of(digest)
        path = self._path(name)
        # The plain one may have been sealed between the first two.
        for place in (path, self._plain(digest), path):
            with suppress(FileNotFoundError):
                written = place.read_bytes()
                return open_file(written, name=name, keys=self._keys) if place is path else written
        return None

    def _holds(self, path: Path, name: str, digest: str) -> bool:
        """Say whether a file is there and sound; a spoilt one is worth writing anew."""
        try:
            content = open_file(path.read_bytes(), name=name, keys=self._keys)
        except (FileNotFoundError, ValueError):
            return False
        _tighten(path.parent.parent, path.parent, path)
        return hashlib.sha256(content).hexdigest() == digest

    def _path(self, name: str) -> Path:
        """Fan out on two levels, so that no folder grows too long to list."""
        return self._folder / name[:2] / name[2:4] / f"{name}{_ENDING}"

    def _plain(self, digest: str) -> Path:
        """Return where a file of before lies, under its digest and as it is."""
        return self._folder / digest[:2] / digest[2:4] / digest

    def _alone(self) -> AbstractContextManager[None]:
        """Let one at a time remove or rewrap: what was removed never comes back."""
        return self._locked(fcntl.LOCK_EX)

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Hold the folder, alone or with others that write."""
        if not self._folder.is_dir():
            yield
            return
        handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)


def _key_of(path: Path) -> str:
    if path.suffix != _ENDING:
        return ""
    try:
        with path.open("rb") as file:
            return key_of_file(file.read(_HEAD_BYTES))
    except FileNotFoundError:
        return _GONE
    except ValueError:
        return UNKNOWN_KEY


@contextmanager
def _failures_reported(kind: type[StorageError]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise kind(reason=error.strerror or type(error).__name__) from error


def _make_folder(folder: Path) -> None:
    """Make a folder and the ones above it; a new name is on disk once its folder is synced."""
    if folder.is_dir():
        _tighten(folder)
        return
    if not folder.parent.is_dir():
        _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync(folder.parent)


def _tighten(*paths: Path) -> None:
    """Leave a file or folder to its owner alone, whatever was there before."""
    for path in paths:
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)


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
