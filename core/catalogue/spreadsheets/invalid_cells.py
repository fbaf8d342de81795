"""Say of a cell of our own workbook why it cannot be: row, column, reason, what next."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from core.catalogue.findings import Finding, Severity
from core.catalogue.spreadsheets.agreed import agreed_words
from core.catalogue.spreadsheets.rows import RowReading, brief, heading_of
from core.catalogue.spreadsheets.words import CHARGE_HEADINGS, MATTER_SHEET

Place = tuple[str | int, ...]
_REASONS = {
    "missing": "missing",
    "string_pattern_mismatch": "code",
    "unsafe_code": "code",
    "string_too_short": "missing",
    "string_too_long": "long",
    "greater_than_equal": "number",
    "less_than_equal": "number",
    "table_columns": "columns",
    "percent": "percent",
}


def note_invalid(invalid: ValidationError, rows: Mapping[Place, RowReading]) -> list[Finding]:
    """Note at its row whatever forbids a matter; return what belongs to no row."""
    return list(_at_no_row(invalid, rows))


def _at_no_row(invalid: ValidationError, rows: Mapping[Place, RowReading]) -> Iterator[Finding]:
    for error in invalid.errors(include_url=False):
        place = tuple(error["loc"])
        reading, step = _row_of(place, rows)
        rule, params = _said(error, step)
        if reading is not None:
            reading.note(rule, Severity.ERROR, **params)
        else:
            at = RowReading(MATTER_SHEET, 1)
            at.note(rule, Severity.ERROR, **params)
            yield from at.findings


def _row_of(place: Place, rows: Mapping[Place, RowReading]) -> tuple[RowReading | None, str]:
    """Return the row that a place lies in, and the attribute that it is of."""
    for length in range(len(place), 0, -1):
        reading = rows.get(place[:length])
        if reading is not None:
            inner = [step for step in place[length:] if isinstance(step, str)]
            is_entry = place[0] in {"fields", "materials"}
            return reading, _attribute(inner[:1] if is_entry else [*place[:length]])
    return None, _attribute([*place])


def _attribute(steps: list[Any]) -> str:
    names = [step for step in steps if isinstance(step, str)]
    if names[:1] == ["charge"]:
        name = f"charge_{names[1]}" if len(names) > 1 else "charge_name"
        return name if name in CHARGE_HEADINGS else "charge_name"
    return names[0] if names else ""


def _said(error: Any, name: str) -> tuple[str, dict[str, Any]]:
    reason = _REASONS.get(error["type"], "")
    rule = "cell-invalid" + (f".{reason}" if reason else "")
    if reason == "columns":
        return rule, {}
    params = {"column": heading_of(name)}
    if reason == "missing":
        return rule, params
    params["text"] = brief(str(error["input"]))
    return rule, params | ({} if reason else {"agreed": agreed_words(name)})
