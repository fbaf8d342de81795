"""Drafts of scenarios made of cases, in the database of one hall."""

from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, col

from core.training.scenario_drafts import ScenarioDraft
from db.inserting import insert_into
from db.sound_rows import sound_rows
from db.training_tables import ScenarioDraftRow
from db.vault import vault_of


class SqlScenarioDraftStore:
    """Implements :class:`core.ports.ScenarioDraftStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def all(self) -> tuple[ScenarioDraft, ...]:
        """Return every draft, the oldest first."""
        return self._read()

    def get(self, case_number: str) -> ScenarioDraft | None:
        """Return the draft of a case, if there is one."""
        of_case = col(ScenarioDraftRow.case_number) == case_number
        return next(iter(self._read(of_case)), None)

    def add(self, draft: ScenarioDraft) -> bool:
        """Add a draft; say whether its case had none."""
        row = {
            "case_number": draft.case_number,
            "text": draft.text,
            "seen": {"replaced": draft.replaced, "left_out": draft.left_out},
            "made_by": draft.made_by,
            "made_at": draft.made_at,
        }
        sealed = self._vault.rows.seal(ScenarioDraftRow, row)
        new = insert_into(self._session, ScenarioDraftRow).values(hall=self._hall, **sealed)
        written = self._session.execute(
            new.on_conflict_do_nothing().returning(col(ScenarioDraftRow.case_number))
        )
        return written.scalar_one_or_none() is not None

    def remove(self, case_number: str) -> bool:
        """Remove the draft of a case; say whether it was there."""
        gone = delete(ScenarioDraftRow).where(
            col(ScenarioDraftRow.hall) == self._hall,
            col(ScenarioDraftRow.case_number) == case_number,
        )
        removed = self._session.execute(gone.returning(col(ScenarioDraftRow.case_number)))
        return removed.scalar_one_or_none() is not None

    def _read(self, *which: ColumnElement[bool]) -> tuple[ScenarioDraft, ...]:
        rows = select(ScenarioDraftRow).where(col(ScenarioDraftRow.hall) == self._hall, *which)
        rows = rows.order_by(col(ScenarioDraftRow.made_at), col(ScenarioDraftRow.case_number))
        return tuple(sound_rows(self._session, ScenarioDraftRow, rows, self._made))

    def _made(self, row: ScenarioDraftRow) -> ScenarioDraft:
        return scenario_draft_of(self._vault.opened(row))


def scenario_draft_of(row: Any) -> ScenarioDraft:
    """Return the draft that an opened row says.

    Raises:
        ValueError: If it makes no sense.
    """
    seen = row.seen
    if not isinstance(seen, dict):
        raise ValueError("not what was seen")
    return ScenarioDraft(
        case_number=row.case_number,
        text=row.text,
        made_by=row.made_by,
        made_at=row.made_at,
        replaced=tuple((str(kind), str(label)) for kind, label in seen.get("replaced", ())),
        left_out=tuple(map(str, seen.get("left_out", ()))),
    )
