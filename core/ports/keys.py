"""What wraps the keys that everything at rest is encrypted under."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

UNKNOWN_KEY = "?"
"""Where the name of a wrapping key should stand and none can be read."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as it may be stored: encrypted under the key of that name."""

    key_id: str
    content: bytes


class Keyring(Protocol):
    """Has the keys of the installation: the newest wraps, every one of them unwraps."""

    @property
    def newest(self) -> str:
        """Return the name of the key that wraps."""

    def wrap(self, key: bytes, *, bound_to: bytes) -> WrappedKey:
        """Wrap a data key, so that it unwraps only for what it is bound to."""

    def unwrap(self, wrapped: WrappedKey, *, bound_to: bytes) -> bytes:
        """Return a data key.

        Raises:
            KeyMissingError: If the key that it is wrapped under is not among those here.
            ValueError: If it was altered, or belongs to something else.
        """


class ChangingKeyring(Protocol):
    """The same keys, for whoever changes them."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all keys, the newest last."""

    @property
    def newest(self) -> str:
        """Return the name of the key that wraps."""

    def add(self, line: str) -> bool:
        """Make a key the newest; return whether it was not."""

    def remove(self, name: str) -> None:
        """Take a key away: what is still under it can never be read again."""


class WrappedStore(Protocol):
    """Has data keys that are wrapped: in rows, or in the fronts of files."""

    def count_by_key(self) -> Mapping[str, int]:
        """Return how many are under which key; what is not encrypted at all is under ``""``."""

    def rewrap(self) -> int:
        """Bring each under the newest key and return how many were not; others go on meanwhile.

        What cannot be opened stays as it is.
        """

    def wait_for_writers(self) -> None:
        """Return once everything is there that was wrapped before this was called."""


class WrappedFiles(WrappedStore, Protocol):
    """Files may lie here plain, from a version of before."""

    def seal_plain(self) -> int:
        """Encrypt those; return how many."""
