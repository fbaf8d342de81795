"""What a list shows of cases: read with the key of each, and opened."""

from typing import Any

from sqlalchemy import Select, and_, select
from sqlmodel import col

from core.cases.models import CaseLine, CaseStatus
from core.ports import WrappedKey
from db.data_keys import Scope
from db.key_tables import DataKeyRow
from db.sealed_rows import UNOPENED
from db.tables import ServiceCaseRow
from db.vault import Vault

LINE = (
    col(ServiceCaseRow.number),
    col(ServiceCaseRow.theme_code),
    col(ServiceCaseRow.theme_version),
    col(ServiceCaseRow.received_at),
    col(ServiceCaseRow.applicant_name),
    col(ServiceCaseRow.matters),
    col(ServiceCaseRow.status),
)
"""What a line needs; an application may be long."""
NEWEST_FIRST = (col(ServiceCaseRow.received_at).desc(), col(ServiceCaseRow.number).desc())


def line_columns() -> Select[*tuple[Any, ...]]:
    """Select what a line needs, each with the key of its case."""
    key = and_(
        col(DataKeyRow.hall) == col(ServiceCaseRow.hall),
        col(DataKeyRow.scope) == Scope.CASE,
        col(DataKeyRow.name) == col(ServiceCaseRow.number),
    )
    wrapped = (col(ServiceCaseRow.hall), col(DataKeyRow.key_id), col(DataKeyRow.wrapped))
    return select(*LINE, *wrapped).outerjoin(DataKeyRow, key)


def line_of(row: Any, vault: Vault) -> CaseLine:
    """Return what a list shows of a case; of one that was erased, no name.

    Raises:
        ValueError: If the name does not open.
    """
    number, code, version, at, name, matters, status, hall, key_id, wrapped = row
    key = None if wrapped is None else WrappedKey(key_id, bytes(wrapped))
    is_there = vault.keys.know((hall, Scope.CASE, number), key) is not None
    if key is not None and not is_there:
        raise ValueError("its key was altered")
    said = {"number": number, "applicant_name": name}
    opened = vault.rows.value("service_case", said, "applicant_name") if is_there else ""
    if opened == UNOPENED:
        raise ValueError("its name was altered")
    return CaseLine(number, code, version, at, opened, tuple(matters), status=CaseStatus(status))
