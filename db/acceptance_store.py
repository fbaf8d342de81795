"""Who accepts which warning about a theme, and why, in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.errors import StoreBusyError
from core.themes.verifying.acceptances import Acceptance
from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.tables import FindingAcceptanceRow
from db.vault import vault_of

_MOST_TRIES = 100
"""Whenever one fails, somebody else's has been written."""


class SqlAcceptanceStore:
    """Implements :class:`core.ports.AcceptanceStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def of(self, theme: str) -> tuple[Acceptance, ...]:
        """Return the acceptances that stand, by rule and place."""
        rows = _standing(theme)
        return tuple(sound_rows(self._session, FindingAcceptanceRow, rows, self._made))

    def add(self, theme: str, acceptance: Acceptance) -> None:
        """Add an acceptance; one that stood before is withdrawn by it.

        One stands, as the database sees to: of several at once each withdraws the one before.

        Raises:
            StoreBusyError: If others were faster again and again.
        """
        rule, place, by = acceptance.rule, acceptance.at, acceptance.accepted_by
        for _ in range(_MOST_TRIES):
            self.withdraw(theme, rule, place, by=by, at=acceptance.accepted_at)
            if self._inserted(theme, acceptance):
                return
        raise StoreBusyError(reason="accepted by others at the same time")

    def _inserted(self, theme: str, acceptance: Acceptance) -> bool:
        """Insert an acceptance, and say whether nobody else's stands since a moment ago."""
        place_of = {"theme_code": theme, "rule": acceptance.rule, "place": acceptance.at}
        row = {
            **place_of,
            "number": self._next(place_of),
            "reason": acceptance.reason,
            "accepted_by": acceptance.accepted_by,
            "accepted_at": acceptance.accepted_at,
        }
        sealed = self._vault.rows.seal(FindingAcceptanceRow, row)
        new = insert_into(self._session, FindingAcceptanceRow).values(**sealed)
        # PostgreSQL counts no rows here, so that what was inserted is asked back.
        inserted = new.on_conflict_do_nothing().returning(col(FindingAcceptanceRow.number))
        return self._session.execute(inserted).scalar_one_or_none() is not None

    def _next(self, place_of: Mapping[str, str]) -> int:
        last = select_columns(func.coalesce(func.max(col(FindingAcceptanceRow.number)), 0))
        return int(self._session.execute(last.filter_by(**place_of)).scalar_one()) + 1

    def _made(self, row: FindingAcceptanceRow) -> Acceptance:
        return _acceptance_of(self._vault.opened(row))

    def withdraw(self, theme: str, rule: str, place: str, *, by: str, at: datetime) -> None:
        """Let an acceptance stand no longer; it stays on record."""
        this = {"theme_code": theme, "rule": rule, "place": place}
        standing = update(FindingAcceptanceRow).filter_by(**this)
        standing = standing.where(col(FindingAcceptanceRow.withdrawn_at).is_(None))
        self._session.execute(standing.values(withdrawn_by=by, withdrawn_at=at))


def _acceptance_of(row: Any) -> Acceptance:
    return Acceptance(row.rule, row.place, row.reason, row.accepted_by, row.accepted_at)


def _standing(theme: str) -> SelectOfScalar[FindingAcceptanceRow]:
    rows = select(FindingAcceptanceRow).where(
        FindingAcceptanceRow.theme_code == theme,
        col(FindingAcceptanceRow.withdrawn_at).is_(None),
    )
    return rows.order_by(FindingAcceptanceRow.rule, FindingAcceptanceRow.place)
