"""An event log as a table of text, one event a row."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from core.monitoring.models import LeftOutRow, LogEvent, LogReason
from core.monitoring.reading.records import records_of
from core.monitoring.reading.refusing import EventLogRefusedError
from core.monitoring.reading.rows import (
    ACTIVITY,
    CASE,
    DEADLINE,
    ENDED,
    KNOWN,
    MATERIAL,
    REQUIRED,
    TIME,
    RowReader,
)

_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "case id": CASE,
        "activity": ACTIVITY,
        "timestamp": TIME,
        "办件编号": CASE,
        "办件号": CASE,
        "环节": ACTIVITY,
        "环节名称": ACTIVITY,
        "时间": TIME,
        "发生时间": TIME,
        "截止时间": DEADLINE,
        "应办结时间": DEADLINE,
        "办结时间": ENDED,
        "渠道": "case:channel",
        "申请渠道": "case:channel",
        "部门": "case:department",
        "主题": "case:theme",
        "事项": "case:matter",
        "材料": MATERIAL,
    }
)
"""Headings of other systems, and the columns that they are where there is none of that name."""


def read_csv_log(raw: bytes) -> Iterator[LogEvent | LeftOutRow]:
    """Yield what each row with something in it says; the row of the headings is row 1.

    Raises:
        EventLogRefusedError: If there are no headings, or a column is missing or there twice.
    """
    rows = records_of(raw)
    _, head = next(rows, (0, None))
    if head is None:
        raise EventLogRefusedError("empty")
    names, reader = _names_in(head), RowReader()
    for number, cells in rows:
        if isinstance(cells, LogReason):
            yield LeftOutRow(number, (cells,))
        elif len(cells) != len(names):
            params = {"cells": len(cells), "columns": len(names)}
            yield LeftOutRow(number, (LogReason("other_width", params),))
        else:
            yield reader.read(number, dict(zip(names, cells, strict=True)))


def _names_in(cells: Sequence[str] | LogReason) -> Sequence[str]:
    """Return the column that each heading is."""
    if isinstance(cells, LogReason):
        raise EventLogRefusedError("no_headings")
    plain = [cell.casefold() for cell in cells]
    names = [
        name if name in KNOWN else _known_as(cell, plain)
        for name, cell in zip(plain, cells, strict=True)
    ]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise EventLogRefusedError(
            "no_column", columns=", ".join(missing), found=", ".join(names)[:200]
        )
    twins = [name for name in KNOWN if names.count(name) > 1]
    if twins:
        raise EventLogRefusedError("twin_column", column=twins[0])
    # Two columns of no concern may share a heading; each still tells rows apart.
    return [f"{name}\0{place}" if name not in KNOWN else name for place, name in enumerate(names)]


def _known_as(heading: str, others: Sequence[str]) -> str:
    """Return the column that a heading of another system is, else the heading."""
    name = _ALSO.get(heading.casefold(), heading)
    return heading if name in others else name
