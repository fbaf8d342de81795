"""Open spreadsheets that come from many hands, and read what they show as text."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from core.catalogue.spreadsheets.archives import MAX_BYTES, MAX_ROWS, checked_archive
from core.catalogue.spreadsheets.merged import FURTHEST_ROW, MAX_COLUMNS, MergedCells
from core.catalogue.spreadsheets.refusing import SpreadsheetRefusedError, damage_reported
from core.catalogue.spreadsheets.shown_values import CellDoubt, clean_text
from core.characters import clean

if TYPE_CHECKING:
    from core.catalogue.spreadsheets.sheet_parts import SheetPart

__all__ = [
    "MAX_BYTES",
    "Row",
    "SpreadsheetRefusedError",
    "WorkbookSheet",
    "clean_text",
    "read_sheets",
]

MAX_SHEETS = 50
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
# What openpyxl leaves aside (drawings, rules for colours) is nothing that is read here.
warnings.filterwarnings("ignore", module=r"openpyxl\.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text. A merged cell shows its text in every row that it takes.

    ``spans`` says how many columns a merged cell takes, ``tall`` which cells take several rows,
    ``below`` which of them began in a row above, ``doubts`` what is odd about single cells.
    """

    number: int
    cells: tuple[str, ...]
    spans: Mapping[int, int] = field(default_factory=dict)
    tall: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    doubts: tuple[CellDoubt, ...] = ()
    is_hidden: bool = False

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Return the cells that have something in them, with their places."""
        return [(place, text) for place, text in enumerate(self.cells) if text.strip()]


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet with the rows that have anything in them."""

    name: str
    is_hidden: bool
    rows: tuple[Row, ...]


def read_sheets(raw: bytes) -> tuple[WorkbookSheet, ...]:
    """Return the sheets of a workbook as text.

    Raises:
        SpreadsheetRefusedError: If it is not a plain workbook of reasonable size.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to load

    checked = checked_archive(raw)
    with damage_reported():
        workbook = load_workbook(BytesIO(checked), read_only=True, data_only=True, keep_links=False)
        _refuse_lost_sheets(checked, set(workbook.sheetnames))
        if not workbook.worksheets:
            raise SpreadsheetRefusedError("no_sheets")
        if len(workbook.worksheets) > MAX_SHEETS:
            raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)
        return tuple(
            WorkbookSheet(sheet.title, sheet.sheet_state != "visible", tuple(_rows_of(sheet)))
            for sheet in workbook.worksheets
        )


def _refuse_lost_sheets(checked: bytes, found: set[str]) -> None:
    """Refuse a workbook that names a sheet whose part is not there; openpyxl passes it over."""
    with ZipFile(BytesIO(checked)) as archive:
        named = fromstring(archive.read("xl/workbook.xml")).iter(_SHEET)
    for sheet in named:
        if sheet.get("name") not in found:
            raise SpreadsheetRefusedError("damaged", kind=str(sheet.get("name"))[:40])


def cleaned(sheet: WorkbookSheet) -> WorkbookSheet:
    """Return a sheet of other people without the characters that nobody sees, blanks alone too."""
    rows = (replace(row, cells=tuple(map(_seen, row.cells))) for row in sheet.rows)
    return replace(sheet, rows=tuple(row for row in rows if row.texts or row.doubts))


def _seen(text: str) -> str:
    text = clean(text, lines=True)
    return text if text.strip() else ""


def _rows_of(sheet: Any) -> Iterator[Row]:
    """Yield the rows with something in them; of a merged cell, each row shows the text."""
    from core.catalogue.spreadsheets.sheet_parts import read_part  # noqa: PLC0415 -- slow to load

    part = read_part(sheet)
    merged = MergedCells((area for area in part.merged if part.has_text(area)), MAX_ROWS)
    hidden: set[int] = set()
    for number in sorted(part.rows):
        texts, doubts = _texts_of(part, number, hidden)
        if len(texts) > MAX_COLUMNS:
            raise SpreadsheetRefusedError("too_wide", limit=MAX_COLUMNS)
        if any(text.strip() for text in texts) or doubts:
            if number > FURTHEST_ROW:
                raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)
            yield Row(
                number,
                tuple(merged.filled(number, texts)),
                merged.spans(number),
                merged.tall(number),
                merged.below(number),
                tuple(doubts),
                number in part.hidden_rows,
            )


def _texts_of(
    part: "SheetPart", number: int, hidden: set[int]
) -> tuple[list[str], list[CellDoubt]]:
    """Return the texts of a row, up to the last, and the doubts; ``told`` are hidden columns."""
    doubts: list[CellDoubt] = []
    texts: list[str] = []
    # A blank far to the right is no column; within reach a file of our own means it.
    for place, text, doubt in part.rows[number]:
        if not text.strip() and place >= MAX_COLUMNS:
            continue
        if part.hides(place):
            if text.strip() and place not in hidden:
                hidden.add(place)
                doubts.append(CellDoubt(place, "hidden-column", text))
            continue
        texts += [""] * (place + 1 - len(texts)) if text else []
        if text:
            texts[place] = text
        doubts += [doubt] if doubt else []
    return texts, doubts
