"""Give fields the element and subject that a person confirmed, and no others (law 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from core.catalogue.models import Column, Matter
from core.catalogue.suggesting import Suggestion

Entry = TypeVar("Entry", bound=Column)


class Binding(NamedTuple):
    """What a person confirmed that a field asks, and about whom."""

    element: str
    subject: str


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field that has no element or no subject yet, and what it might be, best first.

    ``ref`` is ``MATTER.FIELD`` or ``MATTER.FIELD.COLUMN``.
    """

    ref: str
    label: str
    section: str
    suggestions: tuple[Suggestion, ...]


def bound(matter: Matter, bindings: Mapping[str, Binding]) -> Matter:
    """Return a matter with what was confirmed, by the full names of its entries."""
    fields = []
    for field in matter.fields:
        columns = [
            _updated(column, bindings.get(f"{matter.code}.{field.id}.{column.id}"))
            for column in field.columns
        ]
        own = None if field.columns else bindings.get(f"{matter.code}.{field.id}")
        fields.append(_updated(field.model_copy(update={"columns": tuple(columns)}), own))
    return matter.model_copy(update={"fields": tuple(fields)})


def _updated(entry: Entry, binding: Binding | None) -> Entry:
    return entry.model_copy(update=binding._asdict()) if binding else entry
