"""How a file lies on the disk: encrypted under a key of its own, which is wrapped beside it.

One byte of version, the name of the wrapping key after one byte of length, the wrapped key, a
nonce, then content and tag of AES-256-GCM. Both are bound to the name that the file has.
"""

import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.ports import Keyring, WrappedKey

VERSION = 1
_NAME = re.compile(rb"[A-Za-z0-9._-]+")
_NONCE_BYTES = 12
_WRAPPED_BYTES = 12 + 32 + 16


def seal_file(content: bytes, *, name: str, keys: Keyring) -> bytes:
    """Return what is written to the disk."""
    key, nonce = AESGCM.generate_key(256), os.urandom(_NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, content, _bound(name))
    return _head(keys.wrap(key, bound_to=_bound(name))) + nonce + sealed


def open_file(written: bytes, *, name: str, keys: Keyring) -> bytes:
    """Return the content of a file.

    Raises:
        KeyMissingError: If its key is not among those here.
        ValueError: If any byte of it was altered.
    """
    wrapped, rest = _parts(written)
    key = keys.unwrap(wrapped, bound_to=_bound(name))
    try:
        return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _bound(name))
    except InvalidTag:
        raise ValueError("a file that was altered") from None


def rewrap_file(written: bytes, *, name: str, keys: Keyring) -> bytes:
    """Return a file with its key wrapped anew; what is encrypted under it stays as it is.

    Raises:
        KeyMissingError, ValueError: As above.
    """
    wrapped, rest = _parts(written)
    key = keys.unwrap(wrapped, bound_to=_bound(name))
    return _head(keys.wrap(key, bound_to=_bound(name))) + rest


def key_of_file(written: bytes) -> str:
    """Return the name of the key that a file is wrapped under.

    Raises:
        ValueError: If it is no such file.
    """
    return _parts(written)[0].key_id


def _head(wrapped: WrappedKey) -> bytes:
    name = wrapped.key_id.encode("ascii")
    return bytes((VERSION, len(name))) + name + wrapped.content


def _parts(written: bytes) -> tuple[WrappedKey, bytes]:
    if len(written) < 2 or written[0] != VERSION:
        raise ValueError("no encrypted file")
    begin = 2 + written[1]
    end = begin + _WRAPPED_BYTES
    if not _NAME.fullmatch(written[2:begin]):
        raise ValueError("no name of a key")
    return WrappedKey(written[2:begin].decode("ascii"), written[begin:end]), written[end:]


def _bound(name: str) -> bytes:
    return b"file " + name.encode()
