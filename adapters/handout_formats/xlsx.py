"""XLSX, to be sorted and counted: every section a sheet, its table below what is said."""

import re
from collections.abc import Iterator
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from adapters.charts import chart_picture, picture_size
from adapters.handout_writing import HandoutFormat, printable
from core.catalogue.spreadsheets.writing import write_text
from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutChart,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
)
from core.ports import Printer

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_LINE_POINTS, _TALLEST_POINTS, _EMPTY_POINTS = 17, 409, 15
_TEXT_CHARACTERS = 110
_PAGE_CHARACTERS = 150
"""How many characters of a sheet stand side by side on paper, about."""


def _write(handout: Handout, _: Printer) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- slow to load

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = printable(handout.title)
    workbook.properties.creator = ""
    names: set[str] = set()
    for parts in _sheets(handout):
        name = _name(next(parts[0].texts()), names)
        names.add(name.casefold())
        _fill(workbook.create_sheet(name), parts, is_wide=handout.is_wide)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _sheets(handout: Handout) -> Iterator[list[HandoutPart]]:
    """Yield what stands on each sheet: the title with what follows it, then each section."""
    parts: list[HandoutPart] = [HandoutHeading(handout.title), HandoutParagraph(handout.about)]
    for part in handout.parts:
        if isinstance(part, HandoutHeading):
            yield parts
            parts = []
        parts.append(part)
    yield parts


def _name(text: str, taken: set[str]) -> str:
    """Return a name that spreadsheets take: short, without signs of formulas, once.

    Examples:
        >>> _name("A/B: 甲" * 9, set())
        'A B  甲A B  甲A B  甲A B  甲A B  甲A'
        >>> _name("A", {"a"}), _name("'", set())
        ('A 2', '1')
    """
    plain = _NOT_IN_NAMES.sub(" ", printable(text)).strip("' ")[:_LONGEST_NAME].strip("' ")
    name, number = plain or str(len(taken) + 1), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
    return name


def _fill(sheet: "Worksheet", parts: list[HandoutPart], *, is_wide: bool) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 -- slow to load

    widths = _widths(parts)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[_letter(place)].width = width
    row = 1
    for part in parts:
        if isinstance(part, HandoutTable):
            row = _fill_table(sheet, part, row)
        elif isinstance(part, HandoutChart):
            row = _fill_chart(sheet, part, row)
        else:
            _fill_line(sheet, part, row, widths)
            row += 1
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.HeaderFooter.oddFooter
    if footer is not None and footer.right is not None:
        footer.right.text = "&P / &N"


def _widths(parts: list[HandoutPart]) -> list[float]:
    """Return how wide the columns of a sheet are, in characters."""
    tables = [part for part in parts if isinstance(part, HandoutTable)]
    if not tables:
        return [_TEXT_CHARACTERS]
    return [max(6, share * _PAGE_CHARACTERS / 100) for share in tables[0].shares]


def _fill_line(
    sheet: "Worksheet", part: HandoutHeading | HandoutParagraph, row: int, widths: list[float]
) -> None:
    """Write running text across all columns, in as many lines as it needs."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- slow to load

    cell = sheet.cell(row, 1)
    _write_cell(cell, part.text)
    is_heading = isinstance(part, HandoutHeading)
    cell.font = Font(bold=is_heading, size=14 if is_heading else 11)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    points = 1.3 * _LINE_POINTS if is_heading else _LINE_POINTS
    sheet.row_dimensions[row].height = points * _lines(part.text, sum(widths))


def _fill_table(sheet: "Worksheet", part: HandoutTable, top: int) -> int:
    """Write a table from a row on, and return the row after it."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    line, widths = Side(style="thin", color="808080"), _widths([part])
    rows = [[column.name for column in part.columns], *part.rows]
    for number, row in enumerate(rows, start=top):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            _write_cell(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            if number == top:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EEEEEE")
        needed = max(_lines(str(value), width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(_TALLEST_POINTS, _LINE_POINTS * needed)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.auto_filter.ref = f"A{top}:{_letter(len(part.columns))}{top + len(part.rows)}"
    return top + len(rows)


def _fill_chart(sheet: "Worksheet", part: HandoutChart, top: int) -> int:
    """Put a picture on the sheet from a row on, and return the row below it."""
    from openpyxl.drawing.image import Image  # noqa: PLC0415 -- slow to load

    picture = chart_picture(part)
    image = Image(BytesIO(picture))
    image.width, image.height = picture_size(picture)
    sheet.add_image(image, f"A{top}")
    return top + ceil(image.height * 0.75 / _EMPTY_POINTS) + 1


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return get_column_letter(place)


def _lines(text: str, width: float) -> int:
    r"""Return in how many lines a text stands; ideographs are two characters wide.

    Examples:
        >>> _lines("一二三四", 6), _lines("a\nb", 6)
        (2, 2)
    """
    lengths = (sum(1 + (character > "\u2e80") for character in line) for line in text.split("\n"))
    return sum(max(1, ceil(length / (width - 1))) for length in lengths)


def _write_cell(cell: Any, value: HandoutCell) -> None:
    """Write a value; text stays text, whatever it begins with."""
    write_text(cell, printable(value) if isinstance(value, str) else value)


FORMAT = HandoutFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _write)
