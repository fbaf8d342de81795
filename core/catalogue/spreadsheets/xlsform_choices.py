"""The lists of options of an XLSForm."""

from collections.abc import Iterator

from core.catalogue.spreadsheets.files import WorkbookSheet
from core.catalogue.spreadsheets.rows import RowReading, brief
from core.catalogue.spreadsheets.xlsform_sheets import (
    SurveyLine,
    heading_of,
    language_for,
    languages_of,
    lines_of,
    note_languages,
)

_TAKEN = frozenset({"list_name", "name", "label"})


class Choices:
    """What can be chosen, by list; tells at their rows the options that nobody asks for."""

    def __init__(self, sheet: WorkbookSheet | None, default_language: str) -> None:
        self._language = language_for(languages_of(sheet), default_language)
        self._lists: dict[str, list[str]] = {}
        self._firsts: dict[str, RowReading] = {}
        self._asked: set[str] = set()
        self._names: set[tuple[str, str]] = set()
        self._readings = [heading_of(sheet)] if sheet else []
        for line in lines_of(sheet) if sheet else ():
            self._readings.append(line.reading)
            if not line.row.is_hidden:
                self._add(line)
        if sheet:
            note_languages(sheet, self._language, self._readings[0])

    def _add(self, line: SurveyLine) -> None:
        line.note_left_out(_TAKEN)
        in_list, name = line.cells.get("list_name", ""), line.cells.get("name", "")
        label = line.in_language("label", self._language).strip()
        if not in_list or not (label or name):
            line.reading.note("no-label")
            return
        if not label:
            line.reading.note("name-as-label", name=brief(name))
        if (in_list, name) in self._names:
            line.reading.note("name-twice", name=brief(name))
        self._names.add((in_list, name))
        self._lists.setdefault(in_list, []).append(label or name)
        self._firsts.setdefault(in_list, line.reading)
        line.reading.understood = {"as": "option", "list": in_list, "label": label or name}

    def options(self, in_list: str, reading: RowReading) -> tuple[str, ...]:
        """Return the options of a list; tell at the question that asks if there is no such."""
        self._asked.add(in_list)
        if in_list not in self._lists:
            reading.note("no-such-list", list=brief(in_list))
        return tuple(self._lists.get(in_list, ()))

    def readings(self) -> Iterator[RowReading]:
        """Yield the rows, once every question was read."""
        for in_list, first in self._firsts.items():
            if in_list not in self._asked:
                first.note("list-not-asked", list=brief(in_list))
        yield from self._readings
