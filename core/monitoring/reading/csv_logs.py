"""An event log as a table of text, one event a row."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from types import MappingProxyType

from core.monitoring.models import LeftOutRow, LogEvent, LogReason
from core.monitoring.reading.refusing import EventLogRefusedError
from core.monitoring.reading.rows import (
    ACTIVITY,
    ATTRIBUTES,
    CASE,
    DEADLINE,
    ENDED,
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
_KNOWN = frozenset({*REQUIRED, DEADLINE, ENDED, MATERIAL, *ATTRIBUTES})

_MARKS = ",;\t"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv_log(raw: bytes) -> Iterator[LogEvent | LeftOutRow]:
    """Yield what each row with something in it says; the row of the headings is row 1.

    Raises:
        EventLogRefusedError: If there are no headings, or a column is missing or there twice.
    """
    rows = _rows_of(_text_of(raw))
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


def _text_of(raw: bytes) -> str:
    """Return the text of a file; what is in no encoding is marked, so that its row is left out."""
    for encoding in ("utf-16",) if raw.startswith(UTF_16) else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8-sig", "surrogateescape")


def _rows_of(text: str) -> Iterator[tuple[int, list[str] | LogReason]]:
    """Yield the cells of each row that is not blank, or why it cannot be read; blank rows count."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 0
    while True:
        number += 1
        first_line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines = {"first": first_line, "last": reader.line_num}
            yield number, LogReason("not_csv", lines)
            continue
        cells = [cell.strip() for cell in cells]
        if len(cells) > 1 or any(cells):
            yield number, _checked(cells)


def _checked(cells: list[str]) -> list[str] | LogReason:
    """Return the cells of a row unless one holds what is no text."""
    if any("\0" in cell for cell in cells):
        return LogReason("no_text")
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return LogReason("no_text")
    return cells


def _names_in(cells: Sequence[str] | LogReason) -> Sequence[str]:
    """Return the column that each heading is."""
    if isinstance(cells, LogReason):
        raise EventLogRefusedError("no_headings")
    plain = [cell.casefold() for cell in cells]
    names = [
        name if name in _KNOWN else _known_as(cell, plain)
        for name, cell in zip(plain, cells, strict=True)
    ]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise EventLogRefusedError(
            "no_column", columns=", ".join(missing), found=", ".join(names)[:200]
        )
    twins = [name for name in _KNOWN if names.count(name) > 1]
    if twins:
        raise EventLogRefusedError("twin_column", column=twins[0])
    # Two columns of no concern may share a heading; each still tells rows apart.
    return [f"{name}\0{place}" if name not in _KNOWN else name for place, name in enumerate(names)]


def _known_as(heading: str, others: Sequence[str]) -> str:
    """Return the column that a heading of another system is, else the heading."""
    name = _ALSO.get(heading.casefold(), heading)
    return heading if name in others else name
