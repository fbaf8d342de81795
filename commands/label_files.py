"""Read a CSV file of labels. Whatever is wrong with it is told in one message."""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from commands.inputs import refuse
from core.services.queries.suggest_elements import Label

MAX_BYTES = 16 * 1024 * 1024
MAX_LINES = 50_000

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "label": "label",
        "section": "section",
        "matter": "matter",
        "department": "department",
        "标签": "label",
        "表单项": "label",
        "栏目": "section",
        "事项": "matter",
        "部门": "department",
    }
)
"""Headings and what their column holds; matters and departments are given as codes."""


def labels_in(source: str) -> list[Label]:
    """Return the labels of a CSV file (``-``: standard input) in the order of the file."""
    text = _text_of(source)
    rows = _rows_of(text, source)
    head = next(rows, None)
    if head is None:
        refuse("command.suggest.empty", source=source)
    places = _places_in(head, source)
    labels: list[Label] = []
    for row in rows:
        if len(labels) >= MAX_LINES:
            refuse("command.suggest.too_many", source=source, limit=MAX_LINES)
        cells = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        labels.append(Label(cells.pop("label"), **cells))
    return labels


def _text_of(source: str) -> str:
    raw = _bytes_of(source)
    if len(raw) > MAX_BYTES:
        refuse("command.suggest.too_large", source=source, limit=MAX_BYTES // 1024 // 1024)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("command.suggest.not_utf8", source=source)
    if not text.strip():
        refuse("command.suggest.empty", source=source)
    return text


def _bytes_of(source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("command.input.unreadable", source=source, reason=reason)


def _rows_of(text: str, source: str) -> Iterator[list[str]]:
    """Yield the rows that have anything in them."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter_of(text), strict=True)
    try:
        for row in reader:
            if any("\0" in cell for cell in row):
                raise csv.Error("NUL")
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        refuse(
            "command.suggest.not_csv",
            source=source,
            line=reader.line_num,
            reason=str(error)[:120],
        )


def _delimiter_of(text: str) -> str:
    """Return what separates the headings: some spreadsheets write semicolons or tabs."""
    head = next(line for line in text.splitlines() if line.strip())
    return next((mark for mark in ",;\t" if mark in head), ",")


def _places_in(head: Sequence[str], source: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, heading in enumerate(head):
        name = COLUMNS.get(heading.strip().casefold())
        if name in places:
            refuse("command.suggest.twin_column", source=source, column=name)
        if name is not None:
            places[name] = place
    if "label" not in places:
        found = ", ".join(heading.strip() for heading in head)[:120]
        refuse("command.suggest.no_label_column", source=source, found=found)
    return places
