"""Correction notices in the database of one hall."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from core.review.models import Correction, Fault
from db.review_tables import CorrectionRow
from db.sound_rows import expect_sound, spoilt_reported
from db.tables import ServiceCaseRow
from db.vault import vault_of


class SqlCorrectionStore:
    """Implements :class:`core.ports.CorrectionStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def of(self, case_number: str, *, to_change: bool = False) -> tuple[Correction, ...]:
        """Return what was asked for in a case, in that order."""
        if to_change:
            self._session.get(ServiceCaseRow, (self._hall, case_number), with_for_update=True)
        rows = (
            select(CorrectionRow)
            .where(CorrectionRow.hall == self._hall, CorrectionRow.case_number == case_number)
            .order_by(col(CorrectionRow.position))
        )
        with spoilt_reported(f"correction {case_number}"):  # whole or nothing (law 12)
            found = [expect_sound(row) for row in self._session.exec(rows)]
            return tuple(_correction_of(self._vault.opened(row)) for row in found)

    def add(self, case_number: str, correction: Correction) -> None:
        """Insert one item of a notice."""
        row = correction.as_row(len(self.of(case_number)))
        sealed = self._vault.rows.seal(CorrectionRow, {"case_number": case_number, **row})
        self._session.add(CorrectionRow(hall=self._hall, **sealed))
        self._session.flush()

    def answer(self, case_number: str, correction: Correction, answer: str, at: datetime) -> None:
        """Write down what came of an item; the first answer stays."""
        place = (self._hall, case_number, correction.matter, correction.fault.place)
        row = self._session.get(CorrectionRow, (*place, correction.number), with_for_update=True)
        if row is not None and row.answered_at is None:
            key = row.model_dump(include={"case_number", "matter", "place", "number"})
            row.answer = self._vault.rows.seal(CorrectionRow, {**key, "answer": answer})["answer"]
            row.answered_at = at


def _correction_of(row: Any) -> Correction:
    fault = Fault(row.place, row.label, row.wrong, row.remedy)
    return Correction(
        row.matter,
        row.number,
        fault,
        row.asked_by,
        row.asked_at,
        row.until,
        row.answer,
        row.answered_at,
    )
