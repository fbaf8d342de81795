"""Finds and removes what is past its period."""

from datetime import datetime
from typing import Protocol

from core.privacy.retention import Kept


class RetentionStore(Protocol):
    """Removes rows of classes that are no cases, and finds cases for whoever erases them."""

    def over(self, kept: Kept, before: datetime) -> int:
        """Return how much of a class is over."""

    def remove(self, kept: Kept, before: datetime, *, at: datetime) -> int:
        """Remove what is over of a class and note it; return how much it was."""

    def cases_left_alone(self, before: datetime) -> tuple[str, ...]:
        """Return the cases that can be read and of which nothing was written since a moment."""

    def held(self) -> tuple[str, ...]:
        """Return the cases that somebody holds, by number."""

    def last_written(self) -> datetime | None:
        """Return when a case came, or somebody looked into one, last."""
