"""Give every department its own form back: its labels, order, format and options (law 3)."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.code_mappings import Wordings, own_option
from core.forms.models import FieldUse, MergedField

Values = Mapping[FieldKey, Any]
Form = dict[str, Any]
"""Field code to value; a table is a list of rows, column code to value."""

_MISSING: Any = object()
_BETWEEN_CHOICES = re.compile(r"[、，,；;\n]")


def project_form(
    uses: Iterable[FieldUse],
    values: Values,
    *,
    form: Mapping[FieldKey, MergedField],
    is_list: Callable[[str], bool],
    repeats: Callable[[str], bool],
    wordings: Callable[[str], Wordings] = lambda element: {},
    own_words: Mapping[str, Any] = MappingProxyType({}),
) -> Form:
    """Return one department's form, with nothing in it that the department did not ask for.

    A value is written as it was given, coarsened to what is asked (a moment to its day)
    and, where several options are chosen, cut to the department's own; what cannot be
    coarsened or mapped passes unchanged. Absent values leave no trace.

    Args:
        uses: The places of this matter that ask, in the order of its form.
        values: What is known, by element and bound subject.
        form: The merged form, whose options tell what belongs to another department.
        is_list: Whether an element has several places on one form.
        repeats: Whether a subject stands for several members.
        wordings: How options of an element are confirmed to be written in other lists.
        own_words: How single places (``MATTER.FIELD``) write what is known without asking.
    """
    projection = _Projection(values, form, is_list, repeats, wordings=wordings)
    projection.own_words = own_words
    for use in uses:
        projection.place(use)
    return projection.finished()


class _Projection:
    def __init__(
        self,
        values: Values,
        form: Mapping[FieldKey, MergedField],
        is_list: Callable[[str], bool],
        repeats: Callable[[str], bool],
        *,
        wordings: Callable[[str], Wordings],
    ) -> None:
        self._values, self._form, self._wordings = values, form, wordings
        self._is_list, self._repeats = is_list, repeats
        self._written: Form = {}
        self._tables: dict[str, dict[str, tuple[FieldUse, Any]]] = {}
        self._places: dict[FieldKey, int] = {}
        self.own_words: Mapping[str, Any] = {}

    def place(self, use: FieldUse) -> None:
        value = self.own_words.get(use.ref, self._values.get(use.key, _MISSING))
        if value is _MISSING or value is None:
            return
        if use.column is not None:
            self._written.setdefault(use.field, [])
            self._tables.setdefault(use.field, {})[use.column] = (use, value)
            return
        entry = self._entry(use, value)
        if entry is not _MISSING and entry is not None:
            self._written[use.field] = self._in_own_format(use, entry)

    def _entry(self, use: FieldUse, value: Any) -> Any:
        """Return what belongs in a single place: a list fills places one after another."""
        if self._is_list(use.key.element):
            entries = _as_list(value)
            place = self._places.get(use.key, 0)
            self._places[use.key] = place + 1
            return entries[place] if place < len(entries) else _MISSING
        if self._repeats(use.key.subject) and isinstance(value, list | tuple) and len(value) == 1:
            return value[0]
        return value

    def _in_own_format(self, use: FieldUse, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return self._several(use, value)
        if use.type.kind.is_several and isinstance(value, str):
            return self._in_one_text(use, value)
        return self._own_option(use, use.type.kind.coarsen(value))

    def _several(self, use: FieldUse, values: list[Any] | tuple[Any, ...]) -> list[Any]:
        """Return what each member gave, or of several options the department's own."""
        several = use.type.kind.is_several
        mine = [value for value in values if self._is_mine(use, value)] if several else values
        own = [self._in_own_format(use, item) for item in mine]
        mapped = several and own != list(mine) and all(isinstance(item, str) for item in own)
        return list(dict.fromkeys(own)) if mapped else own  # two choices, one coarser option

    def _in_one_text(self, use: FieldUse, text: str) -> str:
        """Return a text without the choices in it that are another department's.

        A text is taken for several choices only if each part of it is an option.
        """
        chosen = [part.strip() for part in _BETWEEN_CHOICES.split(text)]
        are_options = all(self._is_offered(use, item) for item in chosen)
        if len(chosen) == 1 or self._is_offered(use, text) or not are_options:
            return str(self._own_option(use, text))
        mine = [self._own_option(use, item) for item in chosen if self._is_mine(use, item)]
        return text if mine == chosen else "、".join(dict.fromkeys(mine))

    def _own_option(self, use: FieldUse, value: Any) -> Any:
        """Return the department's own option for a choice; what cannot be mapped stays."""
        if not use.options or not isinstance(value, str):
            return value
        return own_option(value, use.options, self._wordings(use.key.element)) or value

    def _is_mine(self, use: FieldUse, option: Any) -> bool:
        """Say whether an option is this department's, or nobody's that we know of.

        A list is what one member of a repeating subject chose, and is looked at by itself.
        """
        if isinstance(option, list | tuple) or not use.options:
            return True
        if self._own_option(use, option) in use.options:
            return True
        return not self._is_offered(use, option)

    def _is_offered(self, use: FieldUse, option: str) -> bool:
        """Say whether an option stands in the list of anyone who asks the same."""
        merged = self._form.get(use.key)
        return any(option in used.options for used in (merged.uses if merged else (use,)))

    def finished(self) -> Form:
        for field, columns in self._tables.items():
            self._written[field] = self._rows(columns)
        return self._written

    def _rows(self, columns: Mapping[str, tuple[FieldUse, Any]]) -> list[dict[str, Any]]:
        cells = {column: self._cells(use, value) for column, (use, value) in columns.items()}
        height = max((len(c) for c in cells.values() if c is not None), default=1)
        rows: list[dict[str, Any]] = [{} for _ in range(height)]
        for column, (use, value) in columns.items():
            # A value that does not repeat is the same in every row.
            entries = cells[column]
            for row, entry in zip(
                rows, [value] * height if entries is None else entries, strict=False
            ):
                if entry is not None:
                    row[column] = self._in_own_format(use, entry)
        return rows

    def _cells(self, use: FieldUse, value: Any) -> list[Any] | None:
        """Return one entry for each row, or nothing for a value that holds for all rows."""
        if isinstance(value, list | tuple):
            one_choice = use.type.kind.is_several and not self._repeats(use.key.subject)
            nested = any(isinstance(entry, list | tuple) for entry in value)
            return None if one_choice and not nested else list(value)
        return [value] if self._repeats(use.key.subject) else None


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
