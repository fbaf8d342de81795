"""Read XLSForm workbooks (sheets ``survey`` and ``choices``), as survey tools write them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.catalogue.models import FieldType
from core.catalogue.spreadsheets.drafts import Draft, tidied
from core.catalogue.spreadsheets.files import Row, Sheet
from core.catalogue.spreadsheets.rows import RowReading, Values

TYPES: Mapping[str, FieldType] = MappingProxyType(
    {
        "text": FieldType.TEXT,
        "integer": FieldType.INTEGER,
        "decimal": FieldType.NUMBER,
        "range": FieldType.NUMBER,
        "date": FieldType.DATE,
        "datetime": FieldType.DATETIME,
        "time": FieldType.TEXT,
        "geopoint": FieldType.ADDRESS,
        "select_one": FieldType.CHOICE,
        "select_multiple": FieldType.CHOICES,
        "rank": FieldType.CHOICES,
        "acknowledge": FieldType.DECLARATION,
        "image": FieldType.TEXT,
        "file": FieldType.TEXT,
        "barcode": FieldType.TEXT,
    }
)
_BEGIN = frozenset({"begin_group", "begin_repeat", "begin"})
_END = frozenset({"end_group", "end_repeat", "end"})
_LABELS = ("label::chinese (zh)", "label::中文 (zh)", "label::中文", "label", "name")


def is_xlsform(sheets: Sequence[Sheet]) -> bool:
    """Say whether a workbook is an XLSForm."""
    survey = _sheet(sheets, "survey")
    return survey is not None and {"type", "name"} <= {c.lower() for c in survey.rows[0].cells}


def read_xlsform(sheets: Sequence[Sheet]) -> tuple[list[RowReading], list[Draft]]:
    """Return every row of the survey as understood, and the matter that it makes."""
    choices = _choices(_sheet(sheets, "choices"))
    settings = _sheet(sheets, "settings")
    draft = Draft()
    if settings is not None:
        titles = [row.get("form_title", "") for row in _dicts(settings)]
        draft.title = next((tidied(title) for title in titles if title), "")
    readings: list[RowReading] = []
    groups: list[str] = []
    survey = _sheet(sheets, "survey")
    for row, cells in zip(survey.rows[1:], _dicts(survey), strict=True) if survey else ():
        reading = RowReading("survey", row.number)
        readings.append(reading)
        _read(cells, (choices, groups), draft, reading)
    return readings, [draft]


def _read(
    cells: Mapping[str, str],
    context: tuple[Mapping[str, list[str]], list[str]],
    draft: Draft,
    reading: RowReading,
) -> None:
    """Read one line of the survey: the begin or end of a group, a note, or a question."""
    choices, groups = context
    kind, _, list_name = cells.get("type", "").strip().partition(" ")
    label = tidied(_label_of(cells))
    if kind in _BEGIN:
        groups.append(label)
        reading.understood = {"as": "section", "text": label}
    elif kind in _END:
        groups[-1:] = []
        reading.understood = {"as": "end"}
    elif kind == "note":
        reading.understood = {"as": "note", "text": label}
    elif kind not in TYPES or not label:
        reading.note("question-type", kind=kind[:40])
    else:
        section = next((group for group in reversed(groups) if group), "")
        values = _values(cells, kind, label, section)
        _add(values, choices.get(list_name.split(" ")[0], []), cells, (draft, reading))


def _add(
    values: Values, options: list[str], cells: Mapping[str, str], to: tuple[Draft, RowReading]
) -> None:
    draft, reading = to
    if options:
        values["options"] = tuple(options)
    draft.keep_field(values, reading)
    if cells.get("relevant"):
        reading.note("condition-left-out", condition=cells["relevant"][:80])


def _label_of(cells: Mapping[str, str]) -> str:
    return next((cells[name] for name in _LABELS if cells.get(name)), "")


def _values(cells: Mapping[str, str], kind: str, label: str, section: str) -> Values:
    return {
        "label": label,
        "section": section,
        "type": TYPES[kind].value,
        "required": cells.get("required", "").lower() in {"yes", "true", "true()", "是"},
        "validation": cells.get("constraint_message", ""),
        "note": cells.get("hint", ""),
    }


def _choices(sheet: Sheet | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cells in _dicts(sheet) if sheet else ():
        label = _label_of(cells).strip()
        if label:
            found.setdefault(cells.get("list_name", cells.get("list name", "")), []).append(label)
    return found


def _sheet(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.name.lower() == name and sheet.rows), None)


def _dicts(sheet: Sheet) -> list[dict[str, str]]:
    head = [cell.strip().lower() for cell in sheet.rows[0].cells]
    return [_dict(head, row) for row in sheet.rows[1:]]


def _dict(head: Sequence[str], row: Row) -> dict[str, str]:
    return {name: text for name, text in zip(head, row.cells, strict=False) if name}
