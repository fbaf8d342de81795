"""Sign messages between systems, as the Standard Webhooks say (standardwebhooks.com, version 1).

Whoever knows the secret can say that a message is genuine, and that it is not an old one sent
anew: the moment of sending is signed too.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta

ID, MOMENT, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
_VERSION = "v1"
_ENCODED = "whsec_"
"""So begins a secret of which the rest is base64."""


def secret_bytes(secret: str) -> bytes:
    """Return the bytes of a secret: base64 where it says so, else as it is written.

    Examples:
        >>> secret_bytes("whsec_c2VjcmV0"), secret_bytes("secret")
        (b'secret', b'secret')
    """
    if secret.startswith(_ENCODED):
        return b64decode(secret.removeprefix(_ENCODED))
    return secret.encode()


def signed_headers(secret: bytes, message_id: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """Return the headers that prove a message."""
    moment = str(int(at.timestamp()))
    signature = _signature(secret, message_id, moment, body)
    return {ID: message_id, MOMENT: moment, SIGNATURE: f"{_VERSION},{signature}"}


def is_genuine(secret: bytes, headers: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """Say whether a message was sent just now by who knows the secret.

    Several signatures may stand there, with spaces between: a sender changes its secret so.

    Examples:
        >>> from datetime import UTC
        >>> at = datetime(2026, 11, 30, 9, tzinfo=UTC)
        >>> headers = signed_headers(b"secret", "1f", b"{}", at=at)
        >>> is_genuine(b"secret", headers, b"{}", now=at)
        True
        >>> is_genuine(b"secret", headers, b"[]", now=at)
        False
        >>> is_genuine(b"secret", headers, b"{}", now=at + timedelta(minutes=6))
        False
    """
    moment, given = headers.get(MOMENT, ""), headers.get(SIGNATURE, "")
    if not _is_recent(moment, now):
        return False
    expected = f"{_VERSION},{_signature(secret, headers.get(ID, ''), moment, body)}".encode()
    return any(hmac.compare_digest(each.encode(), expected) for each in given.split(" "))


def _is_recent(moment: str, now: datetime) -> bool:
    if not (moment.isascii() and moment.isdigit() and len(moment) < len("99999999999")):
        return False
    return abs(int(moment) - now.timestamp()) <= TOLERANCE.total_seconds()


def _signature(secret: bytes, message_id: str, moment: str, body: bytes) -> str:
    content = f"{message_id}.{moment}.".encode() + body
    return b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
