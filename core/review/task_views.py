"""Filters of the work list that an officer keeps under a name (常用筛选)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

MOST_VIEWS = 30
"""How many one officer keeps."""
LONGEST_NAME = 40
FILTERS = ("matter", "state", "light", "channel")
"""What is kept. Words that were typed are not: they may name a person."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """A named choice of filters; ``filters`` are those of :data:`FILTERS` that are set.

    Whoever is of ``department`` sees a shared one too, and changes nothing of it.
    """

    owner: str
    name: str
    department: str
    is_shared: bool
    filters: Mapping[str, str]
    saved_at: datetime
