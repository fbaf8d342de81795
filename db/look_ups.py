"""Find by value what is encrypted: HMAC under a key that never changes, and never the value."""

import hmac
import json
from itertools import pairwise

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from core.errors import LookUpsLostError
from db.data_keys import EVERY_HALL, DataKeys, Scope
from db.sealed_rows import SEALED

PLACE = (EVERY_HALL, Scope.LIST, "look-ups")
PURPOSE = b"look-ups"
_MARKS = 63
"""So many, as one number holds them in both databases; few, so that a mark tells little."""


class LookUps:
    """Makes what stands in look-up columns.

    The key is made when it is first needed, and never again: with another one nothing that is there
    would be found. ``is_new`` says that nothing is encrypted yet, whatever is there.
    """

    def __init__(self, keys: DataKeys, *, is_new: bool = False) -> None:
        self._keys = keys
        self._key = b""
        self._is_new = is_new

    def expect_key(self) -> None:
        """Make the key if nothing is encrypted yet.

        Raises:
            LookUpsLostError: If it is gone.
            KeyMissingError: If the key it is wrapped under is not among those here.
        """
        self._secret()

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
            found = self._keys.cipher(PLACE)
            if found is None:
                self._expect_new()
                found = self._keys.make(PLACE)
            self._key = found.derived(PURPOSE)
        return self._key

    def _expect_new(self) -> None:
        if not self._is_new and is_anything_sealed(self._keys.database):
            raise LookUpsLostError


def is_anything_sealed(database: Session | Connection) -> bool:
    """Say whether there is anything encrypted, or a key for it."""
    asked = (text(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in ("data_key", *SEALED))
    return any(bool(database.execute(statement).scalar()) for statement in asked)


def are_look_ups_lost(connection: Connection) -> bool:
    """Say whether the row of the key is gone; whether it was altered takes keys to tell."""
    row = text("SELECT EXISTS (SELECT 1 FROM data_key WHERE scope = :scope AND name = :name)")
    is_there = connection.execute(row, {"scope": PLACE[1].value, "name": PLACE[2]}).scalar()
    return not is_there and is_anything_sealed(connection)


def look_up(key: bytes, *parts: str) -> bytes:
    """Return the look-up of a value: of which kind, in which hall, and which.

    Examples:
        >>> look_up(b"key", "file", "", "a") == look_up(b"key", "file", "a", "")
        False
    """
    said = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hmac.digest(key, said, "sha256")
