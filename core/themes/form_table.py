"""The merged form beside the forms that it merges: what each department asks in its own words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.catalogue.models import FieldType
from core.forms.models import FieldUse, MergedField
from core.forms.sources import ValueSource
from core.themes.guides import Guide


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """What one department asks where the merged form asks once.

    ``says_otherwise`` says that its label is another one, ``is_coarser`` that it gets less than
    what is asked (a day of which it wants the year); ``is_optional`` that only others need it.
    """

    ref: str
    label: str
    type: FieldType
    says_otherwise: bool
    is_coarser: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """One entry of the merged form, where its value comes from, and who gets it.

    ``cells`` has the entries of each matter, in the order of the matters of the guide.
    """

    label: str
    subject: str
    type: FieldType
    source: ValueSource
    required: bool
    cells: tuple[tuple[OfficeEntry, ...], ...]

    @property
    def shared_by(self) -> int:
        """Return how many matters get it."""
        return sum(map(bool, self.cells))

    @property
    def differs(self) -> bool:
        """Say whether some department writes it otherwise, or wants less of it."""
        return any(
            entry.says_otherwise or entry.is_coarser for cell in self.cells for entry in cell
        )


def form_table(guide: Guide) -> tuple[FormRow, ...]:
    """Return every entry of the merged form of a guide, those that most matters share first."""
    rows = (_row(guide, merged) for merged in guide.form)
    return tuple(sorted(rows, key=lambda row: -row.shared_by))


def _row(guide: Guide, merged: MergedField) -> FormRow:
    return FormRow(
        label=merged.label,
        subject=merged.key.subject,
        type=merged.type,
        source=guide.sources[merged.key],
        required=merged.required,
        cells=tuple(tuple(_entries(merged, code)) for code in guide.matters),
    )


def _entries(merged: MergedField, matter: str) -> Iterator[OfficeEntry]:
    for use in _of_matter(merged.uses, matter):
        yield OfficeEntry(
            ref=use.ref,
            label=use.label,
            type=use.type,
            says_otherwise=use.label != merged.label,
            is_coarser=use.type is not merged.type,
            is_optional=merged.required and not use.required,
        )


def _of_matter(uses: Iterable[FieldUse], matter: str) -> list[FieldUse]:
    return sorted((use for use in uses if use.matter == matter), key=lambda use: use.position)
