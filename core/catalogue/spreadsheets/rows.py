"""What was made of each row of a spreadsheet, and how its cells become values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.findings import Finding, Severity
from core.catalogue.spreadsheets.agreed import agreed_words
from core.catalogue.spreadsheets.cells import before_boxes, notes_in
from core.catalogue.spreadsheets.files import Row
from core.catalogue.spreadsheets.readers import ASSUMED, ClosedSet, Reader
from core.catalogue.spreadsheets.words import (
    CHARGE_HEADINGS,
    FIELD_HEADINGS,
    MATERIAL_HEADINGS,
    MATTER_HEADINGS,
)

Values = dict[str, Any]


QUOTED = 60
_HEADING = {
    name: known[0]
    for headings in (MATTER_HEADINGS, CHARGE_HEADINGS, MATERIAL_HEADINGS, FIELD_HEADINGS)
    for name, known in headings.items()
}


def heading_of(name: str) -> str:
    """Return the heading of an attribute, as people know it."""
    return _HEADING.get(name, name)


@dataclass(slots=True)
class RowReading:
    """One row: where it stands, what was understood, and what was not."""

    sheet: str
    row: int
    understood: Values = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def at(self) -> str:
        """Return the place as people write it."""
        return f"{self.sheet}!{self.row}"

    def note(self, rule: str, severity: Severity = Severity.WARNING, **params: Any) -> None:
        """Add a finding about this row; a variant stands behind a dot."""
        name, _, variant = rule.partition(".")
        given = tuple(params.items())
        found = Finding(f"spreadsheet-{name}", severity, self.at, params=given, variant=variant)
        self.findings.append(found)

    def note_doubts(
        self,
        row: Row,
        quiet: Callable[[int, str], bool] = lambda *_: False,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Tell what is odd about the cells of a row, but for what does not matter there."""
        for doubt in row.doubts:
            is_failed = doubt.rule == "formula-error"
            if is_failed or not quiet(doubt.place, doubt.rule):
                cell = f"{column_letters(doubt.place)}{row.number}"
                level = Severity.ERROR if is_failed else severity
                self.note(doubt.rule, level, cell=cell, text=brief(doubt.text))


def column_letters(place: int) -> str:
    """Return the letters of a column.

    Examples:
        >>> column_letters(0), column_letters(27)
        ('A', 'AB')
    """
    before, letter = divmod(place, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + letter)


def brief(text: str) -> str:
    """Return a text short enough to be quoted."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def read_cells(
    cells: Mapping[str, str],
    readers: Mapping[str, Reader],
    reading: RowReading,
    *,
    exact: bool = False,
) -> Values:
    """Return the values of cells by attribute; what cannot be read is noted and left out.

    In a file of our own (``exact``) that is an error: somebody has changed it by mistake.
    """
    severity = Severity.ERROR if exact else Severity.WARNING
    values: Values = {}
    for name, text in cells.items():
        text = text if exact else text.strip()  # noqa: PLW2901 -- the same text, tidied
        if not text:
            continue
        try:
            values[name] = readers.get(name, str)(text)
        except ValueError:
            _note_unread(name, text, (reading, severity))
            continue
        if not exact:
            _note_rest(name, text, readers.get(name), reading)
    return values


def _note_unread(name: str, text: str, to: tuple[RowReading, Severity]) -> None:
    """Say that a cell was left out, and what holds instead, if something does."""
    reading, severity = to
    assumed = ASSUMED.get(name, "") if severity is not Severity.ERROR else ""
    params = {"column": heading_of(name), "text": brief(text), "agreed": agreed_words(name)}
    if assumed:
        reading.note("cell-not-understood.assumed", severity, **params, assumed=assumed)
    else:
        reading.note("cell-not-understood", severity, **params)


def _note_rest(name: str, text: str, reader: Reader | None, reading: RowReading) -> None:
    """Say what of a cell that was understood was not taken: notes, words before boxes."""
    rest = notes_in(text) if isinstance(reader, ClosedSet) else []
    if name == "options" and before_boxes(text)[1]:
        rest = [before_boxes(text)[0]]
    if left := "；".join(filter(None, rest)):
        reading.note("rest-left-out", column=heading_of(name), text=brief(left))


def with_exemption(values: Values) -> Values:
    """Return the values of a material with its exemption in one piece."""
    way, name = values.pop("exemption_by", None), values.pop("exemption_name", "")
    return {**values, "exemption": {"by": way, "name": name}} if way else values


def unlike(cells: Iterable[str]) -> list[str]:
    """Return the different texts of some cells, in order."""
    return list(dict.fromkeys(text.strip() for text in cells if text.strip()))
