"""Keeps which member of the staff read which case."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from core.staff.access import Look, LookSearch


class AccessStore(Protocol):
    """Keeps looks; nothing of them is ever changed."""

    def add(self, looks: Iterable[Look]) -> None:
        """Write looks down."""

    def seen_since(self, who: str, use_case: str, at: datetime) -> frozenset[str]:
        """Return the cases that somebody read by a use case since a moment."""

    def of_case(self, number: str) -> tuple[Look, ...]:
        """Return every look at a case, the earliest first."""

    def found(self, asked: LookSearch, *, skip: int, limit: int) -> tuple[Look, ...]:
        """Return the looks that are asked for, the newest first."""

    def count(self, asked: LookSearch) -> int:
        """Return how many there are."""
