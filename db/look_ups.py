"""Find by value what is encrypted: HMAC under a key that never changes, and never the value."""

import hmac
import json
from itertools import pairwise

from db.data_keys import EVERY_HALL, DataKeys, Scope

PLACE = (EVERY_HALL, Scope.LIST, "look-ups")
PURPOSE = b"look-ups"
_MARKS = 63
"""So many, as one number holds them in both databases; few, so that a mark tells little."""


class LookUps:
    """Makes what stands in look-up columns. The key is made when it is first needed."""

    def __init__(self, keys: DataKeys) -> None:
        self._keys = keys
        self._key = b""

    def of(self, kind: str, value: str, *, hall: str = EVERY_HALL) -> str:
        """Return what a value is found by, among values of its kind."""
        return self._digest(kind, hall, value).hex()

    def marks(self, name: str, *, hall: str) -> int:
        """Return which marks a name bears: of each character and each two that stand together.

        Whatever stands in a name bears no mark that the name does not. One mark stands for
        hundreds of characters, so that marks do not tell a name.
        """
        folded = name.casefold()
        parts = {*folded, *map("".join, pairwise(folded))}
        found = 0
        for part in parts:
            found |= 1 << int.from_bytes(self._digest("name", hall, part)[:8]) % _MARKS
        return found

    def _digest(self, *parts: str) -> bytes:
        return look_up(self._secret(), *parts)

    def _secret(self) -> bytes:
        if not self._key:
            self._key = self._keys.make(PLACE).derived(PURPOSE)
        return self._key


def look_up(key: bytes, *parts: str) -> bytes:
    """Return the look-up of a value: of which kind, in which hall, and which.

    Examples:
        >>> look_up(b"key", "file", "", "a") == look_up(b"key", "file", "a", "")
        False
    """
    said = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hmac.digest(key, said, "sha256")
