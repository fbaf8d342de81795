"""Read what ``writing`` wrote, to the letter, so that nothing is lost on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.catalogue.findings import Severity
from core.catalogue.models import Matter
from core.catalogue.spreadsheets.files import Row, WorkbookSheet
from core.catalogue.spreadsheets.readers import EXACT, OF_MATERIALS, Reader
from core.catalogue.spreadsheets.rows import (
    RowReading,
    Values,
    brief,
    heading_of,
    read_cells,
    with_exemption,
)
from core.catalogue.spreadsheets.words import (
    CHARGE_HEADINGS,
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
_ATTRIBUTES = {
    headings[0]: name for name, headings in (*MATTER_HEADINGS.items(), *CHARGE_HEADINGS.items())
}
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class MarkedMatter:
    """The values of the matter that a workbook of our own makes, and the row of each place."""

    values: Values = field(default_factory=lambda: {"format": 1, "fields": [], "materials": []})
    rows: dict[Place, RowReading] = field(default_factory=dict)


def is_marked(sheets: Sequence[WorkbookSheet]) -> bool:
    """Say whether the system wrote this workbook itself."""
    return any(sheet.rows and sheet.rows[0].cells[:1] == (MARK,) for sheet in sheets)


def read_marked(sheets: Sequence[WorkbookSheet]) -> tuple[list[RowReading], MarkedMatter]:
    """Return every row as understood, and the matter that they make."""
    by_name = {sheet.name: sheet for sheet in sheets}
    readings: list[RowReading] = []
    matter = MarkedMatter()
    for reading, cells in _rows_of(by_name.get(MATTER_SHEET), readings):
        _read_attribute(reading, cells, matter)
    headings = {TABLE_HEADING: (TABLE_HEADING,), **FIELD_HEADINGS}
    for reading, named in _table(by_name.get(FIELD_SHEET), headings, readings):
        _read_field(reading, named, matter)
    for reading, named in _table(by_name.get(MATERIAL_SHEET), MATERIAL_HEADINGS, readings):
        values = with_exemption(read_cells(named, _MATERIAL, reading, exact=True))
        reading.understood = {"as": "material", **values}
        matter.rows["materials", len(matter.values["materials"])] = reading
        matter.values["materials"].append(values)
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


def _read_attribute(reading: RowReading, cells: Sequence[str], matter: MarkedMatter) -> None:
    heading, text = cells[0] if cells else "", cells[1] if len(cells) > 1 else ""
    _note_outside(reading, cells, 2)
    name = _ATTRIBUTES.get(heading)
    if heading in {MARK, MARK_HEADINGS[0]}:
        reading.understood = {"as": "heading"}
    elif name is None:
        reading.note("unknown-attribute", Severity.ERROR, heading=heading[:60])
    else:
        _keep_attribute(name, text, reading, matter)


def _keep_attribute(name: str, text: str, reading: RowReading, matter: MarkedMatter) -> None:
    """Keep an attribute of the matter, or of what is paid for it; of a list each row is one."""
    in_list = name in _LISTS or name == "charge_waivers"
    values = read_cells({name: text}, EXACT, reading, exact=True) if text else {}
    if name in _LISTS and not text:
        values = {name: text}
    reading.understood = {"as": "matter", **values}
    is_charge = name in CHARGE_HEADINGS
    part = matter.values.setdefault("charge", {}) if is_charge and values else matter.values
    key = name.removeprefix("charge_") if is_charge else name
    place: Place = ("charge", key) if is_charge else (key,)
    if in_list and values:
        matter.rows[*place, len(part.get(key, ()))] = reading
        part[key] = (*part.get(key, ()), values[name])
    elif key in part and values:
        reading.note("attribute-twice", Severity.ERROR, column=heading_of(name), text=brief(text))
    elif values:
        matter.rows[place] = reading
        part[key] = values[name]


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


def _read_field(reading: RowReading, cells: dict[str, str], matter: MarkedMatter) -> None:
    fields: list[Values] = matter.values["fields"]
    table = cells.pop(TABLE_HEADING, "")
    values = read_cells(cells, EXACT, reading, exact=True)
    reading.understood = {"as": "column" if table else "field", **values}
    ids = [known.get("id") for known in fields]
    if not table:
        matter.rows["fields", len(fields)] = reading
        fields.append(values)
    elif table not in ids:
        reading.note("no-such-table", Severity.ERROR, table=table[:60])
    else:
        owner = len(ids) - 1 - ids[::-1].index(table)
        columns = fields[owner].setdefault("columns", [])
        matter.rows["fields", owner, "columns", len(columns)] = reading
        columns.append(values)
