"""Sign heads with Ed25519, by a key that the installation's secret gives for this purpose alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.purpose_keys import Purpose, purpose_key


class HeadSigner:
    """Implements :class:`core.ports.Signer`."""

    def __init__(self, secret: bytes) -> None:
        key = purpose_key(secret, Purpose.TREE_HEADS)
        self._key = Ed25519PrivateKey.from_private_bytes(key)

    def sign(self, content: bytes) -> str:
        """Return a signature.

        Examples:
            >>> signer = HeadSigner(b"secret")
            >>> signer.is_genuine(b"head", signer.sign(b"head"))
            True
            >>> HeadSigner(b"another").is_genuine(b"head", signer.sign(b"head"))
            False
        """
        return self._key.sign(content).hex()

    def is_genuine(self, content: bytes, signature: str) -> bool:
        """Say whether a signature is this installation's."""
        try:
            self._key.public_key().verify(bytes.fromhex(signature), content)
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True


def lasting_secret(given: str, file: Path, *, make: bool) -> bytes:
    """Return the secret that is set, or the one that a demo made for itself and keeps.

    Args:
        given: The one that is set, if any.
        file: Where a demo keeps its own.
        make: Whether to make one where there is none; else it is another each time.
    """
    if given:
        return given.encode()
    if make:
        _make(file)
    return file.read_bytes() if file.is_file() else secrets.token_bytes(32)


def _make(file: Path) -> None:
    """Make a secret unless there is one; of two that do it at once the first counts."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent) as new:  # for its owner alone
        new.write(secrets.token_hex(32))
        new.flush()
        with suppress(FileExistsError):
            os.link(new.name, file)
