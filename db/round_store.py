"""Rounds of confirming in the database: events that are only ever added."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from core.themes.confirming.models import RoundAction, RoundEvent
from db.inserting import insert_into
from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.sound_rows import expect_sound, spoilt_reported
from db.tables import CODE, NAME
from db.vault import vault_of


class RoundThemeRow(SQLModel, table=True):
    """A theme that has had a round: whoever adds to its events holds this row."""

    __tablename__ = "round_theme"

    theme_code: str = Field(primary_key=True, max_length=CODE)


class RoundEventRow(SQLModel, table=True):
    """One thing written down about the rounds of a theme. Triggers refuse every change."""

    __tablename__ = "round_event"

    theme_code: str = Field(primary_key=True, max_length=CODE)
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcInstant)
    by: str = Field(max_length=NAME)
    action: str = Field(max_length=32)
    details: bytes = Field(sa_type=SealedBytes)


class SqlRoundStore:
    """Implements :class:`core.ports.RoundStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def themes(self) -> tuple[str, ...]:
        """Return the codes of the themes that have had a round, in order."""
        code = col(RoundEventRow.theme_code)
        return tuple(self._session.exec(select(code).distinct().order_by(code)))

    def events(self, theme: str, *, to_change: bool = False) -> tuple[RoundEvent, ...]:
        """Return everything that was written down, in order.

        Raises:
            AlteredRecordError: If any of it makes no sense: half a round says nothing.
        """
        if to_change:
            self._hold(theme)
        rows = select(RoundEventRow).where(RoundEventRow.theme_code == theme)
        with spoilt_reported(f"round_event {theme}"):
            found = self._session.exec(rows.order_by(col(RoundEventRow.number))).all()
            return tuple(event_of(self._vault.opened(expect_sound(row))) for row in found)

    def append(
        self,
        theme: str,
        action: RoundAction,
        details: Mapping[str, Any],
        *,
        at: datetime,
        by: str,
    ) -> None:
        """Add one event after those that there are; the caller holds the theme's events."""
        last = select(RoundEventRow.number).where(RoundEventRow.theme_code == theme)
        newest = self._session.exec(last.order_by(col(RoundEventRow.number).desc())).first() or 0
        row = {"theme_code": theme, "number": newest + 1, "details": dict(details)}
        sealed = self._vault.rows.seal(RoundEventRow, row)
        self._session.add(RoundEventRow(**sealed, at=at, by=by, action=action.value))
        self._session.flush()

    def _hold(self, theme: str) -> None:
        """Let nobody else add to the events of a theme until the transaction ends."""
        first = insert_into(self._session, RoundThemeRow).values(theme_code=theme)
        self._session.execute(first.on_conflict_do_nothing())
        self._session.get(RoundThemeRow, theme, with_for_update=True)


def event_of(row: Any) -> RoundEvent:
    """Return an event as it was written down.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(row.details, dict):
        raise ValueError("details are no object")
    return RoundEvent(row.number, row.at, row.by, RoundAction(row.action), row.details)
