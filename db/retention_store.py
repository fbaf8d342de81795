"""What is past its period, in the database of one hall; what is removed is noted with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, tuple_
from sqlmodel import Field, Session, SQLModel, col, select

from core.privacy.purging import HELD, RELEASED
from core.privacy.retention import Kept
from db.access_store import CaseLookRow
from db.data_keys import Scope
from db.inserting import insert_into
from db.instants import UtcInstant
from db.key_tables import DataKeyRow
from db.staff_tables import LoginFailureRow, StaffSessionRow
from db.tables import CODE, CaseEventRow, ServiceCaseRow
from db.training_tables import QuizClassRow
from db.visit_tables import HelpCallRow


class PurgeRow(SQLModel, table=True):
    """What was removed of a class: everything before a moment. Triggers refuse every change."""

    __tablename__ = "purge"

    hall: str = Field(primary_key=True, max_length=CODE)
    kept: str = Field(primary_key=True, max_length=32)
    before: datetime = Field(primary_key=True, sa_type=UtcInstant)
    at: datetime = Field(sa_type=UtcInstant)


_ROWS: dict[Kept, tuple[type[SQLModel], Any]] = {
    Kept.ATTEMPTS: (LoginFailureRow, col(LoginFailureRow.last_at)),
    Kept.CALLS: (HelpCallRow, col(HelpCallRow.answered_at)),
    Kept.SESSIONS: (StaffSessionRow, col(StaffSessionRow.expires_at)),
    Kept.ACCESS_LOG: (CaseLookRow, col(CaseLookRow.at)),
    Kept.QUIZZES: (QuizClassRow, col(QuizClassRow.ends_at)),
}
"""Where a class lies, and what its period counts from; what has not ended yet is never over."""


class SqlRetentionStore:
    """Implements :class:`core.ports.RetentionStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def over(self, kept: Kept, before: datetime) -> int:
        """Return how much of a class is over."""
        table, _ = _ROWS[kept]
        counted = select(func.count()).select_from(table).where(*self._over(kept, before))
        return int(self._session.exec(counted).one())

    def remove(self, kept: Kept, before: datetime, *, at: datetime) -> int:
        """Remove what is over of a class and note it; return how much it was.

        Of two at once the second waits, and finds nothing left.
        """
        if not self.over(kept, before):
            return 0
        values = {"hall": self._hall, "kept": kept.value, "before": before, "at": at}
        note = insert_into(self._session, PurgeRow).values(**values)
        self._session.execute(note.on_conflict_do_nothing())
        table, _ = _ROWS[kept]
        removed = self._session.exec(delete(table).where(*self._over(kept, before)))
        return int(removed.rowcount)

    def cases_left_alone(self, before: datetime) -> tuple[str, ...]:
        """Return the cases that can be read and of which nothing was written since a moment."""
        case, since = (col(ServiceCaseRow.hall), col(ServiceCaseRow.number)), CaseEventRow
        has_key = exists().where(
            col(DataKeyRow.hall) == case[0],
            col(DataKeyRow.scope) == Scope.CASE,
            col(DataKeyRow.name) == case[1],
        )
        is_new = exists().where(
            col(since.hall) == case[0], col(since.case_number) == case[1], col(since.at) >= before
        )
        rows = select(ServiceCaseRow.number).where(
            ServiceCaseRow.hall == self._hall, ServiceCaseRow.received_at < before, has_key, ~is_new
        )
        return tuple(self._session.exec(rows.order_by(col(ServiceCaseRow.number))))

    def held(self) -> tuple[str, ...]:
        """Return the cases that somebody holds, by number."""
        event = (col(CaseEventRow.hall), col(CaseEventRow.case_number), col(CaseEventRow.sequence))
        last = (
            select(event[1], func.max(event[2]))
            .where(event[0] == self._hall, col(CaseEventRow.action).in_((HELD, RELEASED)))
            .group_by(event[1])
        )
        rows = select(CaseEventRow.case_number).where(
            event[0] == self._hall,
            CaseEventRow.action == HELD,
            tuple_(event[1], event[2]).in_(last),
        )
        return tuple(self._session.exec(rows.order_by(event[1])))

    def last_written(self) -> datetime | None:
        """Return when a case came, or somebody looked into one, last."""
        received = select(func.max(ServiceCaseRow.received_at))
        looked = select(func.max(CaseLookRow.at))
        found = (
            self._session.exec(received.where(ServiceCaseRow.hall == self._hall)).one(),
            self._session.exec(looked.where(CaseLookRow.hall == self._hall)).one(),
        )
        return max((instant for instant in found if instant), default=None)

    def _over(self, kept: Kept, before: datetime) -> tuple[ColumnElement[bool], ...]:
        table, ends = _ROWS[kept]
        ours = (col(table.hall) == self._hall,) if hasattr(table, "hall") else ()
        return (*ours, ends < before)
