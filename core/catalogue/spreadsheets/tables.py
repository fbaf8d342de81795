"""Read sheets row by row, as messy as departments send them.

A row of headings begins a table, wherever it stands; above it stand a title, notes, and
pairs of 要素 and 内容. A sheet without any headings is read as a blank form.
"""

import re
from collections.abc import Iterator, Sequence

from core.catalogue.spreadsheets.cells import before_boxes
from core.catalogue.spreadsheets.drafts import MatterDraft, tidied
from core.catalogue.spreadsheets.files import Row, WorkbookSheet
from core.catalogue.spreadsheets.headings import (
    ATTRIBUTE_OF,
    DAYS,
    LONGEST_HEADING,
    Table,
    continued,
    table_at,
    unit_of,
)
from core.catalogue.spreadsheets.quantities import with_unit
from core.catalogue.spreadsheets.rows import RowReading, brief, unlike
from core.catalogue.spreadsheets.words import MARK_HEADINGS
from core.catalogue.suggesting.labels import wording_of

_NOTE = re.compile(
    r"^\s*[*＊※]?\s*(注|注意|备注|说明|填表说明|填写说明|填报说明|提示|附注)\s*[:：\d一(（]"
)
_BLANKS = re.compile(r"[_＿﹍]{2,}|年\s*月\s*日")
_SIGNED = re.compile(r"[(（]\s*(签章|签字|签名|盖章|公章|单位盖章)\s*[)）]\s*[:：]?\s*$")
_DATE = re.compile(r"^\s*年\s*月\s*日\s*$")
_CHAPTER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十\d]+部分)"
)
LONGEST_FORM_LABEL = 40
_MAY_BE_DATES = frozenset({"note", "basis", "validation"})


class SheetReader:
    """Reads one sheet into drafts; remembers the table and section that it is in."""

    def __init__(self, sheet: WorkbookSheet, draft: MatterDraft) -> None:
        self._sheet, self._draft = sheet, draft
        self.matters: list[MatterDraft] = []
        self._table: Table | None = None
        self._section = ""
        self._is_form = not any(
            table_at(row, above) for row, above in _with_above(sheet.rows)
        ) and not _is_listing(sheet)

    def read(self) -> Iterator[RowReading]:
        """Yield every row as understood."""
        for row, above in _with_above(self._sheet.rows):
            reading = RowReading(self._sheet.name, row.number)
            if row.is_hidden:
                reading.note("hidden-row", text=_joined(unlike(row.cells)))
            elif row.texts:
                self._read_row(row, above, reading)
            reading.note_doubts(row, self._is_quiet)
            if not reading.understood and not reading.findings:
                reading.note("row-not-understood", text=_joined(unlike(row.cells)))
            yield reading

    def _read_row(self, row: Row, above: Row | None, reading: RowReading) -> None:
        texts = unlike(row.cells)
        table = table_at(row, above) or (self._table and continued(self._table, row))
        if table is not None:
            self._begin(table, reading)
        elif _NOTE.match(texts[0]):
            reading.understood = {"as": "note", "text": "\n".join(texts)}
        elif len(texts) == 1 and self._is_heading(row):
            self._head(texts[0], reading)
        elif self._table is not None:
            self._read_table_row(self._table, row, reading)
        else:
            self._read_untabled_row(row, reading)

    def _read_untabled_row(self, row: Row, reading: RowReading) -> None:
        """Read a row above or without a table: pairs, or part of a blank form."""
        if tuple(unlike(row.cells)) == MARK_HEADINGS:
            reading.understood = {"as": "heading", "columns": list(MARK_HEADINGS)}
        elif not self._read_pairs(row, reading) and self._is_form:
            self._read_form_row(row, reading)

    def _is_quiet(self, place: int, rule: str) -> bool:
        """Say whether it does not matter that a cell is computed, or a date."""
        column = self._table.columns.get(place) if self._table else None
        return column == "id" or (rule == "date-cell" and column in _MAY_BE_DATES)

    def _begin(self, table: Table, reading: RowReading) -> None:
        self._table = table
        reading.understood = {"as": "heading", "columns": list(table.columns.values())}

    def _is_heading(self, row: Row) -> bool:
        """Say whether the one text of a row stands over other rows, not in a table of its own."""
        place, text = row.texts[0]
        if self._table is not None:
            is_main = self._table.columns.get(place) == self._table.main
            stands_first = place == 0 and not is_main and not text.strip().isdigit()
            return row.spans.get(place, 1) > 1 or stands_first
        is_first = row is self._sheet.rows[0]
        wide = row.spans.get(place, 1) > 2
        return not self._is_form or is_first or wide or bool(_CHAPTER.match(text))

    def _head(self, text: str, reading: RowReading) -> None:
        """Take a text that stands alone for the title, or for the section that begins."""
        name = tidied(text)
        if not self._draft.title and not self._draft.fields and self._table is None:
            self._draft.title = name
            reading.understood = {"as": "title", "text": name}
        elif len(name) <= LONGEST_FORM_LABEL:
            self._section = name
            reading.understood = {"as": "section", "text": name}
        else:
            reading.understood = {"as": "note", "text": text.strip()}

    def _read_table_row(self, table: Table, row: Row, reading: RowReading) -> None:
        cells = table.cells(row)
        if table.kind == "matter":
            own = MatterDraft()
            own.add_attributes(cells, reading)
            self.matters.append(own)
        elif not cells.get(table.main, "").strip():
            reading.note("no-label")
        elif table.kind == "material":
            self._draft.add_material(cells, reading)
        else:
            # A section stands beside its first field; below it the cell stays empty.
            self._section = cells.get("section", "").strip() or self._section
            self._draft.add_field(cells, self._section, reading)
        self._note_outside(table, row, reading)

    def _note_outside(self, table: Table, row: Row, reading: RowReading) -> None:
        """Tell which cells stand in no column that is read, or in several at once."""
        for place, heading in table.unknown.items():
            text = row.cells[place].strip() if place < len(row.cells) else ""
            if text:
                reading.note("column-left-out", column=brief(heading), text=brief(text))
        if left := table.outside(row):
            reading.note("text-left-out", text=_joined(left))
        _note_merged(table, row, reading)

    def _read_pairs(self, row: Row, reading: RowReading) -> bool:
        """Read pairs of attribute and content; say whether there were any.

        Among others an attribute whose content is empty is no label of a form.
        """
        texts = [
            (place, text) for place, text in row.texts if place == 0 or text != row.cells[place - 1]
        ]
        cells, left = _pairs([text for _, text in texts], reading)
        if not any(cells.values()) and not (cells and self._draft.attributes):
            return False
        self._draft.add_attributes(cells, reading)
        if left:
            reading.note("text-left-out", text=_joined(left))
        return True

    def _read_form_row(self, row: Row, reading: RowReading) -> None:
        """Read a row of a blank form: labels, each with room beside it or boxes to tick."""
        texts = row.texts
        first, heads = texts[0][0], texts[0][1]
        if first in row.tall:
            # A cell down the left side heads all the rows beside it.
            self._section = tidied(heads)
            texts = texts[1:]
            reading.understood = {"as": "section", "text": self._section}
        fields, left = _form_fields(texts)
        for cells in fields:
            if wording_of(cells["label"]).words:
                self._draft.add_field(cells, self._section, reading)
        if left:
            reading.note("text-left-out", text=_joined(left))


