"""The keys of the installation: from a setting, or from a file that may grow while we run.

A line, or a part between commas, is ``NAME:KEY``, a key being 32 bytes in base64. The last one
wraps, all of them unwrap. Of each key only what HKDF makes of it for this purpose is used.
"""

import base64
import fcntl
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import KeyMissingError, SettingsError
from core.ports import WrappedKey

KEY_BYTES = 32
NONCE_BYTES = 12
_PURPOSE = b"done once: keys that data keys are wrapped under, 1"
_FROM_SECRET = b"done once: a key for what is kept, 1"
_LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,31}):([A-Za-z0-9+/_-]{43}=?)")


def new_key(today: date) -> str:
    """Return a new key as it stands in a setting or a file, named by its day."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return f"{today.isoformat()}-{secrets.token_hex(2)}:{key}"


def key_from(secret: bytes) -> str:
    """Return a key that a secret gives, as it stands in a setting, with a name that tells secrets.

    Examples:
        >>> key_from(b"a secret") == key_from(b"a secret") != key_from(b"another")
        True
    """
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_FROM_SECRET)
    key = derive.derive(secret)
    name = f"secret-{sha256(key).hexdigest()[:8]}"
    return f"{name}:{base64.urlsafe_b64encode(key).decode()}"


def read_keys(text: str) -> dict[str, bytes]:
    """Return keys by name, in their order.

    Examples:
        >>> list(read_keys(f"a:{'A' * 43}=, b:{'B' * 43}="))
        ['a', 'b']

    Raises:
        ValueError: Saying which part is none, but never what stands there.
    """
    found: dict[str, bytes] = {}
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    for number, part in enumerate(parts, start=1):
        said = _LINE.fullmatch(part)
        if said is None or said[1] in found:
            raise ValueError(f"key {number} is not NAME:KEY, 32 bytes in base64, each name once")
        plain = said[2].rstrip("=").replace("+", "-").replace("/", "_") + "="
        found[said[1]] = base64.urlsafe_b64decode(plain)
    return found


class InstallationKeys:
    """Implements :class:`core.ports.Keyring`.

    Keys from a file come after those given, and are read again when it changes: who rotates adds
    one while others run. A file has to be there only if no key is given.
    """

    def __init__(self, given: str = "", *, file: Path | None = None) -> None:
        self._file = file
        self._given = read_keys(given)
        self._stamp: object = None
        self._keys: Mapping[str, bytes] = self._given

    @property
    def file(self) -> Path | None:
        """Return where the keys stand, if it is a file."""
        return self._file

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all keys, the newest last."""
        return tuple(self._current())

    @property
    def newest(self) -> str:
        """Return the name of the key that wraps."""
        return self.names[-1]

    def wrap(self, key: bytes, *, bound_to: bytes) -> WrappedKey:
        """Wrap a data key.

        Examples:
            >>> keys = InstallationKeys(f"a:{'A' * 43}=")
            >>> wrapped = keys.wrap(b"k" * 32, bound_to=b"a case")
            >>> keys.unwrap(wrapped, bound_to=b"a case") == b"k" * 32
            True
        """
        keys = self._current()
        name = tuple(keys)[-1]  # of the same moment: one may be added, or go, meanwhile
        nonce = os.urandom(NONCE_BYTES)
        return WrappedKey(name, nonce + _cipher(keys[name]).encrypt(nonce, key, bound_to))

    def unwrap(self, wrapped: WrappedKey, *, bound_to: bytes) -> bytes:
        """Return a data key.

        Raises:
            KeyMissingError: If its key is not among those here.
            ValueError: If it was altered, or belongs to something else.
        """
        key = self._current().get(wrapped.key_id)
        if key is None and self._file is not None:
            self._stamp = None  # another process wrote it with a newer one, whatever the stamp says
            key = self._current().get(wrapped.key_id)
        if key is None:
            raise KeyMissingError(key=wrapped.key_id)
        nonce, content = wrapped.content[:NONCE_BYTES], wrapped.content[NONCE_BYTES:]
        try:
            return _cipher(key).decrypt(nonce, content, bound_to)
        except InvalidTag:
            raise ValueError("a data key that was altered") from None

    def add(self, line: str) -> bool:
        """Put a key at the end of the file, or make the file, durably and for its owner alone.

        Return whether anything had to be done: one that is the newest already stays as it is.

        Raises:
            SettingsError: If it is no key, another one has its name, the keys are no file, or it
                cannot be written.
        """
        try:
            ((name, key),) = read_keys(line).items()
        except ValueError:
            raise SettingsError(problems="that is not one key NAME:KEY") from None
        with self._alone():
            there = self._parts()
            known = {**self._given, **read_keys("\n".join(there))}
            if known.get(name, key) != key:
                raise SettingsError(problems=f"there is another key of the name {name}")
            if tuple(known)[-1:] == (name,):
                return False
            self._write([key for key in there if _name(key) != name] + [line.strip()])
        return True

    def remove(self, name: str) -> None:
        """Take a key out of the file.

        Raises:
            SettingsError: If it does not stand there, or the file cannot be written.
        """
        with self._alone():
            there = self._parts()
            if name not in map(_name, there):
                raise SettingsError(problems=f"{name} does not stand in a file of keys")
            self._write([key for key in there if _name(key) != name])

    def _current(self) -> Mapping[str, bytes]:
        if self._file is not None:
            self._read_again()
        if not self._keys:
            raise SettingsError(problems="there is no key for what is kept (DONE_ONCE_DATA_KEYS)")
        return self._keys

    def _read_again(self) -> None:
        if not self._file_is_there and self._given:
            self._stamp, self._keys = None, self._given
            return
        stamp = self._stamp_of_file()
        if stamp != self._stamp:
            try:
                self._keys = {**self._given, **read_keys(self._text())}
            except ValueError as error:
                raise SettingsError(problems=f"{self._file}: {error}") from None
            self._stamp = stamp

    @property
    def _file_is_there(self) -> bool:
        return self._file is not None and self._file.exists()

    def _stamp_of_file(self) -> object:
        path = self._expect_file()
        try:
            found = path.stat()
        except OSError as error:
            raise SettingsError(problems=f"{path}: {error.strerror}") from None
        if found.st_mode & 0o077:
            with suppress(OSError):
                path.chmod(0o600)
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _text(self) -> str:
        path = self._expect_file()
        try:
            return path.read_text("ascii")
        except (OSError, ValueError) as error:
            raise SettingsError(problems=f"{path}: {type(error).__name__}") from None

    def _parts(self) -> list[str]:
        if not self._file_is_there:
            return []
        return [part.strip() for part in re.split(r"[,\n]", self._text()) if part.strip()]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time change the file: what a lost key wraps is lost too."""
        folder = self._expect_file().parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise SettingsError(problems=f"{folder}: {error.strerror}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _write(self, lines: list[str]) -> None:
        path = self._expect_file()
        try:
            is_new = not path.exists()
            # For its owner alone, whatever the umask.
            with NamedTemporaryFile("w", dir=path.parent, delete=False) as new:
                new.write("\n".join((*lines, "")))
                new.flush()
                os.fsync(new.fileno())
            _put_in_place(Path(new.name), path, is_new=is_new)
        except OSError as error:
            raise SettingsError(problems=f"{path}: {error.strerror}") from None

    def _expect_file(self) -> Path:
        if self._file is None:
            raise SettingsError(problems="the keys come from a setting, and not from a file")
        return self._file


def _name(line: str) -> str:
    return line.partition(":")[0]


def _put_in_place(new: Path, path: Path, *, is_new: bool) -> None:
    """Give a file its name; of two that make it at once the first counts."""
    if is_new:
        with suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    else:
        new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@lru_cache(maxsize=64)
def _cipher(key: bytes) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_PURPOSE)
    return AESGCM(derive.derive(key))
