"""A department's form as a spreadsheet in its own layout, and back (law 3)."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from core.catalogue.models import FieldSpec, Matter
from core.catalogue.spreadsheets import write_text
from core.catalogue.spreadsheets.files import Row, read_sheets
from core.forms.department_forms import DepartmentForm, FormEntry, FormTable, lay_out, read_back
from core.forms.projecting import Form

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CODE, _LABEL, _VALUE = 1, 2, 3
_WIDTHS = (8, 30, 36)


def write_form(form: DepartmentForm) -> bytes:
    """Return a filled-in form as a workbook of one sheet.

    The first column holds the codes of the department's own fields, so that systems read it
    as easily as people. Nothing in it is computed, whatever a text begins with.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = form.matter
    _Writer(sheet).write(form)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: "Worksheet") -> None:
        self._sheet = sheet
        self._row = 0

    def write(self, form: DepartmentForm) -> None:
        self._heading(form.title, size=16)
        self._heading(f"{form.department} · {form.matter}".strip(" ·"), size=10)
        for section in form.sections:
            if section.title:
                self._heading(section.title, size=12)
            for part in section.parts:
                if isinstance(part, FormTable):
                    self._table(part)
                else:
                    self._line([part.field, part.label], part)
        for place, width in enumerate(_WIDTHS, start=1):
            self._sheet.column_dimensions["ABC"[place - 1]].width = width

    def _heading(self, text: str, *, size: int) -> None:
        from openpyxl.styles import Font  # noqa: PLC0415 -- slow to load

        self._row += 1
        write_text(self._sheet.cell(self._row, _LABEL), text)
        self._sheet.cell(self._row, _LABEL).font = Font(bold=True, size=size)

    def _table(self, table: FormTable) -> None:
        self._line([table.field, table.label])
        self._line([table.field, *(column.label for column in table.columns)])
        for row in table.rows:
            self._line([table.field], *row)

    def _line(self, texts: Sequence[str], *entries: FormEntry) -> None:
        from openpyxl.styles import Alignment  # noqa: PLC0415 -- slow to load

        self._row += 1
        for place, text in enumerate(texts, start=1):
            write_text(self._sheet.cell(self._row, place), text)
        for place, entry in enumerate(entries, start=len(texts) + 1):
            _write_entry(self._sheet.cell(self._row, place), entry)
        for place in range(_LABEL, len(texts) + len(entries) + 1):
            cell = self._sheet.cell(self._row, place)
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _write_entry(cell: Any, entry: FormEntry) -> None:
    """Write numbers as numbers; a number that identifies somebody is a text."""
    is_number = entry.type.kind.is_number and isinstance(entry.value, int | float)
    if is_number and not isinstance(entry.value, bool):
        cell.value = entry.value
    else:
        write_text(cell, entry.words)


def read_form(raw: bytes, matter: Matter) -> Form:
    """Return the values of a workbook that :func:`write_form` wrote for a matter.

    Raises:
        SpreadsheetRefusedError: If it cannot or must not be read.
    """
    (sheet,) = read_sheets(raw)
    rows: dict[str, list[Row]] = {}
    for row in sheet.rows:
        rows.setdefault(row.cells[0], []).append(row)
    form: Form = {}
    for field in matter.fields:
        found = rows.get(field.id, [])
        if field.type.kind.has_columns:
            table = [dict(_cells(field, row)) for row in found[2:]]
            form |= {field.id: table} if table else {}
        elif found and (value := read_back(field.type, _cell(found[0], _VALUE))) is not None:
            form[field.id] = value
    return lay_out(matter, form).values


def _cells(field: FieldSpec, row: Row) -> Iterator[tuple[str, Any]]:
    for place, column in enumerate(field.columns, start=_LABEL):
        value = read_back(column.type, _cell(row, place))
        if value is not None:
            yield column.id, value


def _cell(row: Row, place: int) -> str:
    return row.cells[place - 1] if place <= len(row.cells) else ""
