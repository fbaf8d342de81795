"""What was said about the life of themes in the database: rows that are only ever added."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Field, Session, SQLModel, col

from core.errors import StoreBusyError
from core.themes.terms import TermAction, ThemeTerm
from db.inserting import insert_into
from db.instants import UtcInstant
from db.sound_rows import sound_rows
from db.tables import CODE, NAME

_ATTEMPTS = 20
_DAY = 10


class ThemeTermRow(SQLModel, table=True):
    """One thing said about the life of a theme. Triggers refuse every change."""

    __tablename__ = "theme_term"

    theme_code: str = Field(primary_key=True, max_length=CODE)
    number: int = Field(primary_key=True)
    action: str = Field(max_length=16)
    version: int
    day: str = Field(max_length=_DAY)
    grace_until: str = Field(max_length=_DAY)
    replaced_by: str = Field(max_length=CODE)
    said_at: datetime = Field(sa_type=UtcInstant)
    said_by: str = Field(max_length=NAME)


class SqlTermStore:
    """Implements :class:`core.ports.TermStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, code: str) -> tuple[ThemeTerm, ...]:
        """Return everything said about a theme, in order."""
        found = self._read(_in_order().where(col(ThemeTermRow.theme_code) == code))
        return tuple(term for _, term in found)

    def every(self) -> Mapping[str, tuple[ThemeTerm, ...]]:
        """Return everything said about every theme, by code and in order."""
        terms: dict[str, tuple[ThemeTerm, ...]] = {}
        for code, term in self._read(_in_order()):
            terms[code] = (*terms.get(code, ()), term)
        return terms

    def add(self, code: str, term: ThemeTerm) -> None:
        """Add something, after whatever others say at the same moment."""
        last = select(func.coalesce(func.max(col(ThemeTermRow.number)), 0))
        for _ in range(_ATTEMPTS):
            number = self._session.execute(
                last.where(col(ThemeTermRow.theme_code) == code)
            ).scalar_one()
            row = insert_into(self._session, ThemeTermRow).values(**_row(code, number + 1, term))
            free = row.on_conflict_do_nothing(index_elements=["theme_code", "number"])
            added = self._session.execute(free.returning(col(ThemeTermRow.number)))
            if added.scalar_one_or_none() is not None:
                return
        raise StoreBusyError

    def _read(self, rows: "Select[Any]") -> list[tuple[str, ThemeTerm]]:
        return list(
            sound_rows(
                self._session, ThemeTermRow, rows, lambda row: (row.theme_code, term_of(row))
            )
        )


def term_of(row: Any) -> ThemeTerm:
    """Return what was said.

    Raises:
        ValueError: If it is nothing that can be said.
    """
    until = date.fromisoformat(row.grace_until) if row.grace_until else None
    day, action = date.fromisoformat(row.day), TermAction(row.action)
    return ThemeTerm(action, day, row.said_at, row.said_by, row.version, until, row.replaced_by)


def _in_order() -> "Select[Any]":
    return select(ThemeTermRow).order_by(col(ThemeTermRow.theme_code), col(ThemeTermRow.number))


def _row(code: str, number: int, term: ThemeTerm) -> dict[str, Any]:
    return {
        "theme_code": code,
        "number": number,
        "action": term.action.value,
        "version": term.version,
        "day": term.day.isoformat(),
        "grace_until": term.grace_until.isoformat() if term.grace_until else "",
        "replaced_by": term.replaced_by,
        "said_at": term.at,
        "said_by": term.by,
    }
