"""Data keys in the database: one for each case and one for each list, made when first needed."""

import json
import os
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from core.errors import KeyMissingError
from core.ports import Keyring, WrappedKey
from db.key_tables import DataKeyRow

VERSION = b"\x01"
EVERY_HALL = ""
_NONCE_BYTES = 12
_AT_ONCE = 500
KEYRING = "keyring"
"""The execution option by which an engine hands on the keys of the installation."""


class Scope(StrEnum):
    """What one data key is for."""

    CASE = "case"
    LIST = "list"


Place = tuple[str, Scope, str]
"""A hall, what the key is for, and the number of the case or the name of the list."""


class Cipher:
    """Encrypts values under one data key, each bound to its place."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def seal(self, value: bytes, place: bytes) -> bytes:
        """Return version, nonce, ciphertext and tag.

        Examples:
            >>> cipher = Cipher(b"k" * 32)
            >>> cipher.open(cipher.seal(b"a name", b"here"), b"here")
            b'a name'
        """
        nonce = os.urandom(_NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, value, place)

    def open(self, sealed: Any, place: bytes) -> bytes:
        """Return what was sealed at a place.

        Raises:
            ValueError: If it was altered, or belongs to another place.
        """
        if not isinstance(sealed, bytes) or sealed[:1] != VERSION:
            raise ValueError("not encrypted")
        nonce, content = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, content, place)
        except InvalidTag:
            raise ValueError("not as it was encrypted") from None

    def derived(self, purpose: bytes) -> bytes:
        """Return a key for another purpose, from which this one cannot be told."""
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
        return derive.derive(self._key)


class DataKeys:
    """The data keys that one transaction needs; each is unwrapped once."""

    def __init__(self, database: Session | Connection, keyring: Keyring | None = None) -> None:
        self._database = database
        self._keyring = keyring
        self._ciphers: dict[Place, Cipher | None] = {}

    @property
    def database(self) -> Session | Connection:
        """Return what the keys are read from."""
        return self._database

    def cipher(self, place: Place) -> Cipher | None:
        """Return what opens, if the key is there.

        Raises:
            KeyMissingError: If the key it is wrapped under is not among those here.
        """
        if place not in self._ciphers:
            self.load(place[:2], [place[2]])
        return self._ciphers[place]

    def make(self, place: Place) -> Cipher:
        """Return what seals, making the key if there is none.

        Of two that make one at once the first counts.
        """
        found = self.cipher(place)
        if found is not None:
            return found
        wrapped = self._ring.wrap(AESGCM.generate_key(256), bound_to=bound_to(place))
        row = dict(zip(("hall", "scope", "name"), place, strict=True))
        insert = sqlite.insert if self._dialect == "sqlite" else postgresql.insert
        new = insert(DataKeyRow).values(**row, key_id=wrapped.key_id, wrapped=wrapped.content)
        self._database.execute(new.on_conflict_do_nothing())
        self._ciphers.pop(place)
        made = self.cipher(place)
        if made is None:
            raise KeyMissingError(key=place[2])
        return made

    def load(self, kind: tuple[str, Scope], names: Iterable[str]) -> None:
        """Unwrap the keys of many at once."""
        wanted = [name for name in dict.fromkeys(names) if (*kind, name) not in self._ciphers]
        for first in range(0, len(wanted), _AT_ONCE):
            self._load(kind, wanted[first : first + _AT_ONCE])

    def know(self, place: Place, wrapped: WrappedKey | None) -> Cipher | None:
        """Take over a key that was read beside something else, so that it is not asked for."""
        if place not in self._ciphers:
            found = wrapped and unwrapped(self._ring, place, wrapped)
            self._ciphers[place] = found or None
        return self._ciphers[place]

    def destroy(self, place: Place) -> None:
        """Remove a key: what is under it can never be read again."""
        self._database.execute(delete(DataKeyRow).where(_is(place)))
        self._ciphers[place] = None

    def forget(self) -> None:
        """Look again for every key: what was made since a savepoint may be gone with it."""
        self._ciphers.clear()

    def _load(self, kind: tuple[str, Scope], names: Sequence[str]) -> None:
        names_of = (col(DataKeyRow.name), col(DataKeyRow.key_id), col(DataKeyRow.wrapped))
        asked = select(*names_of).where(
            col(DataKeyRow.hall) == kind[0],
            col(DataKeyRow.scope) == kind[1],
            col(DataKeyRow.name).in_(names),
        )
        self._ciphers |= dict.fromkeys(((*kind, name) for name in names), None)
        for name, key_id, wrapped in self._database.execute(asked):
            place = (*kind, name)
            found = WrappedKey(key_id, bytes(wrapped))
            self._ciphers[place] = unwrapped(self._ring, place, found)

    @property
    def _ring(self) -> Keyring:
        keyring: Keyring | None = self._keyring or self._bind.get_execution_options().get(KEYRING)
        if keyring is None:
            raise KeyMissingError(key="")
        return keyring

    @property
    def _bind(self) -> Any:
        database = self._database
        return database if isinstance(database, Connection) else database.get_bind()

    @property
    def _dialect(self) -> str:
        return str(self._bind.dialect.name)


def _is(place: Place) -> Any:
    columns = (col(DataKeyRow.hall), col(DataKeyRow.scope), col(DataKeyRow.name))
    return tuple_(*columns) == place


def bound_to(place: Place) -> bytes:
    """Return what a data key is bound to when it is wrapped."""
    return json.dumps(["data key", *place], ensure_ascii=False).encode()


def unwrapped(keyring: Keyring, place: Place, wrapped: WrappedKey) -> Cipher | None:
    """Return what is under a key; one that was altered is as good as gone.

    Raises:
        KeyMissingError: If the key it is wrapped under is not among those here.
    """
    try:
        return Cipher(keyring.unwrap(wrapped, bound_to=bound_to(place)))
    except ValueError:
        return None
