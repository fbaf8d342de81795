"""Heads of the tree in a folder: a file of entries that only grows, and a file of heads a day."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from adapters.system import local
from core.cases.records import Difference
from core.cases.tree_heads import KeptLog, LogEntry, TreeHead
from core.errors import StorageError

_ENTRIES = "entries.jsonl"
_DAYS = "????-??-??.jsonl"


class FolderHeadStore:
    """Implements :class:`core.ports.HeadStore` for one hall.

    Files are only ever added to, by whole lines. What an interrupted writer left behind at the
    end of one is cut off by the next: it was never part of what is kept.
    """

    def __init__(self, folder: Path, *, hall: str) -> None:
        self._folder = folder / _folder_name(hall)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time write.

        Raises:
            StorageError: If the folder cannot be made or written.
        """
        with _failures_reported():
            for folder in (self._folder.parent, self._folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def read(self) -> KeptLog:
        """Return everything that is kept, and what cannot be read of it.

        Raises:
            StorageError: If a file cannot be read at all.
        """
        faults: list[Difference] = []
        with _failures_reported():
            entries = _read(self._folder / _ENTRIES, _entry_of, faults)
            days = sorted(self._folder.glob(_DAYS))
            heads = [head for day in days for head in _read(day, _head_of, faults)]
        return KeptLog(tuple(entries), tuple(heads), tuple(faults))

    def append(self, kept: KeptLog, head: TreeHead) -> None:
        """Write entries that came since and a head, durably: the entries first.

        Raises:
            StorageError: If they could not be written.
        """
        entries = [[entry.case_number, entry.sequence, entry.digest] for entry in kept.entries]
        day = self._folder / f"{local(head.at).date().isoformat()}.jsonl"
        with _failures_reported():
            _append(self._folder / _ENTRIES, entries)
            _append(day, [head.as_document()])
            _sync(self._folder)


def _folder_name(hall: str) -> str:
    """Return a name for the folder of a hall, readable, and no two halls the same."""
    return f"{quote(hall, safe='')[:40]}-{sha256(hall.encode()).hexdigest()[:8]}"


def _read(path: Path, read: Callable[[Any], Any], faults: list[Difference]) -> list[Any]:
    if not path.exists():
        return []
    found = []
    whole = path.read_bytes().split(b"\n")[:-1]  # what does not end was never written
    for number, line in enumerate(whole, start=1):
        try:
            found.append(read(json.loads(line)))
        except (ValueError, TypeError, KeyError):
            faults.append(Difference(f"{path.name} {number}", "unreadable"))
    return found


def _entry_of(line: list[Any]) -> LogEntry:
    case, sequence, digest = line
    return LogEntry(case, sequence, digest)


def _head_of(line: dict[str, Any]) -> TreeHead:
    at, proof = datetime.fromisoformat(line["at"]), tuple(line["proof"])
    if at.tzinfo is None:
        raise ValueError("a head without time zone")
    return TreeHead(**{**line, "at": at, "proof": proof})


def _append(path: Path, lines: list[Any]) -> None:
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        file.seek(_end_of_last_line(file.read()))
        file.truncate()
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _end_of_last_line(content: bytes) -> int:
    return content.rfind(b"\n") + 1


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _failures_reported() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(reason=error.strerror or type(error).__name__) from error
