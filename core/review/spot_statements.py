"""What is said when an error is put right on the spot (行政许可法 32(3))."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from core.cases.review_actions import ReviewAction
from core.errors import Problem
from core.review.possible_steps import MatterStanding
from core.review.statement_checks import cleaned_text, written

NUMBER_END = 4


@dataclass(frozen=True, slots=True)
class CorrectingOnSpot:
    """An entry of the form that is put right while the applicant stands there and agrees.

    ``place`` is ``element@subject``; ``row`` counts the rows of a table from one. ``agreed_by`` is
    who agrees and signs the printed sheet, and ``number_end`` the end of their identity number,
    which has to be that of one who acts in the case.
    """

    action: ClassVar = ReviewAction.CORRECTED_ON_SPOT
    place: str
    value: str = field(repr=False)
    reason: str = field(repr=False)
    agreed_by: str = field(repr=False)
    number_end: str = field(repr=False)
    row: int = 0

    def problems(self, _on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: the entry, its value, why, and who agrees."""
        yield from written(
            entry=self.place, value=self.value, reason=self.reason, agreed_by=self.agreed_by
        )
        if len(self.number_end.strip()) != NUMBER_END:
            yield Problem("number_end", "review_number_end", (("n", str(NUMBER_END)),))

    def details(self) -> dict[str, Any]:
        """Return why, and who agreed; the changes stand beside it."""
        return {
            "reason": cleaned_text(self.reason),
            "agreed_by": cleaned_text(self.agreed_by),
            "number_end": self.number_end.strip().upper(),
        }
