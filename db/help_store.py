"""Calls for help, in the database of one hall."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from core.errors import AlteredRecordError
from core.services.setting_aside import tell_set_aside
from core.visits.models import HelpCall
from db.inserting import insert_into
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.vault import vault_of
from db.visit_tables import OPEN, HelpCallRow


class SqlHelpStore:
    """Implements :class:`core.ports.HelpStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def add(self, *, kiosk: str, step: str, at: datetime) -> HelpCall:
        """Insert a call, or return the one from this kiosk that nobody has answered."""
        place = self._vault.found_by("kiosk", kiosk)
        row = {"kiosk": place, "step": step, "kiosk_name": kiosk}
        sealed = self._vault.rows.seal(HelpCallRow, row)
        call = insert_into(self._session, HelpCallRow).values(
            hall=self._hall, called_at=at, answered_by="", **sealed
        )
        this_or_that = call.on_conflict_do_update(
            index_elements=["hall", "kiosk"], index_where=OPEN, set_={"kiosk": place}
        )
        number = self._session.execute(this_or_that.returning(col(HelpCallRow.number))).scalar_one()
        try:
            found = sound_row(self._session, HelpCallRow, number)
            with spoilt_reported(f"help_call {number}"):
                return self._made(found) if found else HelpCall(number, kiosk, step, at)
        except AlteredRecordError as error:
            tell_set_aside(str(error.params["what"]))
            self.answer(number, by="", at=at)  # nobody would see it; the new one is seen
            return self.add(kiosk=kiosk, step=step, at=at)

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
        return tuple(sound_rows(self._session, HelpCallRow, rows, self._made))

    def _made(self, row: HelpCallRow) -> HelpCall:
        return call_of(self._vault.opened(row))

    def answered_by(self, number: int) -> str:
        """Return who answered a call, if somebody did."""
        this = (HelpCallRow.hall == self._hall, HelpCallRow.number == number)
        return self._session.exec(select(HelpCallRow.answered_by).where(*this)).first() or ""

    def answer(self, number: int, *, by: str, at: datetime) -> None:
        """Write down who answers a call; the first stays."""
        this = (col(HelpCallRow.hall) == self._hall, col(HelpCallRow.number) == number)
        unanswered = update(HelpCallRow).where(*this, col(HelpCallRow.answered_at).is_(None))
        self._session.exec(unanswered.values(answered_at=at, answered_by=by))


def call_of(row: Any) -> HelpCall:
    """Return a call."""
    return HelpCall(
        row.number or 0, row.kiosk_name, row.step, row.called_at, row.answered_at, row.answered_by
    )
