"""The sheets of an XLSForm as cells by column, with labels in one of their languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from core.catalogue.spreadsheets.files import Row, WorkbookSheet
from core.catalogue.spreadsheets.rows import RowReading, brief

_TRANSLATED = re.compile(
    r"(label|hint|guidance_hint|constraint_message|required_message)\s*::?\s*(.*)", re.DOTALL
)
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "list name": "list_name",
        "relevance": "relevant",
        "bind::relevant": "relevant",
        "bind::required": "required",
        "bind:required": "required",
        "bind:relevant": "relevant",
        "caption": "label",
        "value": "name",
        "list": "list_name",
    }
)
_CHINESE = re.compile(r"中文|汉语|简体|chinese|\bzh\b|^zh", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One row of a sheet: texts by column, and labels by column and language."""

    row: Row
    reading: RowReading
    cells: Mapping[str, str] = field(default_factory=dict)
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nowhere: tuple[str, ...] = ()
    """Texts that stand in no column."""

    def in_language(self, column: str, language: str) -> str:
        """Return a text in a language, or in the first that it is in; tell if it is another."""
        texts = {name: text for name, text in self.translated.get(column, {}).items() if text}
        if not texts or language in texts:
            return texts.get(language, "")
        other, text = next(iter(texts.items()))
        self.reading.note("other-language", column=column, language=other or "—")
        return text

    def note_left_out(self, taken: frozenset[str]) -> None:
        """Tell every cell that stands in no column that is read."""
        others = {**self.cells, **{c: "；".join(t.values()) for c, t in self.translated.items()}}
        for column, text in others.items():
            if column not in taken and text.strip():
                self.reading.note("column-left-out", column=brief(column), text=brief(text))
        for text in self.nowhere:
            self.reading.note("text-left-out", text=brief(text))


def lines_of(sheet: WorkbookSheet) -> Iterator[SurveyLine]:
    """Yield the rows below the headings; a row that is hidden is told and not read."""
    heads = [_column(cell) for cell in sheet.rows[0].cells]
    for row in sheet.rows[1:]:
        reading = RowReading(sheet.name, row.number)
        reading.note_doubts(row)
        if row.is_hidden:
            reading.note("hidden-row", text=brief(" | ".join(text for _, text in row.texts)))
        yield SurveyLine(row, reading) if row.is_hidden else _line(heads, row, reading)


def heading_of(sheet: WorkbookSheet) -> RowReading:
    """Return what the row of headings says: a column that stands twice is read once."""
    reading = RowReading(sheet.name, sheet.rows[0].number)
    reading.note_doubts(sheet.rows[0])
    columns = [text.strip() for _, text in sheet.rows[0].texts]
    reading.understood = {"as": "heading", "columns": columns}
    for column, number in Counter(_column(text) for text in columns).items():
        if number > 1:
            reading.note("column-twice", column=brief("::".join(filter(None, column))))
    return reading


def languages_of(sheet: WorkbookSheet | None, column: str = "label") -> list[str]:
    """Return the languages of a column, in the order of the headings; plain is ``""``."""
    heads = [_column(cell) for cell in sheet.rows[0].cells] if sheet else []
    return [language for name, language in heads if name == column and language is not None]


def note_languages(sheet: WorkbookSheet, taken: str, heading: RowReading) -> None:
    """Tell which languages of which texts are not read, because another one is."""
    left: list[str] = []
    for column in ("label", "hint", "constraint_message"):
        languages = languages_of(sheet, column)
        read = taken if taken in languages else next(iter(languages), "")
        left += [language for language in languages if language not in (read, *left)]
    if left:
        heading.note("languages-left-out", taken=taken or "label", left=left)


def language_for(languages: Sequence[str], default: str) -> str:
    """Return the language that is read: as the form says, else Chinese, plain, or the first.

    Examples:
        >>> language_for(["English (en)", "中文 (zh)"], ""), language_for(["", "English"], "")
        ('中文 (zh)', '')
        >>> language_for(["English (en)"], ""), language_for(["English", "中文"], "english")
        ('English (en)', 'English')
        >>> language_for(["English (en)", "Français (fr)"], "fr")
        'Français (fr)'
    """
    wanted = default.casefold()
    for language in languages:
        if wanted and (
            language.casefold() == wanted or language.casefold().endswith(f"({wanted})")
        ):
            return language
    chinese = next((candidate for candidate in languages if _CHINESE.search(candidate)), None)
    if chinese is not None or "" in languages:
        return chinese or ""
    return languages[0] if languages else ""


def _column(cell: str) -> tuple[str, str | None]:
    """Return the name of a column, and its language if it is one of texts for people."""
    text = " ".join(cell.split())
    if found := _TRANSLATED.fullmatch(_lowered(text)):
        return found[1], text[len(text) - len(found[2]) :] if found[2] else ""
    name = _OTHER_NAMES.get(text.lower(), text.lower())
    is_translated = _TRANSLATED.fullmatch(f"{name}:") is not None
    return name, "" if is_translated else None


def _lowered(text: str) -> str:
    return text.lower() if len(text.lower()) == len(text) else text


def _line(heads: Sequence[tuple[str, str | None]], row: Row, reading: RowReading) -> SurveyLine:
    cells: dict[str, str] = {}
    translated: dict[str, dict[str, str]] = {}
    nowhere: list[str] = []
    for place, text in row.texts:
        name, language = heads[place] if place < len(heads) else ("", None)
        if not name:
            nowhere.append(text.strip())
        elif language is None:
            cells.setdefault(name, text.strip())
        else:
            translated.setdefault(name, {}).setdefault(language, text)
    return SurveyLine(row, reading, cells, translated, tuple(nowhere))
