"""Forms printed for outages, in the database of one hall."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Index, func
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from core.cases.paper_forms import EmergencyForm, PaperEntry, PaperFormState
from core.errors import PaperFormUnknownError
from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.sound_rows import sound_rows, spoilt_reported
from db.tables import CODE, NAME
from db.vault import vault_of

_ENTRY = TypeAdapter(PaperEntry)
_BETWEEN = " "


class PaperFormRow(SQLModel, table=True):
    """One printed form. ``entry_key`` is the look-up of the submission key that enters it."""

    __tablename__ = "paper_form"
    __table_args__ = (
        Index("paper_form_entered", "hall", "entry_key", unique=True),
        Index("paper_forms_by_state", "hall", "state", "printed_at"),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    theme_code: str = Field(max_length=CODE)
    theme_version: int
    state: str = Field(max_length=16)
    printed_at: datetime = Field(sa_type=UtcInstant)
    printed_by: str = Field(max_length=NAME)
    entry_key: str | None = Field(default=None, max_length=CODE)
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    ended_by: str = Field(default="", max_length=NAME)
    code: bytes = Field(sa_type=SealedBytes)
    entry: bytes = Field(sa_type=SealedBytes)
    reason: bytes = Field(sa_type=SealedBytes)


class SqlPaperFormStore:
    """Implements :class:`core.ports.PaperFormStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def add(self, form: EmergencyForm) -> None:
        """Insert a form."""
        self._session.add(PaperFormRow(hall=self._hall, **self._sealed(form)))
        self._session.flush()

    def exists(self, number: str) -> bool:
        """Say whether a number is reserved, or was."""
        found = select(PaperFormRow.case_number).where(
            PaperFormRow.hall == self._hall, PaperFormRow.case_number == number
        )
        return self._session.exec(found).first() is not None

    def get(self, number: str, *, to_change: bool = False) -> EmergencyForm:
        """Return a form."""
        row = self._row(number, to_change=to_change)
        with spoilt_reported(f"paper_form {number}"):
            return self._made(row)

    def entered_as(self, submission_key: str) -> EmergencyForm | None:
        """Return the form that a visit enters, held until the transaction ends."""
        found = select(PaperFormRow.case_number).where(
            PaperFormRow.hall == self._hall, PaperFormRow.entry_key == self._key(submission_key)
        )
        number = self._session.exec(found).first()
        if number is None:
            return None
        form = self.get(number, to_change=True)
        # Whoever waited for the row may find that the form was begun anew meanwhile.
        is_same = form.entry is not None and form.entry.key == submission_key
        return form if is_same else None

    def change(self, form: EmergencyForm) -> None:
        """Write down where a form stands now."""
        row = self._row(form.number, to_change=True)
        for name, value in self._sealed(form).items():
            setattr(row, name, value)
        self._session.flush()

    def listed(self, state: PaperFormState | None, *, limit: int) -> tuple[EmergencyForm, ...]:
        """Return forms, those printed last first."""
        rows = select(PaperFormRow).where(PaperFormRow.hall == self._hall)
        if state is not None:
            rows = rows.where(PaperFormRow.state == state)
        newest = (col(PaperFormRow.printed_at).desc(), col(PaperFormRow.case_number))
        read = sound_rows(
            self._session, PaperFormRow, rows.order_by(*newest), self._made, limit=limit
        )
        return tuple(read)

    def counts(self) -> dict[PaperFormState, int]:
        """Return how many forms stand where."""
        state = col(PaperFormRow.state)
        rows = select_columns(state, func.count()).where(col(PaperFormRow.hall) == self._hall)
        found = {name: int(n) for name, n in self._session.execute(rows.group_by(state))}
        return {member: found.get(member, 0) for member in PaperFormState}

    def _row(self, number: str, *, to_change: bool) -> PaperFormRow:
        key = (self._hall, number)
        row = self._session.get(PaperFormRow, key, with_for_update=to_change)
        if row is None:
            raise PaperFormUnknownError(number=number)
        return row

    def _key(self, submission_key: str) -> str:
        return self._vault.found_by("submission", submission_key)

    def _sealed(self, form: EmergencyForm) -> dict[str, Any]:
        entry = form.entry
        values = {
            "case_number": form.number,
            "theme_code": form.theme_code,
            "theme_version": form.theme_version,
            "state": form.state.value,
            "printed_at": form.printed_at,
            "printed_by": form.printed_by,
            "entry_key": self._key(entry.key) if entry else None,
            "ended_at": form.ended_at,
            "ended_by": form.ended_by,
            "code": f"{form.salt}{_BETWEEN}{form.code}",
            "entry": _ENTRY.dump_python(entry, mode="json") if entry else {},
            "reason": form.reason,
        }
        return self._vault.rows.seal(PaperFormRow, values)

    def _made(self, row: PaperFormRow) -> EmergencyForm:
        return paper_form_in(self._vault.opened(row))


def paper_form_in(row: Any) -> EmergencyForm:
    """Return a form."""
    salt, _, code = row.code.partition(_BETWEEN)
    return EmergencyForm(
        number=row.case_number,
        theme_code=row.theme_code,
        theme_version=row.theme_version,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        code=code,
        salt=salt,
        state=PaperFormState(row.state),
        entry=_ENTRY.validate_python(row.entry) if row.entry else None,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        reason=row.reason,
    )
