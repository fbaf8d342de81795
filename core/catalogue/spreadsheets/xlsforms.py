"""Read XLSForm workbooks (sheets ``survey`` and ``choices``), as survey tools write them.

What a matter has no word for is told at its row: groups that repeat, constraints, choice filters,
what is computed, and everything in a column that is not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.catalogue.models import FieldType, Question
from core.catalogue.spreadsheets.cells import flag
from core.catalogue.spreadsheets.drafts import MatterDraft, note_choice, tidied
from core.catalogue.spreadsheets.files import WorkbookSheet
from core.catalogue.spreadsheets.rows import RowReading, Values, brief
from core.catalogue.spreadsheets.xlsform_choices import Choices
from core.catalogue.spreadsheets.xlsform_conditions import condition_of
from core.catalogue.spreadsheets.xlsform_sheets import (
    SurveyLine,
    heading_of,
    language_for,
    languages_of,
    lines_of,
    note_languages,
)

_NEAR = frozenset(word for field_type in FieldType for word in field_type.kind.words.xlsform_near)
"""Types that a matter has only something like."""
TYPES: Mapping[str, FieldType] = MappingProxyType(
    {
        word: field_type
        for field_type in FieldType
        for word in (*field_type.kind.words.xlsform, *field_type.kind.words.xlsform_near)
    }
)
_GROUP = re.compile(r"(begin|end)[ _](group|repeat)")
"""``end`` alone is no group: it asks for the time at which somebody has finished."""
_SELECT = re.compile(r"(select[ _]one|select1|select[ _]multiple|rank)\s+(?:from\s+)?(\S+)(.*)")
_TAKEN = frozenset({"type", "name", "label", "hint", "required", "relevant", "constraint_message"})
_OF_GROUPS = frozenset({"type", "name", "label", "relevant"})
"""What is taken of groups and notes; a hint to one of them would be lost."""
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_SHEETS = frozenset({"survey", "choices", "settings"})
_IN_SETTINGS = frozenset({"form_title", "form_id", "id_string", "version", "default_language"})


def is_xlsform(sheets: Sequence[WorkbookSheet]) -> bool:
    """Say whether a workbook is an XLSForm."""
    survey = _sheet(sheets, "survey")
    head = survey.rows[0].cells if survey is not None else ()
    return {"type", "name"} <= {cell.strip().lower() for cell in head}


def read_xlsform(
    sheets: Sequence[WorkbookSheet], questions: Mapping[str, Question]
) -> tuple[list[RowReading], list[MatterDraft]]:
    """Return every row as understood, and the matter that the survey makes.

    Args:
        sheets: Those of the workbook.
        questions: The guiding questions that conditions may look at.
    """
    readings: list[RowReading] = []
    draft = MatterDraft()
    default = _read_settings(_sheet(sheets, "settings"), draft, readings)
    survey = _sheet(sheets, "survey")
    language = language_for(languages_of(survey), default)
    choices = Choices(_sheet(sheets, "choices"), default)
    if survey is not None:
        reader = _SurveyReader(draft, choices, language, questions)
        readings += reader.read(survey)
    readings += choices.readings()
    readings += _others(sheets)
    return readings, [draft]


def _read_settings(
    sheet: WorkbookSheet | None, draft: MatterDraft, readings: list[RowReading]
) -> str:
    """Take the title of the form; return the language that is its own."""
    default = ""
    for line in lines_of(sheet) if sheet else ():
        line.note_left_out(_IN_SETTINGS)
        title = tidied(line.cells.get("form_title", ""))
        if draft.title and title:
            line.reading.note("column-left-out", column="form_title", text=brief(title))
        draft.title = draft.title or title
        default = default or line.cells.get("default_language", "")
        line.reading.understood = {"as": "title", "text": title} if title else {"as": "note"}
        readings.append(line.reading)
    return default


def _others(sheets: Sequence[WorkbookSheet]) -> Iterator[RowReading]:
    for sheet in sheets:
        if sheet.name.strip().lower() not in _SHEETS and sheet.rows:
            reading = RowReading(sheet.name, sheet.rows[0].number)
            reading.note("sheet-left-out", sheet=sheet.name)
            yield reading


@dataclass(slots=True)
class _Group:
    """A group that has begun: its words, when its questions are asked, where it stands."""

    kind: str
    label: str
    relevant: str
    reading: RowReading


@dataclass(slots=True)
class _SurveyReader:
    """Reads the survey from top to bottom; remembers which groups it is in."""

    draft: MatterDraft
    choices: Choices
    language: str
    questions: Mapping[str, Question]
    groups: list[_Group] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    own: frozenset[str] = frozenset()

    def read(self, survey: WorkbookSheet) -> Iterator[RowReading]:
        """Yield every row as understood."""
        heading = heading_of(survey)
        note_languages(survey, self.language, heading)
        yield heading
        lines = list(lines_of(survey))
        self.own = frozenset(line.cells.get("name", "") for line in lines)
        for line in lines:
            if not line.row.is_hidden:
                self._read(line)
            yield line.reading
        for group in self.groups:
            group.reading.note("group-open", kind=f"begin_{group.kind}")

    def _read(self, line: SurveyLine) -> None:
        """Read one line: the begin or end of a group, a note, or a question."""
        kind = " ".join(line.cells.get("type", "").split())
        group = _GROUP.fullmatch(kind.lower())
        line.note_left_out(_OF_GROUPS if group or kind.lower() == "note" else _TAKEN)
        if group:
            self._read_group(line, group[1], group[2])
        elif kind.lower() == "note":
            text = tidied(line.in_language("label", self.language))
            line.reading.understood = {"as": "note", "text": text}
            self._note_relevance(line, [line.cells.get("relevant", "")])
        else:
            self._read_question(line, kind)

    def _read_group(self, line: SurveyLine, edge: str, kind: str) -> None:
        reading = line.reading
        if edge == "begin":
            label = tidied(line.in_language("label", self.language))
            relevant = line.cells.get("relevant", "")
            self.groups.append(_Group(kind, label, relevant, reading))
            reading.understood = {"as": "section", "text": label}
            self._note_relevance(line, [relevant])
            if kind == "repeat":
                reading.note("repeat", text=brief(label))
            return
        reading.understood = {"as": "end"}
        if not self.groups or self.groups[-1].kind != kind:
            reading.note("group-open", kind=f"end_{kind}")
        self.groups[-1:] = []

    def _note_relevance(self, line: SurveyLine, expressions: Sequence[str]) -> None:
        """Tell what cannot be said of when a group or note is shown."""
        try:
            condition_of([expression for expression in expressions if expression], self._askable())
        except ValueError as unsaid:
            line.reading.note("condition-left-out", condition=brief(str(unsaid)))

    def _askable(self) -> Mapping[str, Question]:
        """Return the guiding questions, but for what the form itself asks by the same name."""
        return {code: question for code, question in self.questions.items() if code not in self.own}

    def _read_question(self, line: SurveyLine, kind: str) -> None:
        select = _SELECT.fullmatch(kind)
        plain = select[1].lower().replace(" ", "_") if select else kind.lower()
        plain = {"select1": "select_one"}.get(plain, plain)
        if plain not in TYPES or (plain.startswith("select") and not select):
            line.reading.note("question-type", kind=brief(kind))
            return
        label = self._label(line)
        if not label:
            line.reading.note("no-label")
            return
        values = self._values(line, plain, label)
        if select:
            values["options"] = self.choices.options(select[2], line.reading)
            if rest := select[3].strip():
                line.reading.note("choice-rest", text=brief(rest))
        if plain in _NEAR:
            line.reading.note("near-type", kind=plain)
        note_choice(values, line.reading)
        self.draft.keep_field({k: v for k, v in values.items() if v != ()}, line.reading)

    def _label(self, line: SurveyLine) -> str:
        """Return what the question says; a variable's name is better than nothing, but told."""
        name = line.cells.get("name", "")
        if name and name in self.names:
            line.reading.note("name-twice", name=brief(name))
        self.names.add(name)
        label = tidied(line.in_language("label", self.language))
        if not label and name:
            line.reading.note("name-as-label", name=brief(name))
        if found := _REFERENCE.search(label):
            line.reading.note("refers", text=brief(found[0]))
        if any(line.row.cells[place] for place in line.row.below):
            line.reading.note("merged-rows", text=brief(label))
        return label or name

    def _values(self, line: SurveyLine, kind: str, label: str) -> Values:
        section = next((group.label for group in reversed(self.groups) if group.label), "")
        values: Values = {
            "label": label,
            "section": section,
            "type": TYPES[kind].value,
            "required": self._required(line),
            "validation": line.in_language("constraint_message", self.language).strip(),
            "note": line.in_language("hint", self.language).strip(),
        }
        relevant = [group.relevant for group in self.groups] + [line.cells.get("relevant", "")]
        try:
            condition = condition_of([text for text in relevant if text], self._askable())
        except ValueError:
            together = " and ".join(text for text in relevant if text)
            line.reading.note("condition-left-out", condition=brief(together))
            return values
        return {**values, "when": condition} if condition is not None else values

    def _required(self, line: SurveyLine) -> bool:
        text = line.cells.get("required", "").removesuffix("()")
        found = flag(text) if text else False
        if found is None:
            line.reading.note(
                "cell-not-understood.assumed",
                column="required",
                text=brief(text),
                assumed="否",
                agreed="yes、no",
            )
        return bool(found)


def _sheet(sheets: Sequence[WorkbookSheet], name: str) -> WorkbookSheet | None:
    found = (sheet for sheet in sheets if sheet.name.strip().lower() == name and sheet.rows)
    return next(found, None)
