"""What a field kind is: one check and one way to coarsen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Check = Callable[[Any], str | None]
"""Return the rule a value breaks, or ``None``; the sentence is ``problem.<rule>``."""


def unchanged(value: Any) -> Any:
    """Pass a value on as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one field type are checked, and written where less is asked."""

    problem: Check
    coarsen: Callable[[Any], Any] = unchanged
