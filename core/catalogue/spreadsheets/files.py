"""Open spreadsheets that come from many hands: refuse what could do harm, read the rest as text.

Nothing in a file is trusted, neither its name nor the sizes it states: a spreadsheet is a zip
archive, and a small one can unfold to fill a machine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from core.errors import DesignError, Failure, failures_told

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 10_000
FURTHEST_ROW = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 300_000
MAX_SHEETS = 50
MAX_MERGED = 20_000

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REMAINDER = 200
"""How much of a chunk is looked at again, so that no match is missed where chunks meet."""


class SpreadsheetRefusedError(DesignError):
    """A spreadsheet that cannot or must not be read; ``reason`` says why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.design.spreadsheet_{reason}"
        super().__init__(**params)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text. A merged cell shows its text in every row that it takes.

    ``spans`` says how many columns a merged cell takes, ``tall`` which cells take several rows.
    """

    number: int
    cells: tuple[str, ...]
    spans: Mapping[int, int]
    tall: frozenset[int] = frozenset()
    errors: tuple[str, ...] = ()

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Return the cells that have something in them, with their places."""
        return [(place, text) for place, text in enumerate(self.cells) if text.strip()]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the rows that have anything in them."""

    name: str
    is_hidden: bool
    rows: tuple[Row, ...]


def read_sheets(raw: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook as text.

    Raises:
        SpreadsheetRefusedError: If it is not a plain workbook of reasonable size.
    """
    if len(raw) > MAX_BYTES:
        raise SpreadsheetRefusedError("too_large", limit=MAX_BYTES // 1024 // 1024)
    if raw.startswith(_COMPOUND):
        raise SpreadsheetRefusedError("protected")
    if not raw.startswith(_ZIP):
        raise SpreadsheetRefusedError("not_xlsx")
    with failures_told(_damaged):
        with ZipFile(BytesIO(raw)) as archive:
            merged = _looked_over(archive)
        return _sheets_of(raw, merged)


def _damaged(failure: Failure) -> SpreadsheetRefusedError:
    """A damaged workbook fails in as many ways as there are parts; all mean the same."""
    reason = "not_xlsx" if failure.kind == "BadZipFile" else "damaged"
    return SpreadsheetRefusedError(reason, kind=failure.kind)


def clean_text(value: Any) -> str:
    """Return what a cell shows, without invisible characters.

    Examples:
        >>> clean_text(5.0), clean_text(True), clean_text(date(2026, 1, 2)), clean_text(None)
        ('5', '是', '2026-01-02', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | time):
        return value.isoformat()
    return _UNWANTED.sub("", str(value).replace("\r\n", "\n").replace("_x000D_", ""))


def _looked_over(archive: ZipFile) -> dict[str, list[str]]:
    """Return the merged areas of each sheet part, having refused what must not be opened."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SpreadsheetRefusedError("bomb", limit=MAX_UNPACKED // 1024 // 1024)
    if any(part.flag_bits & 1 for part in parts):
        raise SpreadsheetRefusedError("protected")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise SpreadsheetRefusedError("not_xlsx")
    _refuse_active(names, archive.read("[Content_Types].xml"))
    counts = [0, 0]
    return {part.filename: _scanned(archive, part, counts) for part in parts if _is_xml(part)}


def _refuse_active(names: set[str], types: bytes) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise SpreadsheetRefusedError("macros")
    folders = ("xl/externallinks/", "xl/embeddings/", "xl/activex/", "xl/macrosheets/")
    if any(name.lower().startswith(folders) for name in names) or "xl/connections.xml" in names:
        raise SpreadsheetRefusedError("external")


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _scanned(archive: ZipFile, part: ZipInfo, counts: list[int]) -> list[str]:
    """Look through one part without building anything; count rows and cells over all parts."""
    is_sheet = part.filename.startswith("xl/worksheets/")
    merged: list[str] = []
    seen, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            seen += len(chunk)
            if seen > part.file_size or _DECLARATION.search(rest + chunk):
                raise SpreadsheetRefusedError("bomb", limit=MAX_UNPACKED // 1024 // 1024)
            if is_sheet:
                counts[0] += len(_ROW.findall(chunk))
                counts[1] += len(_CELL.findall(chunk))
                merged += (found.decode() for found in _MERGED.findall(rest + chunk))
                _refuse_long(counts, merged)
            rest = chunk[-_REMAINDER:]
    return list(dict.fromkeys(merged))


def _refuse_long(counts: list[int], merged: list[str]) -> None:
    if counts[0] > MAX_ROWS or counts[1] > MAX_CELLS or len(merged) > MAX_MERGED:
        raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)


def _sheets_of(raw: bytes, merged: Mapping[str, list[str]]) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to load

    workbook = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    if len(workbook.worksheets) > MAX_SHEETS:
        raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)
    return tuple(
        Sheet(
            sheet.title,
            sheet.sheet_state != "visible",
            tuple(_rows_of(sheet, merged.get(_part_of(sheet), []))),
        )
        for sheet in workbook.worksheets
    )


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _rows_of(sheet: Any, areas: list[str]) -> Iterator[Row]:
    """Yield the rows with something in them; of a merged cell, each row shows the text."""
    merged = _Merged(areas)
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if cells and number > FURTHEST_ROW:
            raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise SpreadsheetRefusedError("too_wide", limit=MAX_COLUMNS)
        texts = merged.filled(number, [clean_text(cell.value) for cell in cells])
        errors = tuple(clean_text(cell.value) for cell in cells if _is_error(cell))
        if any(text.strip() for text in texts):
            yield Row(number, tuple(texts), merged.spans(number), merged.tall(number), errors)


def _is_error(cell: Any) -> bool:
    return cell.value is not None and cell.data_type == "e"


class _Merged:
    """The merged cells of a sheet, row by row."""

    def __init__(self, areas: list[str]) -> None:
        from openpyxl.utils import range_boundaries  # noqa: PLC0415 -- slow to load

        self._spans: dict[int, dict[int, int]] = {}
        self._tops: dict[int, dict[int, int]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        height = 0
        for area in areas:
            left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
            height += bottom - top + 1
            if height > FURTHEST_ROW or left > MAX_COLUMNS:
                raise SpreadsheetRefusedError("too_long", limit=MAX_ROWS)
            for number in range(top, bottom + 1):
                self._spans.setdefault(number, {})[left - 1] = right - left + 1
                if bottom > top:
                    self._tops.setdefault(number, {})[left - 1] = top

    def spans(self, number: int) -> dict[int, int]:
        """Return how many columns the merged cells of a row take, by their first column."""
        return self._spans.get(number, {})

    def tall(self, number: int) -> frozenset[int]:
        """Return which cells of a row belong to one that takes several rows."""
        return frozenset(self._tops.get(number, ()))

    def filled(self, number: int, texts: list[str]) -> list[str]:
        """Return the texts of a row with those that reach down from above."""
        for place, top in self._tops.get(number, {}).items():
            texts += [""] * (place + 1 - len(texts))
            if number == top:
                self._texts[top, place] = texts[place]
            elif not texts[place]:
                texts[place] = self._texts.get((top, place), "")
        return texts
