"""What was made of each row of a spreadsheet, and how its cells become values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from core.catalogue.findings import Finding, Severity
from core.catalogue.models import PLAIN_TEXT, Code, MaterialKind
from core.catalogue.spreadsheets.cells import (
    before_boxes,
    closed_word,
    exact_lines,
    flag,
    notes_in,
    read_evidence,
    read_lines,
    read_sentences,
)
from core.catalogue.spreadsheets.charge_words import read_charge
from core.catalogue.spreadsheets.condition_words import read_condition
from core.catalogue.spreadsheets.files import Row
from core.catalogue.spreadsheets.quantities import count_of, squeezed, visits_of, working_days
from core.catalogue.spreadsheets.words import (
    EXEMPTION_WORDS,
    FIELD_HEADINGS,
    FORM_WORDS,
    KIND_WORDS,
    MATERIAL_HEADINGS,
    MATTER_HEADINGS,
    NECESSITY_WORDS,
    NOTHING,
    OPTIONAL,
    PROCESSING_WORDS,
    REQUIRED,
    SIGNING_WORDS,
    SOURCE_WORDS,
    TYPE_WORDS,
)
from core.kinds.values.temporal import LONG_TERM, as_day

Values = dict[str, Any]
Reader = Callable[[str], Any]


QUOTED = 60
_HEADING = {
    name: known[0]
    for headings in (MATTER_HEADINGS, MATERIAL_HEADINGS, FIELD_HEADINGS)
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


@dataclass(frozen=True, slots=True)
class ClosedSet:
    """Reads a word of a closed set."""

    words: Mapping[Any, Sequence[str]]

    def __call__(self, text: str) -> Any:
        """Return what a cell says.

        Raises:
            ValueError: If it is no word of the set.
        """
        found = closed_word(self.words, text)
        if found is None:
            raise ValueError(text)
        return found


def _flag(text: str) -> bool:
    return _stated_flag(text, flag(text))


def _required(text: str) -> bool:
    return _stated_flag(text, flag(text, REQUIRED, OPTIONAL))


def _stated_flag(text: str, found: bool | None) -> bool:
    if found is None:
        raise ValueError(text)
    return found


_CODES = TypeAdapter(tuple[Code, ...])


def _codes(text: str) -> tuple[str, ...]:
    if squeezed(text) in NOTHING:
        return ()
    return _CODES.validate_python(read_lines(text))


def _day(text: str) -> str | None:
    """Return the day that a cell names; what is valid for good has none."""
    day = as_day(text)
    return None if day == LONG_TERM else date.fromisoformat(day).isoformat()


_COMMON: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(("valid_from", "valid_to"), _day),
        "required": _required,
        "informed_commitment": _flag,
        "processing": ClosedSet(PROCESSING_WORDS),
        **dict.fromkeys(("when", "applies_when", "already_when"), read_condition),
        "charge": read_charge,
        "type": ClosedSet(TYPE_WORDS),
    }
)
OF_MATERIALS: Mapping[str, Reader] = MappingProxyType(
    {
        "kind": ClosedSet(KIND_WORDS),
        "form": ClosedSet(FORM_WORDS),
        "necessity": ClosedSet(NECESSITY_WORDS),
        "source": ClosedSet(SOURCE_WORDS),
        "signing": ClosedSet(SIGNING_WORDS),
        "exemption_by": ClosedSet(EXEMPTION_WORDS),
        "evidence": read_evidence,
    }
)
"""What these mean of a material; of a matter, kind and source are free text."""
ASSUMED: Mapping[str, str] = MappingProxyType(
    {
        "kind": KIND_WORDS[MaterialKind.EVIDENCE][0],
        "source": SOURCE_WORDS["applicant"][0],
        "form": FORM_WORDS["original"][0],
        "necessity": NECESSITY_WORDS["required"][0],
        "signing": SIGNING_WORDS["none"][0],
        "copies": "1",
        "required": "否",
        "type": TYPE_WORDS[PLAIN_TEXT][0],
        "processing": PROCESSING_WORDS["committed"][0],
        "informed_commitment": "否",
        "onsite_visits": "0",
    }
)
"""What holds of an attribute of which nothing is said, in words."""
_NUMBERS: Mapping[str, Reader] = MappingProxyType(
    {
        "statutory_days": working_days,
        "committed_days": working_days,
        "onsite_visits": visits_of,
        "copies": count_of,
    }
)

_SENTENCES = ("legal_basis", "acceptance_conditions", "situations", "results")

EXACT: Mapping[str, Reader] = MappingProxyType(
    {
        **_COMMON,
        **dict.fromkeys(_NUMBERS, int),
        "options": exact_lines,
        "produced_by": exact_lines,
    }
)
"""How cells are read that the system wrote."""
LENIENT: Mapping[str, Reader] = MappingProxyType(
    {
        **_COMMON,
        **_NUMBERS,
        **dict.fromkeys(("options", "channels"), read_lines),
        **dict.fromkeys(_SENTENCES, read_sentences),
        **dict.fromkeys(("produced_by", "requires", "replaced_by"), _codes),
    }
)
"""How cells are read that anybody may have written."""


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
    params = {"column": heading_of(name), "text": brief(text)}
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
