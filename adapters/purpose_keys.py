"""The installation's one secret, and the key that it gives for each purpose (HKDF, RFC 5869).

Nothing else uses the secret itself: who learns the key of one purpose learns nothing of another.
"""

import hmac
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class Purpose(StrEnum):
    """What a key is for. The words go into the key, so they never change."""

    TREE_HEADS = "done once: heads of the tree over all cases, 1"
    FETCHED_VALUES = "done once: values that were fetched, 1"
    KEPT_VISITS = "done once: visits that are kept for later, 1"
    BACKUPS = "done once: backups, 1"


def purpose_key(secret: bytes, purpose: Purpose) -> bytes:
    """Return the key that a secret gives for one purpose.

    Examples:
        >>> purpose_key(b"secret", Purpose.BACKUPS) == purpose_key(b"secret", Purpose.TREE_HEADS)
        False
    """
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
    return derive.derive(secret)


def former_key(secret: bytes) -> bytes:
    """Return what sealed fetched values and kept visits before each had a key of its own.

    Nothing is sealed with it any more. What was sealed before is read until it is over: a visit is
    kept for days.
    """
    return hmac.digest(secret, b"fetched values", "sha256")
