"""Values that choosing a theme has filled in, and while what holds (law 5)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, Field, StrictBool, Tag, model_validator
from pydantic_core import PydanticCustomError

from core.catalogue.models.conditions import Condition
from core.catalogue.models.values import Code, FixedValue, Name, Part, Text


class ClockValue(StrEnum):
    """What the clock proposes: the day of handing in, or its month."""

    TODAY = "today"
    THIS_MONTH = "this_month"

    def on(self, today: date) -> str:
        """Return what it says on a day.

        Examples:
            >>> [one.on(date(2026, 11, 30)) for one in ClockValue]
            ['2026-11-30', '2026-11']
        """
        return today.isoformat() if self is ClockValue.TODAY else f"{today:%Y-%m}"


class DecidedValue(Part):
    """A value that a theme decides for a field as long as ``when`` holds.

    ``values`` say how single fields write it (``MATTER.FIELD``) whose offices have options of
    their own. ``one_person`` are roles: it holds while one person holds all of them (law 17).
    A ``proposed`` value is no value before the person has confirmed it; what the ``clock`` says
    is always proposed. ``basis`` is the law, or the standard, that says so.
    """

    value: FixedValue | None = None
    clock: ClockValue | None = None
    values: dict[Name, FixedValue] = Field(default_factory=dict)
    when: Condition | None = None
    one_person: tuple[Code, ...] = ()
    proposed: StrictBool = False
    basis: Text = ""

    @model_validator(mode="after")
    def _says_one_value(self) -> "DecidedValue":
        if (self.value is None) == (self.clock is None):
            raise PydanticCustomError("decided_value", "either a value or a clock")
        if self.clock is not None and not self.proposed:
            raise PydanticCustomError("decided_clock", "what the clock says is proposed")
        return self


def _shape_of(value: Any) -> str:
    if isinstance(value, dict | DecidedValue):
        return "told"
    several = isinstance(value, list | tuple)
    return "several" if several and any(map(_is_told, value)) else "plain"


def _is_told(value: Any) -> bool:
    return isinstance(value, dict | DecidedValue)


Decided = Annotated[
    Annotated[FixedValue, Tag("plain")]
    | Annotated[DecidedValue, Tag("told")]
    | Annotated[tuple[DecidedValue, ...], Tag("several")],
    Discriminator(_shape_of),
]
"""A value alone, a value with what is told about it, or several of which the first counts."""


def decided_values(decided: Any) -> tuple[DecidedValue, ...]:
    """Return what is decided for one field, in the order in which it counts.

    Examples:
        >>> [one.value for one in decided_values(("甲", "乙"))]
        [('甲', '乙')]
    """
    shape = _shape_of(decided)
    if shape == "several":
        return tuple(decided)
    return (decided if shape == "told" else DecidedValue(value=decided),)
