"""Read a case with everything that hangs on it, column by column and past what was read before."""

from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from core.cases.models import Event, Upload
from core.cases.records import CaseRecord
from db.review_tables import CorrectionRow
from db.tables import CaseEventRow, CaseFileRow, ServiceCaseRow

EVENT_PARTS = tuple(part.name for part in fields(Event))
UPLOAD_PARTS = tuple(part.name for part in fields(Upload))
_FILE = ("position", *UPLOAD_PARTS)
_WHERE = ("hall", "case_number")
_CORRECTION = tuple(name for name in CorrectionRow.model_fields if name not in _WHERE)
_COLUMNS = tuple(ServiceCaseRow.model_fields)

Key = tuple[str, str]
"""A hall and the number of a case."""


def record_of(session: Session, row: ServiceCaseRow) -> CaseRecord:
    """Return a case as its rows say it, nothing compared yet."""
    case = (row.hall, row.number)
    events = _rows(session, CaseEventRow, case, EVENT_PARTS, order="sequence")
    columns = {name: getattr(row, name) for name in _COLUMNS}
    corrections = _rows(session, CorrectionRow, case, _CORRECTION, order="position")
    return CaseRecord(
        number=row.number,
        application=columns.pop("application"),
        columns=columns,
        history=tuple(Event(**one) for one in events),
        files={one["position"]: one for one in files_of(session, case)},
        corrections={one["position"]: one for one in corrections},
    )


def files_of(session: Session, case: Key) -> list[dict[str, Any]]:
    """Return the files of a case in their order."""
    return _rows(session, CaseFileRow, case, _FILE, order="position")


def _rows(
    session: Session, table: type[SQLModel], case: Key, names: tuple[str, ...], *, order: str
) -> list[dict[str, Any]]:
    columns = table.__table__.c  # type: ignore[attr-defined]
    rows = select(*(columns[name] for name in names)).where(
        *(columns[name] == value for name, value in zip(_WHERE, case, strict=True))
    )
    found = session.execute(rows.order_by(columns[order]))
    return [dict(row) for row in found.mappings()]
