"""The matter library in the database, file by file."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import delete
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from core.catalogue.packages import Package, read_files
from core.errors import AlteredRecordError
from core.ports import LibraryChange, LibraryFile
from db.inserting import insert_into
from db.library_history import FileChange, LibraryHistory
from db.sound_rows import sound_row, sound_rows
from db.tables import CatalogueFileRow


class SqlCatalogueStore:
    """Implements :class:`core.ports.CatalogueStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._history = LibraryHistory(session)

    def read(self) -> Package:
        """Return the catalogue as it stands now."""
        return _package(tuple((name, file.content) for name, file in self._sound()))

    def files(self) -> Mapping[str, LibraryFile]:
        """Return the files that it stands in, by name."""
        return dict(self._sound())

    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file, by name, without reading what stands in them."""
        name = col(CatalogueFileRow.name)
        keys = select_columns(name, col(CatalogueFileRow.sha256)).order_by(name)
        return dict(sound_rows(self._session, CatalogueFileRow, keys, tuple))

    def file(self, name: str) -> LibraryFile | None:
        """Return one file, if it is there; nobody else changes it until the transaction ends.

        Raises:
            AlteredRecordError: If it is no longer as it was written.
        """
        row = sound_row(self._session, CatalogueFileRow, name, to_change=True)
        return file_of(row)[1] if row else None

    def changes(self, name: str) -> tuple[LibraryChange, ...]:
        """Return how a file changed, the first first; nothing if it is as it came."""
        return self._history.of(name)

    def replace(
        self, files: Mapping[str, bytes], *, at: datetime, by: str, reason: str = ""
    ) -> None:
        """Replace the whole library by the files of a catalogue directory.

        Files that stay the same keep who changed them last, and when.
        """
        removed = {name: file for name, file in self._sound() if name not in files}
        kept = col(CatalogueFileRow.name).in_(files)
        self._session.exec(delete(CatalogueFileRow).where(~kept))
        for name, file in removed.items():
            self._history.add(name, file, FileChange(None, at, by, reason))
        self.put(files, at=at, by=by, reason=reason)

    def put(self, files: Mapping[str, bytes], *, at: datetime, by: str, reason: str = "") -> None:
        """Insert or replace some files; all others stay as they are.

        Each change goes into the history, but for the first content of a library: there a file
        itself says when it came.
        """
        known = self.files()
        for name, content in files.items():
            if name in known and known[name].content == content:
                continue
            self._write(name, content, at, by)
            if known:
                self._history.add(name, known.get(name), FileChange(content, at, by, reason))

    def _write(self, name: str, content: bytes, at: datetime, by: str) -> None:
        row = {
            "name": name,
            "content": content,
            "sha256": _digest(content),
            "changed_at": at,
            "changed_by": by,
        }
        insertion = insert_into(self._session, CatalogueFileRow).values(**row)
        new = {part: insertion.excluded[part] for part in _PARTS}
        self._session.execute(insertion.on_conflict_do_update(set_=new, index_elements=["name"]))

    def _sound(self) -> list[tuple[str, LibraryFile]]:
        """Return every file that is as it was written; one that is not is set aside."""
        rows = select(CatalogueFileRow).order_by(CatalogueFileRow.name)
        return sound_rows(self._session, CatalogueFileRow, rows, file_of)

    def is_empty(self) -> bool:
        """Say whether there is no file at all."""
        return self._session.exec(select(col(CatalogueFileRow.name)).limit(1)).first() is None


def file_of(row: CatalogueFileRow) -> tuple[str, LibraryFile]:
    """Return a file with its name.

    Raises:
        AlteredRecordError: If it is no longer as it was written.
    """
    if _digest(row.content) != row.sha256:
        raise AlteredRecordError(what=f"catalogue_file {row.name}")
    return row.name, LibraryFile(row.content, row.changed_at, row.changed_by)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_PARTS = ("content", "sha256", "changed_at", "changed_by")


@lru_cache(maxsize=2)
def _package(files: tuple[tuple[str, bytes], ...]) -> Package:
    """Read the files once for all who ask; packages are read-only."""
    return read_files(dict(files))