def _note_merged(table: Table, row: Row, reading: RowReading) -> None:
    """Tell merged cells that leave open what belongs to which column or row."""
    for place, span in row.spans.items():
        if span > 1 and sum(place <= column < place + span for column in table.columns) > 1:
            reading.note("merged-columns", text=brief(row.cells[place]))
    if any(table.columns.get(place) == table.main for place in row.below):
        reading.note("merged-rows", text=brief(table.cells(row)[table.main]))


def _pairs(texts: Sequence[str], reading: RowReading) -> tuple[dict[str, str], list[str]]:
    """Return the pairs of a row by attribute, and the texts that are in none."""
    cells: dict[str, str] = {}
    left: list[str] = []
    number = 0
    while number < len(texts):
        heading, name = texts[number], _attribute(texts[number])
        number += 1
        if name is None:
            left.append(heading)
        elif number < len(texts) and _attribute(texts[number]) is None:
            if cells.get(name):
                reading.note("attribute-twice", column=heading, text=brief(texts[number]))
            unit = unit_of(heading) if name in DAYS else ""
            cells[name] = cells.get(name) or with_unit(texts[number], unit)
            number += 1
        else:
            cells.setdefault(name, "")
    return cells, left


def _form_fields(
    texts: Sequence[tuple[int, str]],
) -> tuple[list[dict[str, str]], list[str]]:
    """Return the fields of a row, with what the cell after each says of them, and the rest."""
    fields: list[dict[str, str]] = []
    left: list[str] = []
    for _, text in texts:
        label, boxes = before_boxes(text)
        if fields and _DATE.match(text):
            fields[-1]["type"] = "日期"
        elif fields and boxes and not label and not fields[-1]["options"]:
            fields[-1]["options"] = boxes
        elif label and len(label) <= LONGEST_FORM_LABEL:
            field = {"label": _BLANKS.sub("", label), "options": boxes}
            fields.append({**field, "type": "签名"} if _SIGNED.search(label) else field)
        else:
            left.append(text)
    return fields, left


def _joined(texts: Sequence[str]) -> str:
    return brief(" | ".join(texts))


def _attribute(text: str) -> str | None:
    return ATTRIBUTE_OF.get(wording_of(text).words) if len(text) <= LONGEST_HEADING else None


def _with_above(rows: Sequence[Row]) -> Iterator[tuple[Row, Row | None]]:
    yield from zip(rows, [None, *rows][: len(rows)], strict=True)


def _is_listing(sheet: WorkbookSheet) -> bool:
    """Say whether a sheet lists attributes of a matter instead of being a form to fill in."""
    found = {_attribute(text) for row in sheet.rows for text in row.cells} - {None}
    return len(found) >= 4
