"""Read what ``writing`` wrote, to the letter, so that nothing is lost on the way."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from core.catalogue.findings import Severity
from core.catalogue.models import Matter
from core.catalogue.spreadsheets.files import Row, WorkbookSheet
from core.catalogue.spreadsheets.rows import (
    EXACT,
    OF_MATERIALS,
    Reader,
    RowReading,
    Values,
    brief,
    read_cells,
    with_exemption,
)
from core.catalogue.spreadsheets.words import (
    FIELD_HEADINGS,
    FIELD_SHEET,
    MARK,
    MARK_HEADINGS,
    MATERIAL_HEADINGS,
    MATERIAL_SHEET,
    MATTER_HEADINGS,
    MATTER_SHEET,
    TABLE_HEADING,
    Headings,
)

_LISTS = frozenset(name for name, info in Matter.model_fields.items() if info.default == ())
_MATERIAL: Mapping[str, Reader] = MappingProxyType({**EXACT, **OF_MATERIALS})
_ATTRIBUTES = {headings[0]: name for name, headings in MATTER_HEADINGS.items()}


def is_marked(sheets: Sequence[WorkbookSheet]) -> bool:
    """Say whether the system wrote this workbook itself."""
    return any(sheet.rows and sheet.rows[0].cells[:1] == (MARK,) for sheet in sheets)


def read_marked(sheets: Sequence[WorkbookSheet]) -> tuple[list[RowReading], Values]:
    """Return every row as understood, and the values of the matter that they make."""
    by_name = {sheet.name: sheet for sheet in sheets}
    readings: list[RowReading] = []
    matter: Values = {"format": 1, "fields": [], "materials": []}
    for reading, cells in _rows_of(by_name.get(MATTER_SHEET), readings):
        _read_attribute(reading, cells, matter)
    headings = {TABLE_HEADING: (TABLE_HEADING,), **FIELD_HEADINGS}
    for reading, named in _table(by_name.get(FIELD_SHEET), headings, readings):
        _read_field(reading, named, matter["fields"])
    for reading, named in _table(by_name.get(MATERIAL_SHEET), MATERIAL_HEADINGS, readings):
        values = with_exemption(read_cells(named, _MATERIAL, reading, exact=True))
        reading.understood = {"as": "material", **values}
        matter["materials"].append(values)
    readings += _others(sheets)
    return readings, matter


def _others(sheets: Sequence[WorkbookSheet]) -> Iterator[RowReading]:
    """Tell sheets that somebody has added, hidden or lost since the system wrote the file."""
    expected = (MATTER_SHEET, FIELD_SHEET, MATERIAL_SHEET)
    for sheet in sheets:
        if sheet.rows and (sheet.is_hidden or sheet.name not in expected):
            reading = RowReading(sheet.name, sheet.rows[0].number)
            rule = "hidden-sheet" if sheet.is_hidden else "sheet-left-out"
            reading.note(rule, Severity.ERROR, sheet=sheet.name)
            yield reading
    for name in expected:
        if not any(sheet.name == name for sheet in sheets):
            reading = RowReading(name, 1)
            reading.note("sheet-missing", Severity.ERROR, sheet=name)
            yield reading


def _rows_of(
    sheet: WorkbookSheet | None, readings: list[RowReading]
) -> Iterator[tuple[RowReading, Sequence[str]]]:
    for row in sheet.rows if sheet else ():
        reading = RowReading(sheet.name if sheet else "", row.number)
        readings.append(reading)
        _note_oddities(reading, row)
        yield reading, row.cells


def _note_oddities(reading: RowReading, row: Row) -> None:
    """Tell what somebody else's program or hand has made of a cell; here all of it matters."""
    reading.note_doubts(row, severity=Severity.ERROR)
    if row.is_hidden:
        text = brief(" | ".join(text for _, text in row.texts))
        reading.note("hidden-row", Severity.ERROR, text=text)


def _note_outside(reading: RowReading, cells: Sequence[str], width: int) -> None:
    for text in cells[width:]:
        if text.strip():
            reading.note("text-left-out", Severity.ERROR, text=brief(text))


def _read_attribute(reading: RowReading, cells: Sequence[str], matter: Values) -> None:
    heading, text = cells[0] if cells else "", cells[1] if len(cells) > 1 else ""
    _note_outside(reading, cells, 2)
    name = _ATTRIBUTES.get(heading)
    if heading in {MARK, MARK_HEADINGS[0]}:
        reading.understood = {"as": "heading"}
    elif name is None:
        reading.note("unknown-attribute", Severity.ERROR, heading=heading[:60])
    elif name in _LISTS:
        reading.understood = {"as": "matter", name: text}
        matter[name] = (*matter.get(name, ()), text)
    else:
        values = read_cells({name: text}, EXACT, reading, exact=True)
        reading.understood = {"as": "matter", **values}
        matter.update(values)


def _table(
    sheet: WorkbookSheet | None,
    headings: Headings | Mapping[str, tuple[str, ...]],
    readings: list[RowReading],
) -> Iterator[tuple[RowReading, dict[str, str]]]:
    names = {known[0]: name for name, known in headings.items()}
    columns: list[str | None] = []
    for reading, cells in _rows_of(sheet, readings):
        if columns:
            _note_outside(reading, cells, len(columns))
            found = zip(columns, cells, strict=False)
            yield reading, {name: text for name, text in found if name is not None}
        else:
            columns = [names.get(text) for text in cells]
            reading.understood = {"as": "heading"}
            for text in cells:
                if text not in names:
                    reading.note("unknown-attribute", Severity.ERROR, heading=brief(text))


def _read_field(reading: RowReading, cells: dict[str, str], fields: list[Values]) -> None:
    table = cells.pop(TABLE_HEADING, "")
    values = read_cells(cells, EXACT, reading, exact=True)
    reading.understood = {"as": "column" if table else "field", **values}
    owner = next((field for field in reversed(fields) if field.get("id") == table), None)
    if not table:
        fields.append(values)
    elif owner is None:
        reading.note("no-such-table", Severity.ERROR, table=table[:60])
    else:
        owner.setdefault("columns", []).append(values)
