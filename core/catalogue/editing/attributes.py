"""Change one attribute of a matter, and say what may not stay as it is."""

from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from core.catalogue.models import FieldSpec, Matter

LISTS = frozenset(
    {"channels", "legal_basis", "results", "acceptance_conditions", "situations", "requires"}
)
"""Attributes of several entries; on screen each is a line."""


class AttributeProblem(NamedTuple):
    """Why a matter cannot be kept so: the attribute, and the rule that it breaks."""

    attribute: str
    rule: str


def with_attribute(matter: Matter, name: str, value: Any) -> Matter:
    """Return a matter with another value of one attribute; everything else stays.

    What is as usual, and was not said before, is not said: the file stays as it was.

    Raises:
        pydantic.ValidationError: If the value cannot be one of that attribute.
    """
    if name in LISTS and isinstance(value, str):
        value = tuple(filter(None, map(str.strip, value.splitlines())))
    return with_value(matter, name, value)


_Declared = TypeVar("_Declared", bound=BaseModel)


def with_field(matter: Matter, code: str, name: str, value: Any) -> Matter:
    """Return a matter with another value of one attribute of a field.

    Raises:
        pydantic.ValidationError: If the value cannot be one of that attribute.
    """
    fields = tuple(
        with_value(field, name, value) if field.id == code else field for field in matter.fields
    )
    return matter.model_copy(update={"fields": fields})


def with_material(matter: Matter, code: str, name: str, value: Any) -> Matter:
    """Return a matter with another value of one attribute of a material.

    Raises:
        pydantic.ValidationError: If the value cannot be one of that attribute.
    """
    materials = tuple(
        with_value(material, name, value) if material.id == code else material
        for material in matter.materials
    )
    return matter.model_copy(update={"materials": materials})


def with_part_value(matter: Matter, part: str, name: str, value: Any) -> Matter:
    """Return a matter with another value of one attribute of a field, a column or a material.

    Args:
        matter: The matter.
        part: ``field:F03``, ``field:F03.C1`` for a column, or ``material:M02``.
        name: The attribute.
        value: Its value.

    Raises:
        pydantic.ValidationError: If the value cannot be one of that attribute.
    """
    kind, _, code = part.partition(":")
    if kind == "material":
        return with_material(matter, code, name, value)
    own, _, column = code.partition(".")
    if not column:
        return with_field(matter, own, name, value)
    fields = tuple(
        _with_column(field, column, name, value) if field.id == own else field
        for field in matter.fields
    )
    return matter.model_copy(update={"fields": fields})


def _with_column(field: FieldSpec, code: str, name: str, value: Any) -> FieldSpec:
    columns = tuple(
        with_value(column, name, value) if column.id == code else column for column in field.columns
    )
    return field.model_copy(update={"columns": columns})


def with_value(part: _Declared, name: str, value: Any) -> _Declared:
    """Return something declared with another value of one attribute; the rest stays unsaid.

    Raises:
        pydantic.ValidationError: If the value cannot be one of that attribute.
    """
    said = {key: getattr(part, key) for key in part.model_fields_set}
    usual = type(part).model_fields[name].default
    if name not in said and value == usual:
        return part
    if value is None and usual is None:
        return type(part).model_validate({key: it for key, it in said.items() if key != name})
    return type(part).model_validate({**said, name: value})


def problems_of(matter: Matter) -> tuple[AttributeProblem, ...]:
    """Return what forbids to keep a matter as it is.

    A committed time limit is a promise within the statutory one, never beyond it (行政许可法 42).
    """
    found = []
    if matter.statutory_days is not None and matter.committed_days > matter.statutory_days:
        found.append(AttributeProblem("committed_days", "longer_than_statutory"))
    if not matter.name.strip():
        found.append(AttributeProblem("name", "without_name"))
    if matter.valid_from and matter.valid_to and matter.valid_to < matter.valid_from:
        found.append(AttributeProblem("valid_to", "over_before_it_begins"))
    if matter.code in matter.replaced_by:
        found.append(AttributeProblem("replaced_by", "replaced_by_itself"))
    return tuple(found)


def stopped(matter: Matter, last_day: str | None, replaced_by: tuple[str, ...] = ()) -> Matter:
    """Return a matter that is valid for the last time on a day (停用); nothing of it is lost.

    Without a day it goes on.

    Raises:
        pydantic.ValidationError: If that is no day.
    """
    return with_attribute(with_attribute(matter, "valid_to", last_day), "replaced_by", replaced_by)
