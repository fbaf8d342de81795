"""Scenarios that trainers wrote themselves: kept as the YAML that stands in their files."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

MOST_KEPT = 300
"""So many scenarios of their own a hall keeps; each is read whenever the list is shown."""
MOST_TEXT = 200_000
"""So many characters a scenario of one's own may have."""


class ScenarioOrigin(StrEnum):
    """How a scenario came to be."""

    WRITTEN = "written"
    COPIED = "copied"
    RECORDED = "recorded"
    ANONYMISED = "anonymised"


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario of the trainers' own, as somebody saved it; ``revision`` counts from one."""

    code: str
    title: str
    text: str
    origin: ScenarioOrigin
    author: str
    saved_at: datetime
    revision: int = 1


def free_code(wanted: str, taken: Collection[str]) -> str:
    """Return a code that no scenario has, the wanted one if it may be.

    Examples:
        >>> free_code("T02-1", ["T02-1", "T02-1-2"]), free_code("T03-9", [])
        ('T02-1-3', 'T03-9')
    """
    if wanted not in taken:
        return wanted
    return next(code for n in count(2) if (code := f"{wanted}-{n}") not in taken)
