"""Conditions: what answers to questions have to be."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from core.catalogue.models.values import Answer, Code, Part


class Operator(StrEnum):
    """How a condition compares an answer with its value."""

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    IN = "in"


class Comparison(Part):
    """Look at one answer: ``{question, op, value}``."""

    question: Code
    op: Operator
    value: Answer


class AllOf(Part):
    """True when every part is: ``{all: […]}``."""

    all: tuple["Condition", ...]


class AnyOf(Part):
    """True when one part is: ``{any: […]}``."""

    any: tuple["Condition", ...]


def shape_of(value: Any) -> str:
    """Tell alternatives apart by the key they carry, so that errors speak of one shape."""
    for key in ("all", "any"):
        if (key in value) if isinstance(value, dict) else hasattr(value, key):
            return key
    return "one"


Condition = Annotated[
    Annotated[Comparison, Tag("one")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")],
    Discriminator(shape_of),
]


def comparisons_in(condition: Condition | None) -> Iterator[Comparison]:
    """Yield every comparison of a condition, in the order it is written."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from comparisons_in(part)
