"""Read a case with everything that hangs on it, column by column and past what was read before.

Everything is opened on the way: what is compared and told is what was written.
"""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from core.cases.files_named import files_named
from core.cases.models import Event, Upload
from core.cases.records import CaseRecord
from db.review_tables import CorrectionRow
from db.sealed_rows import UNOPENED
from db.tables import CaseEventRow, CaseFileRow, FileUseRow, ServiceCaseRow
from db.vault import Vault, vault_of

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
    case, vault = (row.hall, row.number), vault_of(session, hall=row.hall)
    events = _rows(session, CaseEventRow, case, EVENT_PARTS, order="sequence")
    columns = vault.rows.open(ServiceCaseRow, {name: getattr(row, name) for name in _COLUMNS})
    corrections = _rows(session, CorrectionRow, case, _CORRECTION, order="position")
    files = {file["position"]: file for file in files_of(session, case)}
    used = select(col(FileUseRow.file)).where(
        col(FileUseRow.hall) == case[0], col(FileUseRow.case_number) == case[1]
    )
    return finished_record(
        CaseRecord(
            number=row.number,
            application=columns.pop("application"),
            columns=columns,
            history=tuple(Event(**event) for event in events),
            files=files,
            corrections={correction["position"]: correction for correction in corrections},
            is_closed=not vault.rows.has_case(row.number),
        ),
        frozenset(session.execute(used).scalars()),
        vault,
    )


def finished_record(record: CaseRecord, used: frozenset[str], vault: Vault) -> CaseRecord:
    """Return a record with what its look-ups ought to be compared with what they are."""
    if record.is_closed or not record.application:
        return record
    key, name = str(record.application.get("submission_key")), record.columns["applicant_name"]
    digests = [row["digest"] for row in record.files.values()]
    files = {vault.file(digest) for digest in files_named(record.application, digests)}
    fits = {
        "service_case.submission_key": record.columns["submission_key"]
        == vault.found_by("submission", key),
        # What does not open is told of itself.
        "service_case.name_marks": name == UNOPENED
        or record.columns["name_marks"] == vault.look_ups.marks(name, hall=vault.hall),
        "file_use": UNOPENED in digests or used == files,
    }
    return replace(record, astray=tuple(place for place, is_right in fits.items() if not is_right))


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
    found = session.execute(rows.order_by(columns[order])).mappings()
    opener, key = vault_of(session, hall=case[0]).rows, {"case_number": case[1]}
    opened = (opener.open(table, {**key, **row}) for row in found)
    return [{name: row[name] for name in names} for row in opened]
