"""Seal a stream of any length: AES-256-GCM in chunks, none of which can be altered or moved.

Each stream has a key of its own, by HKDF from the key that is given and a random salt, so that
counting nonces never meets twice. A nonce says which chunk it is and whether it is the last one:
a stream that was cut off is seen, as in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
"""

import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import BackupError

_MAGIC = b"DONE ONCE BACKUP 1\n"
_SALT_BYTES = 32
_CHECK_BYTES = 16
_HEADER_BYTES = len(_MAGIC) + _SALT_BYTES + _CHECK_BYTES
_CHUNK = 1024 * 1024
_TAG_BYTES = 16


def seal_stream(content: Iterable[bytes], key: bytes, into: IO[bytes]) -> None:
    """Write content sealed.

    Examples:
        >>> from io import BytesIO
        >>> into = BytesIO()
        >>> seal_stream([b"ten cases"], b"a key of the installation", into)
        >>> b"".join(open_stream(BytesIO(into.getvalue()), b"a key of the installation"))
        b'ten cases'
    """
    salt = os.urandom(_SALT_BYTES)
    cipher, header = _begun(key, salt)
    into.write(header)
    waiting = bytearray()
    number = 0
    for piece in content:
        waiting += piece
        while len(waiting) > _CHUNK:  # one chunk is left: the last is marked as such
            into.write(cipher.encrypt(_nonce(number), bytes(waiting[:_CHUNK]), header))
            del waiting[:_CHUNK]
            number += 1
    into.write(cipher.encrypt(_nonce(number, is_last=True), bytes(waiting), header))


def open_stream(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Yield what was sealed; each chunk is genuine when it comes.

    Raises:
        BackupError: If it is no such stream, the key is another one, or it was altered or cut off.
    """
    header = file.read(_HEADER_BYTES)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise BackupError("no_archive")
    salt = header[len(_MAGIC) : len(_MAGIC) + _SALT_BYTES]
    cipher, expected = _begun(key, salt)
    if not bytes_eq(header, expected):
        raise BackupError("wrong_key")
    number = 0
    sealed = file.read(_CHUNK + _TAG_BYTES)
    while True:
        following = file.read(_CHUNK + _TAG_BYTES)
        yield _opened(cipher, _nonce(number, is_last=not following), sealed, header)
        if not following:
            return
        sealed, number = following, number + 1


def _begun(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """Return the cipher of a stream, and its header: magic, salt, and a check of the key."""
    derive = HKDF(algorithm=SHA256(), length=32 + _CHECK_BYTES, salt=salt, info=_MAGIC)
    derived = derive.derive(key)
    return AESGCM(derived[:32]), _MAGIC + salt + derived[32:]


def _nonce(number: int, *, is_last: bool = False) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _opened(cipher: AESGCM, nonce: bytes, sealed: bytes, header: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, header)
    except (InvalidTag, ValueError):
        raise BackupError("damaged") from None
