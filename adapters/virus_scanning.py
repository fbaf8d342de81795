"""Ask ClamAV's daemon (clamd) whether a file does harm, by its protocol."""

import socket
import struct
from urllib.parse import urlsplit

from core.errors import ScannerUnreachableError

_SECONDS = 30.0
_CHUNK = 65_536
_COMMAND = b"zINSTREAM\0"
_LONGEST_ANSWER = 4_096
_CLEAN, _FOUND = "OK", " FOUND"


class ClamScanner:
    """Implements :class:`core.ports.VirusScanner`.

    ``address`` is ``tcp://HOST:PORT`` or ``unix:/PATH``. Each file is sent by a connection of its
    own (INSTREAM): the daemon need not read our files.
    """

    def __init__(self, address: str, *, seconds: float = _SECONDS) -> None:
        self._address = urlsplit(address)
        self._seconds = seconds

    def find(self, content: bytes) -> str:
        """Return the name of what was found in a file, or nothing.

        Raises:
            ScannerUnreachableError: If it gave no answer that can be used.
        """
        try:
            with self._connected() as connection:
                _send(connection, content)
                answer = _answer_of(connection)
        except OSError as error:
            raise ScannerUnreachableError(reason=type(error).__name__) from None
        return _finding_in(answer)

    def _connected(self) -> socket.socket:
        if self._address.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(self._seconds)
            try:
                connection.connect(self._address.path)
            except BaseException:
                connection.close()
                raise
            return connection
        at = (self._address.hostname or "", self._address.port or 0)
        return socket.create_connection(at, timeout=self._seconds)


def _send(connection: socket.socket, content: bytes) -> None:
    connection.sendall(_COMMAND)
    for start in range(0, len(content), _CHUNK):
        chunk = content[start : start + _CHUNK]
        connection.sendall(struct.pack(">I", len(chunk)) + chunk)
    connection.sendall(struct.pack(">I", 0))


def _answer_of(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        came = connection.recv(_LONGEST_ANSWER)
        if not came:
            break
        answer += came
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def _finding_in(answer: str) -> str:
    """Return what an answer says was found.

    Examples:
        >>> _finding_in("stream: OK"), _finding_in("stream: Eicar-Test-Signature FOUND")
        ('', 'Eicar-Test-Signature')
        >>> _finding_in("INSTREAM size limit exceeded. ERROR")
        Traceback (most recent call last):
        ...
        core.errors.infrastructure.ScannerUnreachableError: ...
    """
    verdict = answer.removeprefix("stream: ")
    if verdict == _CLEAN and verdict != answer:
        return ""
    finding = verdict.removesuffix(_FOUND).strip()
    if finding and verdict.endswith(_FOUND) and verdict != answer:
        return finding
    raise ScannerUnreachableError(reason="answer")
