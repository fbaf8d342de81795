"""How the files of the matter library changed: who, when, why, and what each became."""

import zlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from core.ports import LibraryChange, LibraryFile
from db.sound_rows import sound_rows
from db.tables import LibraryChangeRow

_LARGEST = 8 * 1024 * 1024
"""No file of a catalogue is larger."""


class FileChange(NamedTuple):
    """What a file becomes, and why; without content it is removed."""

    content: bytes | None
    at: datetime
    by: str
    reason: str


class LibraryHistory:
    """Appends to the history, and reads it. The caller holds the lock of the file's row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, name: str) -> tuple[LibraryChange, ...]:
        """Return how a file changed, the first first."""
        rows = select(LibraryChangeRow).where(col(LibraryChangeRow.name) == name)
        ordered = rows.order_by(col(LibraryChangeRow.number))
        return tuple(sound_rows(self._session, LibraryChangeRow, ordered, change_of))

    def add(self, name: str, before: LibraryFile | None, change: FileChange) -> None:
        """Append a change; the first of a file brings what the file was before."""
        last = select(func.coalesce(func.max(col(LibraryChangeRow.number)), 0))
        number = self._session.execute(last.where(col(LibraryChangeRow.name) == name)).scalar_one()
        if not number and before is not None:
            came = FileChange(before.content, before.changed_at, before.changed_by, "")
            self._insert(name, 1, came)
            number = 1
        self._insert(name, number + 1, change)

    def _insert(self, name: str, number: int, change: FileChange) -> None:
        content = None if change.content is None else zlib.compress(change.content, 9)
        self._session.add(
            LibraryChangeRow(
                name=name,
                number=number,
                content=content,
                changed_at=change.at,
                changed_by=change.by,
                reason=change.reason,
            )
        )
        self._session.flush()


def change_of(row: LibraryChangeRow) -> LibraryChange:
    """Return a change as it was written.

    Raises:
        ValueError: If its content cannot be read any more.
    """
    content = None if row.content is None else _unpacked(row.content)
    return LibraryChange(row.number, content, row.changed_at, row.changed_by, row.reason)


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise ValueError from error
    if not unpacking.eof:
        raise ValueError
    return content
