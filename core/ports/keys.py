"""What wraps the keys that everything at rest is encrypted under."""

from dataclasses import dataclass
from typing import Protocol


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
