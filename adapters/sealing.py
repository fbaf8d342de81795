"""Seal what somebody leaves here: AES-256-GCM under a key that their secret gives, by scrypt.

The installation's own secret goes into the key as well, so that a stolen database alone cannot
be searched through for short secrets.
"""

import os

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

    def __init__(self, installation: bytes, *, former: tuple[bytes, ...] = ()) -> None:
        """Seal with the installation's key.

        Args:
            installation: The key.
            former: Keys that sealed before; what they sealed still opens.
        """
        self._installation = installation
        self._former = former

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
            + AESGCM(_key(self._installation, secret, salt)).encrypt(nonce, content, None)
        )

    def open(self, sealed: bytes, secret: str) -> bytes | None:
        """Return what was sealed, or nothing if the secret is another or a byte was changed."""
        for installation in (self._installation, *self._former):
            content = _opened(sealed, _key(installation, secret, sealed[:_SALT_BYTES]))
            if content is not None:
                return content
        return None


def _opened(sealed: bytes, key: bytes) -> bytes | None:
    nonce = sealed[_SALT_BYTES : _SALT_BYTES + _NONCE_BYTES]
    try:
        return AESGCM(key).decrypt(nonce, sealed[_SALT_BYTES + _NONCE_BYTES :], None)
    except (InvalidTag, ValueError):
        return None


def _key(installation: bytes, secret: str, salt: bytes) -> bytes:
    derive = Scrypt(salt=salt, length=_KEY_BYTES, n=_COST, r=8, p=5)
    return derive.derive(installation + secret.encode())
