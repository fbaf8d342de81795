"""Matters from spreadsheets, and spreadsheets from matters.

Whatever a row says that is not understood is told, row by row. Elements and subjects are
filled in only where a suggestion is exact; everything else waits for a person (law 1).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, Severity, error, warning
from core.catalogue.models import LONG_TEXT, PLAIN_TEXT, FieldType, Matter
from core.catalogue.spreadsheets.archives import has_words_outside_cells
from core.catalogue.spreadsheets.code_checks import check_codes
from core.catalogue.spreadsheets.drafted_charges import put_charge
from core.catalogue.spreadsheets.drafts import DraftField, MatterDraft
from core.catalogue.spreadsheets.files import (
    SpreadsheetRefusedError,
    WorkbookSheet,
    cleaned,
    read_sheets,
)
from core.catalogue.spreadsheets.invalid_cells import note_invalid
from core.catalogue.spreadsheets.marked import MarkedMatter, is_marked, read_marked
from core.catalogue.spreadsheets.rows import RowReading, Values, brief
from core.catalogue.spreadsheets.tables import SheetReader
from core.catalogue.spreadsheets.writing import write_spreadsheet
from core.catalogue.spreadsheets.xlsforms import is_xlsform, read_xlsform
from core.catalogue.suggesting.certainty import Certainty, certainty_of
from core.catalogue.suggesting.labels import Label
from core.catalogue.suggesting.matching import Matcher, Suggestion

__all__ = ["Imported", "SpreadsheetRefusedError", "import_spreadsheet", "write_spreadsheet"]

USUAL_DAYS = 20
"""行政许可法 42: a decision within twenty working days, unless something else is laid down."""
_LISTING = re.compile(r"(?:事项)?(?:实施清单|办事指南|(?:表单)?字段清单|(?:申请)?材料清单|表单)$")
"""What a title says about the sheet, not about the matter."""
_NOT_IN_CODES = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a spreadsheet held: the rows as understood, and the matters that they make."""

    rows: tuple[RowReading, ...]
    matters: tuple[Matter, ...]
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> list[Finding]:
        """Return the findings about rows and about the whole."""
        return [finding for row in self.rows for finding in row.findings] + list(self.findings)

    @property
    def has_errors(self) -> bool:
        """Say whether anything forbids to use what was read."""
        return any(finding.severity is Severity.ERROR for finding in self.all_findings)


def import_spreadsheet(
    raw: bytes,
    *,
    name: str,
    department: str,
    catalogue: Catalogue,
    matcher: Callable[[], Matcher] | None = None,
    bind_exact: bool = True,
) -> Imported:
    """Return what a workbook says, with suggestions from a catalogue.

    Args:
        raw: The file.
        name: Its name without extension; names the matter if nothing in it does.
        department: The code of the department whose matters these are.
        catalogue: Where suggestions come from.
        matcher: Returns what has learnt from the catalogue already, if something has.
        bind_exact: Whether what is exact is filled in at once; otherwise a person confirms
            that as well.

    Raises:
        SpreadsheetRefusedError: If the file cannot or must not be read.
    """
    sheets = read_sheets(raw)
    outside = (
        [warning("spreadsheet-objects-left-out", name)] if has_words_outside_cells(raw) else []
    )
    if is_marked(sheets):
        rows, marked = read_marked(sheets)
        return _exactly(rows, marked, department, outside)
    rows, drafts = _read_drafts(sheets, catalogue)
    drafts = [draft for draft in drafts if not draft.is_empty]
    findings = outside if drafts else [*outside, error("spreadsheet-nothing-found", name)]
    codes = _Codes(department, name)
    learnt = (matcher or partial(Matcher, catalogue))() if any(d.fields for d in drafts) else None
    matters = []
    coded = [(codes.code_for(draft), draft) for draft in drafts]
    for code, draft in coded:
        check_codes(draft, catalogue, own=dict(coded))
        if learnt is not None:
            _suggest(draft, code, department, (learnt, catalogue, bind_exact))
        matter, found = _built(draft, code, name, department)
        matters += [matter] if matter else []
        findings += found
    return Imported(tuple(rows), tuple(matters), tuple(findings))


def _exactly(
    rows: Sequence[RowReading], marked: MarkedMatter, department: str, findings: list[Finding]
) -> Imported:
    """Return the one matter of a workbook that the system wrote itself."""
    try:
        matter = Matter.model_validate({**marked.values, "department": department})
    except ValidationError as invalid:
        findings += note_invalid(invalid, marked.rows)
        return Imported(tuple(rows), (), tuple(findings))
    return Imported(tuple(rows), (matter,), tuple(findings))


def _read_drafts(
    sheets: Sequence[WorkbookSheet], catalogue: Catalogue
) -> tuple[list[RowReading], list[MatterDraft]]:
    """Read every visible sheet; rows that are matters of their own come as several drafts."""
    visible = [cleaned(sheet) for sheet in sheets if not sheet.is_hidden]
    rows = [_hidden(sheet) for sheet in sheets if sheet.is_hidden and sheet.rows]
    if is_xlsform(visible):
        read, drafts = read_xlsform(visible, catalogue.questions)
        return [*rows, *read], drafts
    main, others = MatterDraft(), []
    for sheet in visible:
        reader = SheetReader(sheet, main)
        rows += reader.read()
        others += reader.matters
    if len(others) == 1:
        only = others.pop()
        main.attributes = {**only.attributes, **main.attributes}
        main.unread_days = {**only.unread_days, **main.unread_days}
        main.readings = {**only.readings, **main.readings}
    return rows, [main, *others]


