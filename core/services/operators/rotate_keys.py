"""Change the key that everything is wrapped under, while everything goes on."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import KeyInUseError, NewestKeyError, UnknownKeyError
from core.ports import ChangingKeyring, WrappedFiles, WrappedStore


@dataclass(frozen=True, slots=True)
class WrappedStores:
    """Where data keys lie wrapped."""

    rows: WrappedStore
    files: WrappedFiles


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key, and how much is under it; one that ``is_here`` can be used."""

    name: str
    is_here: bool
    is_newest: bool
    rows: int
    files: int

    @property
    def is_used(self) -> bool:
        """Say whether anything is under it."""
        return bool(self.rows or self.files)


@dataclass(frozen=True, slots=True)
class KeyReport:
    """All keys, the newest of those here last, then those that are missing; and plain files."""

    keys: tuple[KeyUse, ...]
    plain_files: int

    @property
    def left(self) -> int:
        """Return how much is not under the newest key."""
        under = (key.rows + key.files for key in self.keys if not key.is_newest)
        return sum(under) + self.plain_files

    @property
    def unused(self) -> tuple[str, ...]:
        """Return the names of keys that nothing is under any more."""
        return tuple(
            key.name for key in self.keys if key.is_here and not (key.is_newest or key.is_used)
        )


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did, and how everything is now; ``sealed`` are plain files of before."""

    is_new: bool
    sealed: int
    rows: int
    files: int
    now: KeyReport


def look_at_keys(keys: ChangingKeyring, stores: WrappedStores) -> KeyReport:
    """Return what is under which key; nothing is changed."""
    rows, files = stores.rows.count_by_key(), stores.files.count_by_key()
    held = keys.names
    missing = sorted({*rows, *files} - {*held, ""})
    uses = (
        KeyUse(name, name in held, name == held[-1], rows.get(name, 0), files.get(name, 0))
        for name in (*held, *missing)
    )
    return KeyReport(tuple(uses), files.get("", 0))


def rotate_keys(
    keys: ChangingKeyring, stores: WrappedStores, *, make: Callable[[], str], line: str = ""
) -> Rotation:
    """Bring everything under the newest key: the one that is given, or one that is made.

    None is made as long as something is still brought under the newest that there is: a rotation
    that was interrupted is ended by repeating it.

    Raises:
        SettingsError: If the key cannot be added.
        StorageError: If something cannot be read or written; what was done before stays done.
    """
    stores.rows.count_by_key()  # without a database nothing is begun
    is_new = bool(line) and keys.add(line)
    sealed = stores.files.seal_plain()
    rows, files = _rewrap(stores)
    if not (line or rows or files):
        is_new = keys.add(make())
        rows, files = _rewrap(stores)
    return Rotation(is_new, sealed, rows, files, look_at_keys(keys, stores))


def drop_key(keys: ChangingKeyring, stores: WrappedStores, name: str) -> None:
    """Take a key away that nothing is under, and nothing can be any more.

    Raises:
        UnknownKeyError: If there is none of that name.
        NewestKeyError: If what is new is wrapped under it.
        KeyInUseError: If anything is under it.
        SettingsError: If it does not stand in a file, or that cannot be written.
        StorageError: If it cannot be told what is under it.
    """
    if name not in keys.names:
        raise UnknownKeyError(key=name, keys=", ".join(keys.names))
    if name == keys.newest:
        raise NewestKeyError(key=name)
    _wait_for_writers(stores)  # who wraps from now on does so under the newest
    rows, files = (store.count_by_key().get(name, 0) for store in (stores.rows, stores.files))
    if rows or files:
        raise KeyInUseError(key=name, rows=rows, files=files)
    keys.remove(name)


def _rewrap(stores: WrappedStores) -> tuple[int, int]:
    _wait_for_writers(stores)
    return stores.rows.rewrap(), stores.files.rewrap()


def _wait_for_writers(stores: WrappedStores) -> None:
    stores.rows.wait_for_writers()
    stores.files.wait_for_writers()
