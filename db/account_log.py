"""What was done to accounts in the database: rows that are only ever added."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, func, select
from sqlmodel import Field, Session, SQLModel, col

from core.errors import StoreBusyError
from core.staff.account_events import AccountAction, AccountEvent, AccountStanding, EventSearch
from core.staff.models import Role
from db.inserting import insert_into
from db.instants import UtcInstant
from db.sound_rows import sound_rows
from db.tables import NAME

_ATTEMPTS = 20


class AccountEventRow(SQLModel, table=True):
    """One thing done to an account. Triggers refuse every change."""

    __tablename__ = "account_event"

    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcInstant)
    by: str = Field(max_length=NAME)
    action: str = Field(max_length=20)
    username: str = Field(max_length=NAME)
    standings: list[Any] = Field(sa_type=JSON)
    """Roles and department before and after, where they changed."""


class SqlAccountLog:
    """Implements :class:`core.ports.AccountLog`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, event: AccountEvent) -> None:
        """Add an event, after whatever others add at the same moment."""
        last = select(func.coalesce(func.max(col(AccountEventRow.number)), 0))
        for _ in range(_ATTEMPTS):
            number = self._session.execute(last).scalar_one() + 1
            row = insert_into(self._session, AccountEventRow).values(
                number=number,
                at=event.at,
                by=event.by,
                action=event.action.value,
                username=event.username,
                standings=[_said(event.before), _said(event.after)],
            )
            free = row.on_conflict_do_nothing(index_elements=["number"])
            added = self._session.execute(free.returning(col(AccountEventRow.number)))
            if added.scalar_one_or_none() is not None:
                return
        raise StoreBusyError

    def found(self, asked: EventSearch, *, at_most: int) -> tuple[AccountEvent, ...]:
        """Return the events that are asked for, the newest first."""
        rows = select(AccountEventRow).where(*_wanted(asked))
        ordered = rows.order_by(col(AccountEventRow.number).desc()).limit(at_most)
        return tuple(sound_rows(self._session, AccountEventRow, ordered, account_event_of))


def account_event_of(row: Any) -> AccountEvent:
    """Return what was done.

    Raises:
        ValueError: If it is nothing that can be done.
    """
    before, after = map(_standing, row.standings)
    return AccountEvent(row.at, row.by, AccountAction(row.action), row.username, before, after)


def _wanted(asked: EventSearch) -> Iterator[Any]:
    if asked.by:
        yield col(AccountEventRow.by) == asked.by
    if asked.username:
        yield col(AccountEventRow.username) == asked.username
    if asked.action:
        yield col(AccountEventRow.action) == asked.action.value


def _said(standing: AccountStanding | None) -> list[Any] | None:
    return None if standing is None else [[*standing.roles], standing.department]


def _standing(said: Any) -> AccountStanding | None:
    if said is None:
        return None
    roles, department = said
    return AccountStanding(tuple(map(Role, roles)), str(department))
