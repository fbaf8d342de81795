"""Which member of the staff read which case, in the database: triggers refuse every change."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Index, func, insert
from sqlmodel import Field, Session, SQLModel, col, select

from core.staff.access import Look, LookSearch
from core.working_days import ZONE
from db.instants import UtcInstant
from db.review_tables import PLACE
from db.sound_rows import sound_rows
from db.staff_tables import USERNAME
from db.tables import CODE


class CaseLookRow(SQLModel, table=True):
    """One reading of one case by a member of the staff, who works for every hall."""

    __tablename__ = "case_look"
    __table_args__ = (
        Index("looks_by_case", "hall", "case_number", "number"),
        Index("looks_by_member", "hall", "who", "use_case", "at"),
        Index("looks_by_day", "hall", "at"),
    )

    number: int | None = Field(default=None, primary_key=True)
    hall: str = Field(max_length=CODE)
    at: datetime = Field(sa_type=UtcInstant)
    who: str = Field(max_length=USERNAME)
    use_case: str = Field(max_length=CODE)
    case_number: str = Field(max_length=32)
    matter: str = Field(max_length=CODE)
    part: str = Field(max_length=PLACE)


class SqlAccessStore:
    """Implements :class:`core.ports.AccessStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def add(self, looks: Iterable[Look]) -> None:
        """Write looks down."""
        rows = [{"hall": self._hall, **asdict(look)} for look in looks]
        if rows:
            self._session.execute(insert(CaseLookRow), rows)

    def seen_since(self, who: str, use_case: str, at: datetime) -> frozenset[str]:
        """Return the cases that somebody read by a use case since a moment."""
        rows = select(CaseLookRow.case_number).where(
            CaseLookRow.hall == self._hall,
            CaseLookRow.who == who,
            CaseLookRow.use_case == use_case,
            CaseLookRow.at >= at,
        )
        return frozenset(self._session.exec(rows))

    def of_case(self, number: str) -> tuple[Look, ...]:
        """Return every look at a case, the earliest first."""
        rows = self._asked(LookSearch(case_number=number)).order_by(col(CaseLookRow.number))
        return tuple(sound_rows(self._session, CaseLookRow, rows, look_of))

    def found(self, asked: LookSearch, *, skip: int, limit: int) -> tuple[Look, ...]:
        """Return the looks that are asked for, the newest first."""
        rows = self._asked(asked).order_by(col(CaseLookRow.number).desc())
        made = sound_rows(self._session, CaseLookRow, rows, look_of, skip=skip, limit=limit)
        return tuple(made)

    def count(self, asked: LookSearch) -> int:
        """Return how many there are."""
        counted = select(func.count()).select_from(self._asked(asked).subquery())
        return int(self._session.exec(counted).one())

    def _asked(self, asked: LookSearch) -> Any:
        wanted = select(CaseLookRow).where(CaseLookRow.hall == self._hall)
        if asked.case_number:
            wanted = wanted.where(CaseLookRow.case_number == asked.case_number)
        if asked.who:
            wanted = wanted.where(CaseLookRow.who == asked.who)
        if asked.day:
            begin = datetime.combine(asked.day, time(), ZONE).astimezone(UTC)
            end = begin + timedelta(days=1)
            wanted = wanted.where(CaseLookRow.at >= begin, CaseLookRow.at < end)
        return wanted


def look_of(row: CaseLookRow) -> Look:
    """Return a look."""
    return Look(row.at, row.who, row.use_case, row.case_number, row.matter, row.part)
