"""Calls for help, in the database of one hall."""

from datetime import datetime

from sqlmodel import Session, col, select

from core.visits.models import HelpCall
from db.inserting import insert_into
from db.visit_tables import OPEN, HelpCallRow


class SqlHelpStore:
    """Implements :class:`core.ports.HelpStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def add(self, *, kiosk: str, step: str, at: datetime) -> HelpCall:
        """Insert a call, or return the one from this kiosk that nobody has answered."""
        call = insert_into(self._session, HelpCallRow).values(
            hall=self._hall, kiosk=kiosk, step=step, called_at=at, answered_by=""
        )
        this_or_that = call.on_conflict_do_update(
            index_elements=["hall", "kiosk"], index_where=OPEN, set_={"kiosk": kiosk}
        )
        found = self._session.execute(this_or_that.returning(HelpCallRow))
        return _call_of(found.scalar_one())

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""
        rows = self._session.exec(
            select(HelpCallRow)
            .where(HelpCallRow.hall == self._hall, col(HelpCallRow.answered_at).is_(None))
            .order_by(col(HelpCallRow.number))
        )
        return tuple(map(_call_of, rows))

    def answer(self, number: int, *, by: str, at: datetime) -> None:
        """Write down who answers a call; the first stays."""
        row = self._session.get(HelpCallRow, number, with_for_update=True)
        if row is not None and row.hall == self._hall and row.answered_at is None:
            row.answered_at, row.answered_by = at, by


def _call_of(row: HelpCallRow) -> HelpCall:
    return HelpCall(
        row.number or 0, row.kiosk, row.step, row.called_at, row.answered_at, row.answered_by
    )
