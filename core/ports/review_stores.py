"""What departments ask of applicants before they accept."""

from datetime import datetime
from typing import Protocol

from core.review.models import Correction


class CorrectionStore(Protocol):
    """Keeps correction notices: words about a person, so apart from the history."""

    def of(self, case_number: str, *, to_change: bool = False) -> tuple[Correction, ...]:
        """Return what was asked for in a case, in that order.

        With ``to_change`` nobody else changes the case until the transaction ends.
        """

    def add(self, case_number: str, correction: Correction) -> None:
        """Insert one item of a notice."""

    def answer(self, case_number: str, correction: Correction, answer: str, at: datetime) -> None:
        """Write down what came of an item."""
