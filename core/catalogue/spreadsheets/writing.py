"""Write a matter as a spreadsheet that a department can read, and that reads back unchanged."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from core.catalogue.models import Charge, Column, MaterialRequirement, Matter
from core.catalogue.spreadsheets.cells import evidence_text, is_formula, lines_text
from core.catalogue.spreadsheets.charge_words import charge_cells
from core.catalogue.spreadsheets.condition_words import condition_text
from core.catalogue.spreadsheets.files import SpreadsheetRefusedError
from core.catalogue.spreadsheets.words import (
    CHARGE_HEADINGS,
    EXEMPTION_WORDS,
    FIELD_HEADINGS,
    FIELD_SHEET,
    FORM_WORDS,
    KIND_WORDS,
    MARK,
    MARK_HEADINGS,
    MATERIAL_HEADINGS,
    MATERIAL_SHEET,
    MATTER_HEADINGS,
    MATTER_SHEET,
    NECESSITY_WORDS,
    PROCESSING_WORDS,
    SIGNING_WORDS,
    SOURCE_WORDS,
    TABLE_HEADING,
    TYPE_WORDS,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""What a cell holds; spreadsheets cut off the rest without a word."""
_WIDTHS = {"编号": 8, "必填": 6, "类型": 12, "份数": 6, "内容": 80, "表单项": 36, "材料名称": 48}

_CONDITIONS = frozenset({"applies_when", "already_when"})

Rows = Iterator[Sequence[str | int]]


def write_spreadsheet(matter: Matter) -> bytes:
    """Return a matter as a workbook: 实施清单, 表单项 and 申请材料.

    Raises:
        SpreadsheetRefusedError: If a text is too long for a cell.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets: dict[str, tuple[list[tuple[str, ...]], Rows]] = {
        MATTER_SHEET: ([(MARK, ""), MARK_HEADINGS], _matter_rows(matter)),
        FIELD_SHEET: ([(TABLE_HEADING, *_first(FIELD_HEADINGS))], _field_rows(matter)),
        MATERIAL_SHEET: ([_first(MATERIAL_HEADINGS)], _material_rows(matter)),
    }
    for name, (heads, rows) in sheets.items():
        _fill(workbook.create_sheet(name), heads, rows)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _first(headings: Any) -> tuple[str, ...]:
    return tuple(names[0] for names in headings.values())


def _fill(sheet: "Worksheet", heads: Sequence[Sequence[str]], rows: Rows) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- slow to load
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate([*heads, *rows], start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            write_text(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number <= len(heads):
                cell.font = Font(bold=True)
    for place, heading in enumerate(heads[-1], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(heading, 18)
    sheet.freeze_panes = f"A{len(heads) + 1}"


def write_text(cell: Any, value: str | int) -> None:
    """Write a value; text stays text, whatever it begins with, so that nothing is computed."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise SpreadsheetRefusedError("cell_too_long", start=value[:40], limit=LONGEST_CELL)
    if value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        if is_formula(value):
            cell.quotePrefix = True


def _matter_rows(matter: Matter) -> Rows:
    for name, headings in MATTER_HEADINGS.items():
        if name == "charge":
            yield from _charge_rows(matter.charge)
            continue
        value = getattr(matter, name)
        if name == "processing":
            value = PROCESSING_WORDS[value][0]
        if name == "informed_commitment":
            value = "是" if value else "否"
        if name in _CONDITIONS:
            value = condition_text(value)
        values = value if isinstance(value, tuple) else () if value in {"", None} else (value,)
        yield from ((headings[0], text) for text in values)


def _charge_rows(charge: Charge | None) -> Rows:
    cells = charge_cells(charge) if charge else ()
    return ((CHARGE_HEADINGS[name][0], text) for name, text in cells)


def _field_rows(matter: Matter) -> Rows:
    for field in matter.fields:
        yield ("", *_entry_cells(field))
        for column in field.columns:
            yield (field.id, *_entry_cells(column))


def _entry_cells(entry: Column) -> tuple[str, ...]:
    cells = {
        "required": "是" if entry.required else "否",
        "type": TYPE_WORDS[entry.type][0],
        "options": lines_text(entry.options),
        "when": condition_text(entry.when),
        "element": entry.element or "",
        "subject": entry.subject or "",
    }
    return tuple(cells.get(name, getattr(entry, name)) for name in FIELD_HEADINGS)


def _material_rows(matter: Matter) -> Rows:
    return (_material_cells(material) for material in matter.materials)


def _material_cells(material: MaterialRequirement) -> tuple[str | int, ...]:
    exemption = material.exemption
    cells: dict[str, str | int] = {
        "kind": KIND_WORDS[material.kind][0],
        "form": FORM_WORDS[material.form][0],
        "necessity": NECESSITY_WORDS[material.necessity][0],
        "source": SOURCE_WORDS[material.source][0],
        "signing": SIGNING_WORDS[material.signing][0],
        "evidence": evidence_text(material.evidence),
        "produced_by": lines_text(material.produced_by),
        "exemption_by": EXEMPTION_WORDS[exemption.by][0] if exemption else "",
        "exemption_name": exemption.name if exemption else "",
        "when": condition_text(material.when),
    }
    return tuple(
        cells[name] if name in cells else getattr(material, name) for name in MATERIAL_HEADINGS
    )
