"""The matter library in the database, file by file."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlmodel import Session, col, select

from core.catalogue.packages import Package, read_files
from core.errors import AlteredRecordError
from core.ports import LibraryFile
from db.tables import CatalogueFileRow


class SqlCatalogueStore:
    """Implements :class:`core.ports.CatalogueStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self) -> Package:
        """Return the catalogue as it stands now."""
        rows = self._session.exec(select(CatalogueFileRow).order_by(CatalogueFileRow.name))
        files = tuple((row.name, row.content) for row in rows if _expect_unaltered(row))
        return _package(files)

    def files(self) -> Mapping[str, LibraryFile]:
        """Return the files that it stands in, by name."""
        rows = self._session.exec(select(CatalogueFileRow).order_by(CatalogueFileRow.name))
        return {
            row.name: LibraryFile(row.content, row.changed_at, row.changed_by)
            for row in rows
            if _expect_unaltered(row)
        }

    def replace(self, files: Mapping[str, bytes], *, at: datetime, by: str) -> None:
        """Replace the whole library by the files of a catalogue directory.

        Files that stay the same keep who changed them last, and when.
        """
        rows = {row.name: row for row in self._session.exec(select(CatalogueFileRow))}
        for name in rows.keys() - files.keys():
            self._session.delete(rows[name])
        self._put(files, rows, at=at, by=by)

    def put(self, files: Mapping[str, bytes], *, at: datetime, by: str) -> None:
        """Insert or replace some files; all others stay as they are."""
        named = select(CatalogueFileRow).where(col(CatalogueFileRow.name).in_(files))
        self._put(files, {row.name: row for row in self._session.exec(named)}, at=at, by=by)

    def _put(
        self,
        files: Mapping[str, bytes],
        rows: Mapping[str, CatalogueFileRow],
        *,
        at: datetime,
        by: str,
    ) -> None:
        for name, content in files.items():
            digest = hashlib.sha256(content).hexdigest()
            if name not in rows or rows[name].sha256 != digest:
                self._session.merge(
                    CatalogueFileRow(
                        name=name, content=content, sha256=digest, changed_at=at, changed_by=by
                    )
                )
        self._session.flush()

    def is_empty(self) -> bool:
        """Say whether there is no file at all."""
        return self._session.exec(select(col(CatalogueFileRow.name)).limit(1)).first() is None


def _expect_unaltered(row: CatalogueFileRow) -> bool:
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise AlteredRecordError(what=f"catalogue_file {row.name}")
    return True


@lru_cache(maxsize=2)
def _package(files: tuple[tuple[str, bytes], ...]) -> Package:
    """Read the files once for all who ask; packages are read-only."""
    return read_files(dict(files))
