"""The column type of what is encrypted: bytes, and whatever else may stand there is none."""

from typing import Any

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator


class SealedBytes(TypeDecorator[bytes]):
    """Bytes of a version, a nonce, ciphertext and tag (:class:`db.data_keys.Cipher`)."""

    impl = LargeBinary
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what tells bytes from what somebody else wrote there; that never opens."""
        return _bytes_or_none


def _bytes_or_none(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""
