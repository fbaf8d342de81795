"""Give fields the element and subject that a person confirmed, and no others (law 1)."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from core.catalogue.models import Column, DataElement, FieldSpec, Matter
from core.catalogue.suggesting.decisions import Decisions

Entry = TypeVar("Entry", bound=Column)


class Binding(NamedTuple):
    """What a person confirmed that a field asks, and about whom."""

    element: str
    subject: str


def settled(matter: Matter, decisions: Decisions, elements: Mapping[str, DataElement]) -> Matter:
    """Return a matter as it was decided: bound, of the elements' types, without office use."""
    bindings = {
        ref: Binding(decision.element, decision.subject)
        for ref, decision in decisions.items()
        if decision.element is not None and decision.subject is not None
    }
    office = {ref for ref, decision in decisions.items() if decision.office_use}
    left = _without(bound(matter, bindings), office)
    fields = tuple(_of_type_of(field, elements, bindings, left.code) for field in left.fields)
    return left.model_copy(update={"fields": fields})


def _without(matter: Matter, refs: set[str]) -> Matter:
    fields = []
    for field in matter.fields:
        columns = tuple(
            column
            for column in field.columns
            if f"{matter.code}.{field.id}.{column.id}" not in refs
        )
        is_emptied = bool(field.columns) and not columns
        if not is_emptied and f"{matter.code}.{field.id}" not in refs:
            fields.append(field.model_copy(update={"columns": columns}))
    return matter.model_copy(update={"fields": tuple(fields)})


def _of_type_of(
    field: FieldSpec,
    elements: Mapping[str, DataElement],
    bindings: Mapping[str, Binding],
    code: str,
) -> FieldSpec:
    """Return a field with the type of its element, unless it could not be filled in like that."""
    binding = bindings.get(f"{code}.{field.id}")
    element = elements.get(binding.element) if binding else None
    if element is None or element.type is field.type:
        return field
    try:
        return FieldSpec.model_validate(field.model_dump() | {"type": element.type})
    except ValidationError:
        return field


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
