"""The log of a hall in the database: one position for each entry of each history, without gaps."""

from collections.abc import Iterable

from sqlalchemy import bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from core.cases.models import Event
from core.cases.tree_heads import LogEntry
from db.log_tables import CaseLogEntryRow, CaseLogRow
from db.sound_rows import expect_sound, spoilt_reported


class SqlCaseLog:
    """Implements :class:`core.ports.LogStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def add(self, events: Iterable[Event]) -> None:
        """Add entries at the end.

        The length is one row: who raises it keeps it until the transaction ends, so that another
        one takes the next position, or the same one if this transaction comes to nothing.
        """
        added = list(events)
        if not added:
            return
        first = self._longer(len(added)) - len(added)
        rows = [
            {
                "hall": self._hall,
                "position": position,
                "case_number": event.case_number,
                "sequence": event.sequence,
                "digest": event.digest,
            }
            for position, event in enumerate(added, start=first)
        ]
        self._session.execute(insert(CaseLogEntryRow), rows)

    def entries(self, first: int, limit: int) -> tuple[LogEntry, ...]:
        """Return so many entries from a position."""
        rows = (
            select(CaseLogEntryRow)
            .where(CaseLogEntryRow.hall == self._hall, CaseLogEntryRow.position >= first)
            .order_by(col(CaseLogEntryRow.position))
            .limit(limit)
        )
        with spoilt_reported("case_log_entry"):
            found = [expect_sound(row) for row in self._session.exec(rows)]
        return tuple(LogEntry(row.case_number, row.sequence, row.digest) for row in found)

    def _longer(self, by: int) -> int:
        """Raise the length, and return it; the table takes one at a time (a trigger sees to it)."""
        longer = (
            update(CaseLogRow)
            .where(col(CaseLogRow.hall) == bindparam("of_hall"))
            .values(size=CaseLogRow.size + 1)
        )
        known = longer.returning(col(CaseLogRow.size))
        given = {"of_hall": self._hall}
        size = self._session.execute(known, given).scalar()
        if size is None:
            self._begin()
            size = self._session.execute(known, given).scalar_one()
        if by > 1:
            self._session.connection().execute(longer, [given] * (by - 1))
        return int(size) + by - 1

    def _begin(self) -> None:
        """Begin the log of a hall, or wait for whoever begins it at the same time."""
        is_sqlite = self._session.get_bind().dialect.name == "sqlite"
        insertion = sqlite.insert if is_sqlite else postgresql.insert
        empty = insertion(CaseLogRow).values(hall=self._hall, size=0)
        self._session.execute(empty.on_conflict_do_nothing())
