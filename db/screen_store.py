"""What a virus scanner said of files, in the database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col, select

from core.materials.screening import Screened, ScreenState
from db.inserting import insert_into
from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.tables import CODE, DIGEST, NAME
from db.vault import vault_of

_KEY = ["digest"]


class ScreenedFileRow(SQLModel, table=True):
    """What a scanner said of a file; files are those of all halls.

    ``digest`` is a look-up; what it stands for is encrypted beside it.
    """

    __tablename__ = "screened_file"

    digest: str = Field(primary_key=True, max_length=DIGEST)
    state: str = Field(max_length=CODE, index=True)
    finding: str = Field(default="", max_length=NAME)
    at: datetime = Field(sa_type=UtcInstant)
    file: bytes = Field(sa_type=SealedBytes)


class SqlScreenStore:
    """Implements :class:`core.ports.ScreenStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def write(self, screened: Screened) -> None:
        """Insert or replace what is known of a file; that it waits replaces nothing."""
        columns = {
            "state": screened.state.value,
            "finding": screened.finding[:NAME],
            "at": screened.at,
        }
        key = {"digest": self._vault.file(screened.digest), "file": screened.digest}
        sealed = self._vault.rows.seal(ScreenedFileRow, key)
        row = insert_into(self._session, ScreenedFileRow).values(**sealed, **columns)
        if screened.state is ScreenState.WAITING:
            self._session.execute(row.on_conflict_do_nothing(index_elements=_KEY))
        else:
            self._session.execute(row.on_conflict_do_update(set_=columns, index_elements=_KEY))

    def of(self, digest: str) -> Screened | None:
        """Return what is known of a file."""
        row = sound_row(self._session, ScreenedFileRow, self._vault.file(digest))
        with spoilt_reported(f"screened_file {digest}"):  # else quarantine could be opened
            return self._made(row) if row else None

    def in_state(self, state: ScreenState) -> tuple[Screened, ...]:
        """Return every file of a state, the longest first."""
        wanted = select(ScreenedFileRow).where(ScreenedFileRow.state == state.value)
        rows = wanted.order_by(col(ScreenedFileRow.at), ScreenedFileRow.digest)
        return tuple(sound_rows(self._session, ScreenedFileRow, rows, self._made))

    def states(self, digests: Collection[str]) -> Mapping[str, ScreenState]:
        """Return how these files stand, as far as it is known."""
        found_by = {self._vault.file(digest): digest for digest in digests}
        wanted = select(ScreenedFileRow.digest, ScreenedFileRow.state).where(
            col(ScreenedFileRow.digest).in_(sorted(found_by))
        )
        return {found_by[key]: _state_of(state) for key, state in self._session.exec(wanted)}

    def forget(self, digests: Collection[str]) -> None:
        """Remove what is known of files that are removed; what was found harmful stays known."""
        self._session.exec(
            delete(ScreenedFileRow).where(
                col(ScreenedFileRow.digest).in_(sorted(map(self._vault.file, digests))),
                col(ScreenedFileRow.state) != ScreenState.QUARANTINED.value,
            )
        )

    def _made(self, row: ScreenedFileRow) -> Screened:
        return screened_of(self._vault.opened(row))


def _state_of(written: str) -> ScreenState:
    """Return a state; a file of which it makes no sense is not to be opened."""
    known = {state.value: state for state in ScreenState}
    return known.get(written, ScreenState.QUARANTINED)


def screened_of(row: Any) -> Screened:
    """Return what is known of a file."""
    return Screened(row.file, ScreenState(row.state), row.at, row.finding)
