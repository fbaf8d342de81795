"""What a field kind is: how its values are put in order, checked, coarsened, written and read."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Check = Callable[[Any], str | None]
"""Return the rule a value breaks, or ``None``; the sentence is ``problem.<rule>``."""


def unchanged(value: Any) -> Any:
    """Pass a value on as it is."""
    return value


def as_words(value: Any) -> str:
    """Return a value as it stands on paper.

    Examples:
        >>> as_words(60.0), as_words(True), as_words("端州区")
        ('60', '是', '端州区')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of field.

    ``normalise`` puts a value that means the same into one form (full-width digits, 是), and
    passes on what it does not understand. ``coarsen`` writes a value where less is asked.
    What ``write`` puts on paper or in a spreadsheet, ``normalise`` reads back.
    """

    problem: Check
    coarsen: Callable[[Any], Any] = unchanged
    normalise: Callable[[Any], Any] = unchanged
    write: Callable[[Any], str] = as_words
