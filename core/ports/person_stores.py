"""Finds the cases that a person stands in."""

from typing import Protocol


class PersonStore(Protocol):
    """Knows whom cases are about, by the numbers of their papers."""

    def cases_of(self, number: str) -> tuple[str, ...]:
        """Return the numbers of the cases that a person stands in, newest first."""

    def asked_about(self) -> tuple[str, ...]:
        """Return the numbers of the cases in whose history somebody asks about their data."""
