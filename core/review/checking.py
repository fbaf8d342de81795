"""What an officer says after a decision on a promise: what was found, or that it is revoked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from core.cases.review_actions import ReviewAction
from core.errors import Problem
from core.review.possible_steps import MatterStanding
from core.review.statement_checks import cleaned_text, day_after, said_only, written


@dataclass(frozen=True, slots=True)
class CheckingCommitment:
    """What was found of one promise; where it was not kept, the order to put it right."""

    action: ClassVar = ReviewAction.COMMITMENT_CHECKED
    place: str
    kept: bool
    words: str = field(repr=False)
    order: str = field(default="", repr=False)
    mend_by: date | None = None

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: which promise, what was found, what to do and until when."""
        if self.place not in {check.commitment.place for check in on.review.open_checks}:
            yield Problem("commitment", "review_missing")
        yield from written(words=self.words)
        if not self.kept:
            yield from written(order=self.order)
            yield from day_after("mend_by", self.mend_by, on.today)

    def details(self) -> dict[str, Any]:
        """Return what was found, and the order where there is one."""
        found = {"place": self.place, "kept": self.kept, "words": cleaned_text(self.words)}
        if self.kept:
            return found
        until = self.mend_by.isoformat() if self.mend_by else ""
        return found | said_only(order=cleaned_text(self.order), mend_by=until)


@dataclass(frozen=True, slots=True)
class Revoking:
    """The decision is taken back, since what was promised was not so (行政许可法 69)."""

    action: ClassVar = ReviewAction.REVOKED
    reason: str = field(repr=False)
    article: str
    remedies: str

    def problems(self, _on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: reason, article, remedies."""
        yield from written(reason=self.reason, article=self.article, remedies=self.remedies)

    def details(self) -> dict[str, Any]:
        """Return reason, article and remedies."""
        return {
            "reason": cleaned_text(self.reason),
            "article": cleaned_text(self.article),
            "remedies": cleaned_text(self.remedies),
        }
