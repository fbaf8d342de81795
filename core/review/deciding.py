"""What is said with a decision, and that every step says what it has to: all at once.

A decision against somebody without its reason, its article and its remedies is none
(行政许可法 38).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Protocol

from core.cases.review_actions import ReviewAction
from core.errors import Problem, StatementIncompleteError, StepHinderedError
from core.review.commitments import Commitment
from core.review.possible_steps import MatterStanding, hindrance
from core.review.statement_checks import cleaned_text, day_after, explained, said_only, written


class Statement(Protocol):
    """What is said with a step: what is wrong with it, and how the history has it."""

    action: ClassVar[ReviewAction]

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield everything that is missing or cannot be."""

    def details(self) -> dict[str, Any]:
        """Return it as the history has it."""


def expect_complete(statement: Statement, on: MatterStanding) -> None:
    """Refuse a step that cannot follow, or that does not say what it has to.

    Raises:
        StepHinderedError: If something is in its way.
        StatementIncompleteError: Listing everything that is missing.
    """
    in_the_way = hindrance(statement.action, on)
    if in_the_way:
        raise StepHinderedError(in_the_way.key, dict(in_the_way.params))
    found = tuple(statement.problems(on))
    if found:
        raise StatementIncompleteError(found)


@dataclass(frozen=True, slots=True)
class GrantedResult:
    """A licence or another paper that the decision gives; without an end it is for good."""

    name: str
    number: str = field(repr=False)
    valid_until: date | None = None

    def as_details(self) -> dict[str, Any]:
        """Return it as the history has it."""
        until = self.valid_until.isoformat() if self.valid_until else ""
        named = {"name": cleaned_text(self.name), "number": cleaned_text(self.number)}
        return named | said_only(valid_until=until)


@dataclass(frozen=True, slots=True)
class Granting:
    """A decision for the applicant, with the results that it gives.

    ``commitments`` are the promises that it rests on, each with the day by which it is checked.
    """

    action: ClassVar = ReviewAction.GRANTED
    results: tuple[GrantedResult, ...]
    basis: str = ""
    late_reason: str = field(default="", repr=False)
    commitments: tuple[Commitment, ...] = ()

    def resting_on(self, promised: Iterable[Commitment]) -> "Granting":
        """Return it with every promise of the case; a day that the officer said stays."""
        said = {commitment.place: commitment.check_by for commitment in self.commitments}
        known = (replace(each, check_by=said.get(each.place, each.check_by)) for each in promised)
        return replace(self, commitments=tuple(known))

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: each result's name and number, and why it is late."""
        yield from _incomplete(self.results, on)
        for commitment in self.commitments:
            yield from day_after("check_by", commitment.check_by, on.today)
        yield from explained(on, self.late_reason)

    def details(self) -> dict[str, Any]:
        """Return the results, what the decision rests on, and why it is late."""
        more = said_only(basis=cleaned_text(self.basis), late_reason=cleaned_text(self.late_reason))
        said: dict[str, Any] = {"results": [result.as_details() for result in self.results]}
        if self.commitments:
            said["commitments"] = [commitment.as_details() for commitment in self.commitments]
        return said | more


@dataclass(frozen=True, slots=True)
class Reissuing:
    """Results issued again after the window sent them back; the decision stands as it was."""

    action: ClassVar = ReviewAction.REISSUED
    results: tuple[GrantedResult, ...]

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: each result's name and number."""
        yield from _incomplete(self.results, on)

    def details(self) -> dict[str, Any]:
        """Return the results as they are now."""
        return {"results": [result.as_details() for result in self.results]}


@dataclass(frozen=True, slots=True)
class Refusing:
    """A decision against the applicant (行政许可法 38)."""

    action: ClassVar = ReviewAction.REFUSED
    reason: str = field(repr=False)
    article: str
    remedies: str
    late_reason: str = field(default="", repr=False)

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: reason, article, remedies, and why it is late."""
        yield from written(reason=self.reason, article=self.article, remedies=self.remedies)
        yield from explained(on, self.late_reason)

    def details(self) -> dict[str, Any]:
        """Return reason, article and remedies, and why it is late."""
        said = {
            "reason": cleaned_text(self.reason),
            "article": cleaned_text(self.article),
            "remedies": cleaned_text(self.remedies),
        }
        return said | said_only(late_reason=cleaned_text(self.late_reason))


def _incomplete(results: tuple[GrantedResult, ...], on: MatterStanding) -> Iterator[Problem]:
    if not results:
        yield Problem("results", "review_missing")
    for result in results:
        yield from written(name=result.name, number=result.number)
        if result.valid_until and result.valid_until <= on.today:
            yield Problem("valid_until", "review_not_after_today")
