"""Who holds which file before it belongs to a case, in the database."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, text, update
from sqlmodel import Session, col, select

from db.copies_underway import is_copied
from db.inserting import insert_into
from db.sealed_rows import UNOPENED
from db.tables import FileUseRow
from db.vault import vault_of
from db.visit_tables import FileHoldRow

_KEY = ["hall", "holder", "digest"]


class SqlFileLeaseStore:
    """Implements :class:`core.ports.FileLeaseStore` for one hall, in the caller's transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def hold(self, digest: str, *, holder: str, until: datetime) -> None:
        """Write down that a file is held; holding it again changes only until when."""
        # In one statement: who holds the same at the same time waits, and neither fails.
        row = {"holder": self._holder(holder), "digest": self._vault.file(digest)}
        row |= {"file": digest, "holder_key": holder}
        insertion = insert_into(self._session, FileHoldRow).values(
            hall=self._hall, until=until, **self._vault.rows.seal(FileHoldRow, row)
        )
        again = {"until": insertion.excluded.until}
        self._session.execute(insertion.on_conflict_do_update(set_=again, index_elements=_KEY))

    def renew(self, holder: str, until: datetime) -> None:
        """Hold everything that somebody holds at least until then."""
        shorter = col(FileHoldRow.until) < until
        self._session.exec(
            update(FileHoldRow).where(*self._of(holder), shorter).values(until=until)
        )

    def extend(self, holder: str, until: datetime) -> None:
        """Hold everything that somebody holds until another time."""
        self._session.exec(update(FileHoldRow).where(*self._of(holder)).values(until=until))

    def let_go(self, holder: str) -> frozenset[str]:
        """Let go of everything that somebody holds, and return it."""
        return self._let_go(*self._of(holder))

    def let_go_before(self, now: datetime) -> frozenset[str]:
        """Let go of everything that was to be held no longer than that, and return it.

        While a backup copies nothing is let go of: the files of a case that was purged since belong
        to the copy.
        """
        self._one_at_a_time()
        if is_copied(self._session):
            return frozenset()
        return self._let_go(col(FileHoldRow.hall) == self._hall, col(FileHoldRow.until) <= now)

    def used(self, digests: Collection[str]) -> frozenset[str]:
        """Return which files are held, or belong to a case, in any hall: all share one folder."""
        found: set[str] = set()
        for digest in digests:
            file = self._vault.file(digest)
            held = select(FileHoldRow.digest).where(FileHoldRow.digest == file)
            of_case = select(FileUseRow.file).where(FileUseRow.file == file)
            if any(self._session.exec(statement).first() for statement in (held, of_case)):
                found.add(digest)
        return frozenset(found)

    def _of(self, holder: str) -> tuple[ColumnElement[bool], ...]:
        held_by = col(FileHoldRow.holder) == self._holder(holder)
        return col(FileHoldRow.hall) == self._hall, held_by

    def _holder(self, holder: str) -> str:
        return self._vault.found_by("holder", holder)

    def _let_go(self, *which: ColumnElement[bool]) -> frozenset[str]:
        self._one_at_a_time()
        rows = self._session.exec(select(FileHoldRow).where(*which)).all()
        found = [self._vault.rows.open(FileHoldRow, row.model_dump())["file"] for row in rows]
        self._session.exec(delete(FileHoldRow).where(*which))
        return frozenset(found) - {UNOPENED}

    def _one_at_a_time(self) -> None:
        """Let whoever begins to hold a file wait: SQLite has one writer at a time anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("LOCK TABLE file_hold IN EXCLUSIVE MODE"))
