"""Imports that somebody has not finished, in the database."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlmodel import Field, Session, SQLModel, col

from core.ports.import_stores import KeptImport
from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.sealed_rows import UNOPENED, Unopened
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.tables import CODE, NAME
from db.vault import vault_of

_ID = 32


class MatterImportRow(SQLModel, table=True):
    """A spreadsheet of a person, and what they decided of it; it goes when they are done."""

    __tablename__ = "matter_import"

    id: str = Field(primary_key=True, max_length=_ID)
    username: str = Field(max_length=NAME, index=True)
    department: str = Field(max_length=CODE)
    name: bytes = Field(sa_type=SealedBytes)
    content: bytes = Field(sa_type=SealedBytes)
    state: bytes = Field(sa_type=SealedBytes)
    revision: int
    begun_at: datetime = Field(sa_type=UtcInstant)
    saved_at: datetime = Field(sa_type=UtcInstant)


_SHOWN = ("id", "username", "department", "name", "state", "revision", "begun_at", "saved_at")
_LISTED = tuple(col(getattr(MatterImportRow, name)) for name in _SHOWN)
"""What a list shows; spreadsheets are long."""


class SqlImportStore:
    """Implements :class:`core.ports.ImportStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def of(self, username: str) -> tuple[KeptImport, ...]:
        """Return the imports of a person, those begun first before others, without their files."""
        order = (col(MatterImportRow.begun_at), col(MatterImportRow.id))
        mine = select(*_LISTED).where(col(MatterImportRow.username) == username).order_by(*order)
        return self._read(mine)

    def get(self, import_id: str) -> KeptImport | None:
        """Return an import, if there is one."""
        found = self._read(select(*_LISTED).where(col(MatterImportRow.id) == import_id))
        return next(iter(found), None)

    def content(self, import_id: str) -> bytes | None:
        """Return its spreadsheet.

        Raises:
            AlteredRecordError: If it is no longer as it was written.
        """
        row = sound_row(self._session, MatterImportRow, import_id)
        if row is None:
            return None
        with spoilt_reported(f"matter_import {import_id}"):
            content: bytes = self._vault.opened(row).content
            return content

    def add(self, kept: KeptImport, content: bytes) -> KeptImport:
        """Insert an import with its spreadsheet; return it with an id of its own."""
        named = replace(kept, id=token_hex(_ID // 2))
        self._session.add(MatterImportRow(**self._sealed({**_row(named), "content": content})))
        self._session.flush()
        return named

    def save(self, kept: KeptImport) -> bool:
        """Write what was decided; say whether nobody else had written since its revision."""
        sealed = self._sealed(_row(replace(kept, revision=kept.revision + 1)))
        written = ("state", "revision", "saved_at")
        same = update(MatterImportRow).where(
            col(MatterImportRow.id) == kept.id, col(MatterImportRow.revision) == kept.revision
        )
        done = same.values({name: sealed[name] for name in written})
        return self._was_there(done)

    def remove(self, import_id: str) -> bool:
        """Remove an import; say whether it was there."""
        return self._was_there(delete(MatterImportRow).where(col(MatterImportRow.id) == import_id))

    def _was_there(self, statement: Any) -> bool:
        returned = self._session.execute(statement.returning(col(MatterImportRow.id)))
        return returned.scalar_one_or_none() is not None

    def _read(self, rows: "Select[Any]") -> tuple[KeptImport, ...]:
        return tuple(sound_rows(self._session, MatterImportRow, rows, self._made))

    def _made(self, row: Any) -> KeptImport:
        found = self._vault.rows.open(MatterImportRow, row._mapping)
        if found["name"] == UNOPENED or isinstance(found["state"], Unopened):
            raise ValueError("it does not open")
        return KeptImport(**found)

    def _sealed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return self._vault.rows.seal(MatterImportRow, row)


def _row(kept: KeptImport) -> dict[str, Any]:
    return {**asdict(kept), "state": dict(kept.state)}
