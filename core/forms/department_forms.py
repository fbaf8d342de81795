"""Every department's own form again: its title, sections, labels and order, filled in (law 3).

One model for screen, spreadsheet, paper and data. Nothing stands in it that the department
did not ask for: it is laid out from the matter alone, and filled from the projection alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from core.catalogue.models import Column, FieldSpec, FieldType, Matter
from core.forms.code_lists import codes_in
from core.forms.normalising import normalised_value
from core.forms.pictures import digest_in
from core.forms.projecting import Form


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One place of a form and what stands in it, if anything does."""

    field: str
    label: str
    type: FieldType
    value: Any = None
    code_list: str = ""

    @property
    def code(self) -> str | None:
        """Return what the department's own code list has for the value, if it is at hand."""
        return codes_in(self.code_list).get(self.value) if isinstance(self.value, str) else None

    @property
    def words(self) -> str:
        """Return what is written there: several things one below the other."""
        return written(self.type, self.value)

    @property
    def is_picture(self) -> bool:
        """Say whether the value names a picture that is kept; its name tells nobody anything."""
        return bool(digest_in(self.value))


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of a form: its columns, and a row of entries for each member."""

    field: str
    label: str
    columns: tuple[FormEntry, ...]
    rows: tuple[tuple[FormEntry, ...], ...]


def _run(numbered: tuple[int, FormEntry | FormTable]) -> int:
    number, part = numbered
    return number if isinstance(part, FormTable) else -1


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section under its title; the first may have none."""

    title: str
    parts: tuple[FormEntry | FormTable, ...]

    @property
    def runs(self) -> list[list[FormEntry | FormTable]]:
        """Return the parts as they stand on paper: entries in one grid, each table by itself."""
        grouped = groupby(enumerate(self.parts), key=_run)
        return [[part for _, part in run] for _, run in grouped]


@dataclass(frozen=True, slots=True)
class Objection:
    """A value that the applicant says is not what was fetched; an officer decides (law 5).

    ``given`` and ``fetched`` are written as on the department's form. ``number_end`` are the
    last places of the licence's number, ``checked_at`` is when its status was looked up.
    """

    label: str
    given: str = field(repr=False)
    fetched: str = field(repr=False)
    licence: str
    number_end: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class DepartmentForm:
    """A filled-in form as its department made it.

    ``objections`` are about entries of this form alone (law 3).
    """

    matter: str
    title: str
    department: str
    sections: tuple[FormSection, ...]
    objections: tuple[Objection, ...] = ()

    @property
    def values(self) -> Form:
        """Return the values by field, as the projection has them; a table as a list of rows."""
        return self._by_field(lambda entry: entry.value)

    @property
    def codes(self) -> Form:
        """Return the codes of values that stand in a code list, in the same shape."""
        codes = self._by_field(lambda entry: entry.code)
        return {field: code for field, code in codes.items() if isinstance(code, str) or any(code)}

    def _by_field(self, reading: Callable[[FormEntry], Any]) -> Form:
        form: Form = {}
        for part in (part for section in self.sections for part in section.parts):
            if isinstance(part, FormTable):
                rows = [
                    {e.field: reading(e) for e in row if reading(e) is not None}
                    for row in part.rows
                ]
                form |= {part.field: rows} if rows else {}
            elif reading(part) is not None:
                form[part.field] = reading(part)
        return form


def lay_out(matter: Matter, form: Form, *, department: str = "") -> DepartmentForm:
    """Return a matter's form with what was projected onto it.

    Args:
        matter: Whose form it is.
        form: Field code to value, as :func:`~core.forms.projecting.project_form` gives it.
        department: The name of the department.
    """
    sections: dict[str, list[FormEntry | FormTable]] = {}
    for spec in matter.fields:
        sections.setdefault(spec.section, []).append(_part(spec, form.get(spec.id)))
    return DepartmentForm(
        matter.code,
        matter.form_name or matter.name,
        department,
        tuple(FormSection(title, tuple(parts)) for title, parts in sections.items()),
    )


def _part(field: FieldSpec, value: Any) -> FormEntry | FormTable:
    if field.type.kind.has_columns:
        rows = value if isinstance(value, list | tuple) else ()
        return FormTable(
            field.id,
            field.label,
            tuple(_entry(column, None) for column in field.columns),
            tuple(tuple(_cells(field, row)) for row in rows),
        )
    return _entry(field, value)


def _cells(field: FieldSpec, row: dict[str, Any]) -> Iterator[FormEntry]:
    for column in field.columns:
        yield _entry(column, row.get(column.id))


def _entry(asked: Column, value: Any) -> FormEntry:
    kept = _kept(asked.type, value)
    return FormEntry(asked.id, asked.label, asked.type, kept, asked.code_list)


def _kept(field_type: FieldType, value: Any) -> Any:
    """Return a value in the form of its kind; blanks are no value."""
    kept = normalised_value(field_type, value)
    return None if kept in ("", []) else kept


def written(field_type: FieldType, value: Any) -> str:
    r"""Return a value as it stands on paper: several things one below the other.

    Examples:
        >>> written(FieldType.DECLARATION, True), written(FieldType.CHOICES, ["甲", "乙"])
        ('是', '甲\n乙')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(written(field_type, item) for item in value)
    words = field_type.kind.write(value)
    return words if field_type.kind.has_lines else " ".join(words.split("\n"))


def read_back(field_type: FieldType, words: str) -> Any:
    r"""Return the value that was written; nothing if nothing was.

    Examples:
        >>> read_back(FieldType.INTEGER, "3"), read_back(FieldType.TEXT, "甲\n乙")
        (3, ['甲', '乙'])
    """
    if "\n" in words and not field_type.kind.has_lines:
        return _kept(field_type, words.split("\n"))
    return _kept(field_type, words)


def pictures_in(form: DepartmentForm) -> tuple[str, ...]:
    """Return the digests of the pictures that values of a form name, each once."""
    parts = [part for section in form.sections for part in section.parts]
    rows = [row for part in parts if isinstance(part, FormTable) for row in part.rows]
    entries = [part for part in parts if isinstance(part, FormEntry)]
    entries += [cell for row in rows for cell in row]
    return tuple(dict.fromkeys(digest_in(entry.value) for entry in entries if entry.is_picture))
