"""Seal what somebody leaves here: AES-256-GCM under a key that their secret gives.

What somebody reads from a slip is short, so it is stretched by scrypt. The installation's own
secret goes into that key as well, so that a stolen database alone cannot be searched through for
short secrets.
"""

import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
_COST = 2**14
"""About a twentieth of a second and 16 MB a try (OWASP asks for at least this with r=8, p=5)."""


class SecretSealer:
    """Implements :class:`core.ports.Sealer`."""

    def __init__(
        self, installation: bytes, *, former: tuple[bytes, ...] = (), cost: int = _COST
    ) -> None:
        """Seal with the installation's key.

        Args:
            installation: The key.
            former: Keys that sealed before; what they sealed still opens.
            cost: How long a try takes, a power of two; no setting changes it.
        """
        self._installation = installation
        self._former = former
        self._cost = cost

    def seal(self, content: bytes, secret: str) -> bytes:
        """Return salt, nonce and ciphertext.

        Examples:
            >>> sealer = SecretSealer(b"k" * 32)
            >>> sealer.open(sealer.seal(b"kept", "secret"), "secret")
            b'kept'
        """
        salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
        return (
            salt
            + nonce
            + AESGCM(self._key(self._installation, secret, salt)).encrypt(nonce, content, None)
        )

    def open(self, sealed: bytes, secret: str) -> bytes | None:
        """Return what was sealed, or nothing if the secret is another or a byte was changed."""
        for installation in (self._installation, *self._former):
            key = self._key(installation, secret, sealed[:_SALT_BYTES])
            content = _opened(sealed[_SALT_BYTES:], key)
            if content is not None:
                return content
        return None

    def _key(self, installation: bytes, secret: str, salt: bytes) -> bytes:
        derive = Scrypt(salt=salt, length=_KEY_BYTES, n=self._cost, r=8, p=5)
        return derive.derive(installation + secret.encode())


class KeySealer:
    """Implements :class:`core.ports.Sealer` for secrets that are random keys themselves.

    Nothing else goes into the key, so nobody opens anything without the secret.
    """

    def seal(self, content: bytes, secret: str) -> bytes:
        """Return nonce and ciphertext.

        Examples:
            >>> sealer = KeySealer()
            >>> sealer.open(sealer.seal(b"kept", "a" * 43), "a" * 43)
            b'kept'
        """
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(_digest(secret)).encrypt(nonce, content, None)

    def open(self, sealed: bytes, secret: str) -> bytes | None:
        """Return what was sealed, or nothing if the secret is another or a byte was changed."""
        return _opened(sealed, _digest(secret))


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _opened(sealed: bytes, key: bytes) -> bytes | None:
    nonce, content = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, content, None)
    except (InvalidTag, ValueError):
        return None
