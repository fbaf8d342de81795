"""Calls for help, in the database of one hall."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from core.errors import AlteredRecordError
from core.services.setting_aside import tell_set_aside
from core.visits.models import HelpCall
from db.inserting import insert_into
from db.sound_rows import sound_row, sound_rows
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
        number = self._session.execute(this_or_that.returning(col(HelpCallRow.number))).scalar_one()
        try:
            found = sound_row(self._session, HelpCallRow, number)
        except AlteredRecordError as error:
            tell_set_aside(str(error.params["what"]))
            self.answer(number, by="", at=at)  # nobody would see it; the new one is seen
            return self.add(kiosk=kiosk, step=step, at=at)
        return call_of(found) if found else HelpCall(number, kiosk, step, at)

    def is_open(self, number: int) -> bool:
        """Say whether nobody has answered a call yet."""
        this = select(HelpCallRow.number).where(HelpCallRow.hall == self._hall)
        waiting = this.where(HelpCallRow.number == number, col(HelpCallRow.answered_at).is_(None))
        return self._session.exec(waiting).first() is not None

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Return the calls that nobody has answered, the longest waiting first."""
        rows = (
            select(HelpCallRow)
            .where(HelpCallRow.hall == self._hall, col(HelpCallRow.answered_at).is_(None))
            .order_by(col(HelpCallRow.number))
        )
        return tuple(sound_rows(self._session, HelpCallRow, rows, call_of))

    def answer(self, number: int, *, by: str, at: datetime) -> None:
        """Write down who answers a call; the first stays."""
        this = (col(HelpCallRow.hall) == self._hall, col(HelpCallRow.number) == number)
        unanswered = update(HelpCallRow).where(*this, col(HelpCallRow.answered_at).is_(None))
        self._session.exec(unanswered.values(answered_at=at, answered_by=by))


def call_of(row: HelpCallRow) -> HelpCall:
    """Return a call."""
    return HelpCall(
        row.number or 0, row.kiosk, row.step, row.called_at, row.answered_at, row.answered_by
    )
