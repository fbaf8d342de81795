"""Put named members one after another into a stream of bytes, and take them out again.

A member is its name's length and name, then pieces, each after its length; an empty piece ends
it. A name of no length ends the stream. Nothing else can be said: no links, owners or modes.
"""

from collections.abc import Iterable, Iterator

from core.errors import BackupError
from core.ports import Member

_LENGTH_BYTES = 4
_LARGEST_PIECE = 1024 * 1024
_END = bytes(_LENGTH_BYTES)


def joined(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield members as bytes.

    Examples:
        >>> stream = joined([("a", [b"one", b"two"]), ("b", [])])
        >>> [(name, b"".join(content)) for name, content in split(stream)]
        [('a', b'onetwo'), ('b', b'')]
    """
    for name, content in members:
        yield _measured_piece(name.encode())
        for piece in content:
            for start in range(0, len(piece), _LARGEST_PIECE):
                yield _measured_piece(piece[start : start + _LARGEST_PIECE])
        yield _END
    yield _END


def split(stream: Iterable[bytes]) -> Iterator[Member]:
    """Yield members in their order; what is not read of one is passed over.

    Raises:
        BackupError: If the stream ends early, or goes on.
    """
    source = _Source(stream)
    while name := source.piece():
        content = iter(source.piece, b"")
        yield name.decode(), content
        for _ in content:
            pass
    source.expect_end()


def _measured_piece(piece: bytes) -> bytes:
    return len(piece).to_bytes(_LENGTH_BYTES, "big") + piece


class _Source:
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = iter(stream)
        self._there = bytearray()

    def piece(self) -> bytes:
        return self._taken(int.from_bytes(self._taken(_LENGTH_BYTES), "big"))

    def expect_end(self) -> None:
        if self._there or next(self._stream, b""):
            raise BackupError("damaged")

    def _taken(self, number: int) -> bytes:
        while len(self._there) < number:
            more = next(self._stream, None)
            if more is None:
                raise BackupError("damaged")
            self._there += more
        taken = bytes(self._there[:number])
        del self._there[:number]
        return taken
