"""Departments' own systems, as ``docs/contracts/department_system.yaml`` says.

An address takes signed webhooks; a folder takes a file of data and a spreadsheet a message. What is
sent is personal: it goes into the body or the file, and neither an address, nor a log, nor an error
holds any of it.
"""

import json
import os
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import requests

from adapters.webhook_signing import secret_bytes, signed_headers
from core.errors.departments import DepartmentSystemError
from core.ports import Clock

CONNECT_SECONDS, READ_SECONDS = 3.0, 20.0
_ARRIVED = range(200, 300)
_UNAUTHORISED = (401, 403)
_REJECTED = (400, 409, 410, 413, 415, 422)
"""The message itself is found wrong: it would be again."""
_MODE = 0o640
"""The department's own collector is of the folder's group, and nobody else reads along."""


class WebhookSystem:
    """Implements :class:`core.ports.DepartmentSystem` by a signed POST."""

    takes_sheet = False

    def __init__(
        self, url: str, secret: str, *, clock: Clock, read_seconds: float = READ_SECONDS
    ) -> None:
        self._url = url
        self._secret = secret_bytes(secret)
        self._clock = clock
        self._timeouts = (CONNECT_SECONDS, read_seconds)

    def deliver(self, message_id: str, letter: Mapping[str, Any]) -> None:
        """Send a letter once; whoever calls tries again.

        Raises:
            DepartmentSystemError: If it was not taken, or nobody can say whether it was.
        """
        status = self._post(message_id, _written(letter))
        if status not in _ARRIVED:
            reason = _reason_of(status)
            raise DepartmentSystemError(reason=reason, is_final=reason == "rejected")

    def _post(self, message_id: str, body: bytes) -> int:
        signed = signed_headers(self._secret, message_id, body, at=self._clock())
        headers = {"Content-Type": "application/json", **signed}
        reason = "connection"
        try:
            with requests.Session() as session:
                session.trust_env = False  # no proxy gets to see it
                response = session.post(
                    self._url,
                    data=body,
                    headers=headers,
                    timeout=self._timeouts,
                    allow_redirects=False,
                    stream=True,
                )
                return response.status_code
        except requests.Timeout:
            reason = "timeout"
        except (requests.RequestException, OSError):
            pass
        raise DepartmentSystemError(reason=reason)


class FolderSystem:
    """Implements :class:`core.ports.DepartmentSystem` by files that are there as a whole or not.

    The data come last: where they are, the spreadsheet beside them is. A message that is sent again
    has the same name.
    """

    takes_sheet = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, message_id: str, letter: Mapping[str, Any]) -> None:
        """Write a letter.

        Raises:
            DepartmentSystemError: If the folder is not there, or cannot be written to.
        """
        message = letter["message"]
        name = f"{message['case_number']}_{message['sequence']:03}_{message['matter']}_{message_id}"
        try:
            if letter["sheet"]:
                _write(self._folder / f"{name}.xlsx", b64decode(letter["sheet"]))
            _write(self._folder / f"{name}.json", _written(letter))
        except OSError:
            raise DepartmentSystemError(reason="folder") from None


def _written(letter: Mapping[str, Any]) -> bytes:
    """Return the same bytes with every attempt."""
    return json.dumps(letter["message"], ensure_ascii=False, sort_keys=True).encode()


def _reason_of(status: int) -> str:
    """Return why a status says that a message did not arrive.

    Examples:
        >>> [_reason_of(status) for status in (401, 422, 503, 302, 404)]
        ['unauthorised', 'rejected', 'failed', 'answer', 'answer']
    """
    if status in _UNAUTHORISED:
        return "unauthorised"
    if status in _REJECTED:
        return "rejected"
    return "failed" if status >= 500 else "answer"


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place first, and only then under its name."""
    with NamedTemporaryFile(dir=path.parent, prefix=".writing-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), _MODE)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