def _hidden(sheet: WorkbookSheet) -> RowReading:
    hidden = RowReading(sheet.name, sheet.rows[0].number)
    hidden.note("hidden-sheet", sheet=sheet.name)
    return hidden


def _suggest(
    draft: MatterDraft, code: str, department: str, known: tuple[Matcher, Catalogue, bool]
) -> None:
    """Bind what is exact; show for the rest what it might be."""
    matcher, catalogue, bind_exact = known
    labels = [
        Label(drafted.values["label"], drafted.values.get("section", ""), code, department)
        for drafted in draft.fields
    ]
    for field, suggestions in zip(draft.fields, matcher.suggest_all(labels), strict=True):
        if "element" not in field.values:
            _bind(field, suggestions, catalogue, bind_exact=bind_exact)


def _bind(
    field: DraftField,
    suggestions: Sequence[Suggestion],
    catalogue: Catalogue,
    *,
    bind_exact: bool,
) -> None:
    field.shown["suggestions"] = [
        {"element": suggestion.element, "subject": suggestion.subject, "score": suggestion.score}
        for suggestion in suggestions[:3]
    ]
    first = suggestions[0] if suggestions else None
    if first is None:
        field.reading.note("nothing-fits", label=brief(field.values["label"]))
        return
    element = catalogue.elements.get(first.element)
    if first.exact and bind_exact:
        field.values |= {"element": first.element, "subject": first.subject}
        field.shown |= {"element": first.element, "subject": first.subject}
        if element is not None:
            field.values.setdefault("type", element.type.value)
        return
    label, name = brief(field.values["label"]), catalogue.element_name(first.element)
    is_guess = certainty_of(suggestions) is Certainty.NOTHING
    rule = "to-confirm.guess" if is_guess else "to-confirm"
    field.reading.note(rule, label=label, element=first.element, name=name)


def _built(
    draft: MatterDraft, code: str, name: str, department: str
) -> tuple[Matter | None, list[Finding]]:
    draft.take_days_back()
    put_charge(draft.attributes, draft.readings)
    values: Values = {"format": 1, **draft.attributes, "code": code, "department": department}
    findings: list[Finding] = []
    values.setdefault("name", _LISTING.sub("", draft.title).strip() or name)
    if "committed_days" not in values:
        values["committed_days"] = values.get("statutory_days", USUAL_DAYS)
        findings.append(_days_assumed(draft, code, values["committed_days"]))
    if draft.title.endswith(("表", "书")) and draft.title != values["name"]:
        values.setdefault("form_name", draft.title)
    values["fields"] = [_numbered(field.values, "F", n) for n, field in enumerate(draft.fields, 1)]
    values["materials"] = [_numbered(m.values, "M", n) for n, m in enumerate(draft.materials, 1)]
    try:
        return Matter.model_validate(values), findings
    except ValidationError as invalid:
        return None, [*findings, _invalid(invalid, code)]


def _days_assumed(draft: MatterDraft, code: str, days: int) -> Finding:
    """Say which time limit was assumed, and whether one was stated that nobody understood."""
    unread = draft.unread_days.get("committed_days", "")
    variant = "unread" if unread else ""
    params = (("days", days), ("text", brief(unread))) if unread else (("days", days),)
    return Finding(
        "spreadsheet-days-assumed", Severity.WARNING, code, params=params, variant=variant
    )


def _numbered(values: Values, letter: str, number: int) -> Values:
    numbered = {"id": f"{letter}{number:02}", **values}
    if letter == "F":
        numbered.setdefault("type", PLAIN_TEXT.value)
        if FieldType(numbered["type"]).kind.has_columns:
            # A table without its columns is a place to write; a person makes it a table.
            numbered["type"] = LONG_TEXT.value
    return numbered


def _invalid(invalid: ValidationError, code: str) -> Finding:
    first = invalid.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"])[:80]
    return error("spreadsheet-invalid", code, place=place, given=str(first["input"])[:60])


class _Codes:
    """Gives every matter a safe code of its own."""

    def __init__(self, department: str, name: str) -> None:
        self._department = department
        self._stem = _NOT_IN_CODES.sub("-", name).strip("-_")[:40] or "import"
        self._given: set[str] = set()

    def code_for(self, draft: MatterDraft) -> str:
        """Return the code that a draft states, if it is safe, or one made of the file's name."""
        stated = str(draft.attributes.pop("code", ""))
        plain = f"{self._department}-{self._stem}"
        numbered = (f"{plain}-{number}" for number in range(2, len(self._given) + 3))
        wanted = [stated] if _is_safe(stated) else []
        code = next(
            candidate for candidate in (*wanted, plain, *numbered) if candidate not in self._given
        )
        self._given.add(code)
        return code


def _is_safe(code: str) -> bool:
    return bool(re.fullmatch(r"\w[\w-]{0,59}", code))
