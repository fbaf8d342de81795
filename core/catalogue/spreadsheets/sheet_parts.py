"""What stands in the part of one sheet: only cells with something in them, and what is hidden.

openpyxl's own ways either hide formulas, hidden rows and merged cells (read-only) or build every
formatted cell; its parser of cells is used row by row instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

from core.catalogue.spreadsheets.shown_values import CellDoubt, shown

_MERGED_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
_TRUE = frozenset({"1", "true"})
_NO_SIZE = frozenset({"0", "0.0"})
LAST_ROW = 1_048_576


@dataclass(slots=True)
class SheetPart:
    """The cells of a sheet by row: place, text, and what is doubtful about them."""

    rows: dict[int, list[tuple[int, str, CellDoubt | None]]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def hides(self, place: int) -> bool:
        """Say whether a column is hidden."""
        return any(place + 1 in columns for columns in self.hidden_columns)

    def has_text(self, area: tuple[int, int, int, int]) -> bool:
        """Say whether a merged area has a text; one that has none is only a format."""
        left, top, _, _ = area
        return any(place == left - 1 and text.strip() for place, text, _ in self.rows.get(top, ()))


class _CellParser(WorkSheetParser):
    """Parses cells as openpyxl does, and says which of them are computed."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        cell["is_computed"] = element.find(FORMULA_TAG) is not None
        cell["is_empty_text"] = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        return cell


def read_part(sheet: Any) -> SheetPart:
    """Return what the part of a sheet says."""
    book, part = sheet.parent, SheetPart()
    with sheet._get_source() as source:
        parser = _CellParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                _add_row(parser, element, part, sheet)
            elif element.tag == COL_TAG and _is_hidden(element, "width"):
                part.hidden_columns.append(
                    range(int(element.attrib["min"]), int(element.attrib["max"]) + 1)
                )
            elif element.tag == _MERGED_TAG:
                part.merged.append(_area(element.attrib["ref"]))
    return part


def _add_row(parser: Any, element: Element, part: SheetPart, sheet: Any) -> None:
    number, cells = parser.parse_row(element)
    if not 1 <= number <= LAST_ROW:
        raise ValueError(number)
    if _is_hidden(element, "ht"):
        part.hidden_rows.add(number)
    row = part.rows.setdefault(number, [])
    row.extend(_with_something(cells, sheet))
    if len({place for place, *_ in row}) < len(row):
        # Two cells in one place: nobody can say which of them counts.
        raise ValueError(number)
    element.clear()


def _with_something(
    cells: list[dict[str, Any]], sheet: Any
) -> Iterator[tuple[int, str, CellDoubt | None]]:
    for cell in cells:
        place = cell["column"] - 1
        is_computed, is_empty_text = cell.pop("is_computed"), cell.pop("is_empty_text")
        if cell["value"] is None:
            if is_computed and not is_empty_text:
                yield place, "", CellDoubt(place, "formula-empty", "")
            continue
        text, rule = shown(cell["value"], ReadOnlyCell(sheet, **cell).number_format)
        rule = "formula-error" if cell["data_type"] == "e" else rule
        rule = rule or ("formula" if is_computed else "")
        yield place, text, CellDoubt(place, rule, text) if rule else None


def _is_hidden(element: Element, size: str) -> bool:
    """Say whether a row or column is hidden, or so small that it might as well be."""
    return element.get("hidden") in _TRUE or element.get(size) in _NO_SIZE


def _area(ref: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref))
    return left, top, right, bottom
