"""Who accepts which warning about a theme, and why, in the database."""

from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.themes.verifying.acceptances import Acceptance
from db.sound_rows import sound_rows
from db.tables import FindingAcceptanceRow


class SqlAcceptanceStore:
    """Implements :class:`core.ports.AcceptanceStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, theme: str) -> tuple[Acceptance, ...]:
        """Return the acceptances that stand, by rule and place."""
        rows = _standing(theme)
        return tuple(sound_rows(self._session, FindingAcceptanceRow, rows, _acceptance_of))

    def add(self, theme: str, acceptance: Acceptance) -> None:
        """Add an acceptance; one that stood before is withdrawn by it."""
        rule, place, by = acceptance.rule, acceptance.at, acceptance.accepted_by
        self.withdraw(theme, rule, place, by=by, at=acceptance.accepted_at)
        earlier = select(FindingAcceptanceRow).where(
            FindingAcceptanceRow.theme_code == theme,
            FindingAcceptanceRow.rule == rule,
            FindingAcceptanceRow.place == place,
        )
        self._session.add(
            FindingAcceptanceRow(
                theme_code=theme,
                rule=rule,
                place=place,
                number=len(self._session.exec(earlier).all()) + 1,
                reason=acceptance.reason,
                accepted_by=by,
                accepted_at=acceptance.accepted_at,
            )
        )
        self._session.flush()

    def withdraw(self, theme: str, rule: str, place: str, *, by: str, at: datetime) -> None:
        """Let an acceptance stand no longer; it stays on record."""
        standing = _standing(theme).where(
            FindingAcceptanceRow.rule == rule, FindingAcceptanceRow.place == place
        )
        for row in self._session.exec(standing):
            row.withdrawn_by, row.withdrawn_at = by, at
            self._session.add(row)


def _acceptance_of(row: FindingAcceptanceRow) -> Acceptance:
    return Acceptance(row.rule, row.place, row.reason, row.accepted_by, row.accepted_at)


def _standing(theme: str) -> SelectOfScalar[FindingAcceptanceRow]:
    rows = select(FindingAcceptanceRow).where(
        FindingAcceptanceRow.theme_code == theme,
        col(FindingAcceptanceRow.withdrawn_at).is_(None),
    )
    return rows.order_by(FindingAcceptanceRow.rule, FindingAcceptanceRow.place)
