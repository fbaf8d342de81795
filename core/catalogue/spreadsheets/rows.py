"""What was made of each row of a spreadsheet, and how its cells become values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from core.catalogue.findings import Finding, Severity
from core.catalogue.models import Code
from core.catalogue.spreadsheets.cells import (
    closed_word,
    exact_lines,
    flag,
    read_evidence,
    read_lines,
    whole_number,
)
from core.catalogue.spreadsheets.condition_words import read_condition
from core.catalogue.spreadsheets.words import (
    EXEMPTION_WORDS,
    FIELD_HEADINGS,
    FORM_WORDS,
    KIND_WORDS,
    MATERIAL_HEADINGS,
    MATTER_HEADINGS,
    NECESSITY_WORDS,
    PROCESSING_WORDS,
    SIGNING_WORDS,
    SOURCE_WORDS,
    TYPE_WORDS,
)

Values = dict[str, Any]
Reader = Callable[[str], Any]


_HEADING = {
    name: known[0]
    for headings in (MATTER_HEADINGS, MATERIAL_HEADINGS, FIELD_HEADINGS)
    for name, known in headings.items()
}


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
        """Add a finding about this row."""
        finding = Finding(f"spreadsheet-{rule}", severity, self.at, params=tuple(params.items()))
        self.findings.append(finding)


def _closed(words: Mapping[Any, Sequence[str]]) -> Reader:
    """Read a word of a closed set; an empty cell says nothing."""

    def read(text: str) -> Any:
        found = closed_word(words, text)
        if found is None:
            raise ValueError(text)
        return found

    return read


def _flag(text: str) -> bool:
    found = flag(text)
    if found is None:
        raise ValueError(text)
    return found


def _number(text: str) -> int:
    found = whole_number(text)
    if found is None:
        raise ValueError(text)
    return found


_CODES = TypeAdapter(tuple[Code, ...])


def _codes(text: str) -> tuple[str, ...]:
    return _CODES.validate_python(read_lines(text))


_COMMON: Mapping[str, Reader] = MappingProxyType(
    {
        "required": _flag,
        "informed_commitment": _flag,
        "processing": _closed(PROCESSING_WORDS),
        **dict.fromkeys(("when", "applies_when", "already_when"), read_condition),
        "type": _closed(TYPE_WORDS),
    }
)
OF_MATERIALS: Mapping[str, Reader] = MappingProxyType(
    {
        "kind": _closed(KIND_WORDS),
        "form": _closed(FORM_WORDS),
        "necessity": _closed(NECESSITY_WORDS),
        "source": _closed(SOURCE_WORDS),
        "signing": _closed(SIGNING_WORDS),
        "exemption_by": _closed(EXEMPTION_WORDS),
        "evidence": read_evidence,
    }
)
"""What these mean of a material; of a matter, kind and source are free text."""
_NUMBERS = ("statutory_days", "committed_days", "onsite_visits", "copies")
_LISTS = (
    "options", "channels", "legal_basis", "acceptance_conditions", "situations", "results",
)  # fmt: skip

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
        **dict.fromkeys(_NUMBERS, _number),
        **dict.fromkeys(_LISTS, read_lines),
        **dict.fromkeys(("produced_by", "requires"), _codes),
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
            reading.note(
                "cell-not-understood", severity, column=_HEADING.get(name, name), text=text[:60]
            )
    return values


def with_exemption(values: Values) -> Values:
    """Return the values of a material with its exemption in one piece."""
    way, name = values.pop("exemption_by", None), values.pop("exemption_name", "")
    return {**values, "exemption": {"by": way, "name": name}} if way else values


def unlike(cells: Iterable[str]) -> list[str]:
    """Return the different texts of some cells, in order."""
    return list(dict.fromkeys(text.strip() for text in cells if text.strip()))
