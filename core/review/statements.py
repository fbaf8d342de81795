"""What an officer says with the steps before a decision: receipt, pauses, days, inspections.

What does not count needs a reason of the law and a notice (行政许可法 45).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from core.cases.review_actions import ReviewAction
from core.errors import Problem
from core.review.clocks import MOST_EXTRA_DAYS
from core.review.possible_steps import MatterStanding
from core.review.statement_checks import chosen, cleaned_text, day_after, said_only, written

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class NotAcceptedKind(StrEnum):
    """Why an application is not accepted."""

    NOT_NEEDED = "not_needed"
    """No licence is needed (行政许可法 32(1))."""
    NOT_COMPETENT = "not_competent"
    """Another authority decides it, and is named (行政许可法 32(2))."""
    NOT_CORRECTED = "not_corrected"
    """What was asked for was not put right in time."""
    BLOCKED = "blocked"
    """The result that it needs does not come."""
    OTHER = "other"


class PauseReason(StrEnum):
    """What takes time that does not count: what the law names and nothing else (行政许可法 45)."""

    HEARING = "hearing"
    BIDDING = "bidding"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"


@dataclass(frozen=True, slots=True)
class _Wordless:
    """A step with which nothing has to be said."""

    def problems(self, _on: MatterStanding) -> Iterator[Problem]:
        """Yield nothing."""
        return iter(())

    def details(self) -> dict[str, Any]:
        """Return no details."""
        return {}


@dataclass(frozen=True, slots=True)
class Accepting(_Wordless):
    """The application is complete and is taken into review (行政许可法 32(5))."""

    action: ClassVar = ReviewAction.ACCEPTED


@dataclass(frozen=True, slots=True)
class ResumingClock(_Wordless):
    """The days count again."""

    action: ClassVar = ReviewAction.RESUMED


@dataclass(frozen=True, slots=True)
class NotAccepting:
    """The application is not accepted."""

    action: ClassVar = ReviewAction.NOT_ACCEPTED
    kind: str
    reason: str = field(repr=False)
    remedy: str
    authority: str = ""

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: the kind, the reason, the remedies, another authority."""
        yield from chosen("kind", self.kind, NotAcceptedKind)
        yield from written(reason=self.reason, remedy=self.remedy)
        if self.kind == NotAcceptedKind.NOT_COMPETENT:
            yield from written(authority=self.authority)
        if self.kind == NotAcceptedKind.NOT_CORRECTED:
            yield from _uncorrected(on)
        if self.kind == NotAcceptedKind.BLOCKED and not on.is_in_vain:
            yield Problem("kind", "review_not_blocked")

    def details(self) -> dict[str, Any]:
        """Return kind, reason and remedies, and the other authority where there is one."""
        said = {
            "kind": self.kind,
            "reason": cleaned_text(self.reason),
            "remedy": cleaned_text(self.remedy),
        }
        return said | said_only(authority=cleaned_text(self.authority))


@dataclass(frozen=True, slots=True)
class Pausing:
    """Days that do not count begin, and the applicant is told for how long."""

    action: ClassVar = ReviewAction.PAUSED
    reason: str
    until: date | None
    notice: str = field(repr=False)

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: the time needed has to be told in writing (行政许可法 45)."""
        yield from chosen("reason", self.reason, PauseReason)
        yield from written(notice=self.notice)
        yield from day_after("until", self.until, on.today)

    def details(self) -> dict[str, Any]:
        """Return the reason, the planned end, and the notice."""
        until = self.until.isoformat() if self.until else ""
        return {"reason": self.reason, "until": until, "notice": cleaned_text(self.notice)}


@dataclass(frozen=True, slots=True)
class Extending:
    """The head of the office gives more days, and the applicant is told why (行政许可法 42)."""

    action: ClassVar = ReviewAction.EXTENDED
    days: int
    reason: str = field(repr=False)
    approved_by: str

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: the days, the reason, who approved it."""
        if not 1 <= self.days <= MOST_EXTRA_DAYS:
            yield Problem("days", "review_days", (("most", str(MOST_EXTRA_DAYS)),))
        yield from written(reason=self.reason, approved_by=self.approved_by)

    def details(self) -> dict[str, Any]:
        """Return the days, the reason, and who approved it."""
        said = {"reason": cleaned_text(self.reason), "approved_by": cleaned_text(self.approved_by)}
        return {"days": self.days, **said}


@dataclass(frozen=True, slots=True)
class Appointing:
    """A visit to the place, together with the other matters that inspect it (联合勘验)."""

    action: ClassVar = ReviewAction.INSPECTION_SET
    inspection: str
    day: date | None
    time: str
    place: str
    matters: tuple[str, ...]

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: a day from today on, a time of day, the place."""
        if self.day is None or self.day < on.today:
            yield Problem("day", "review_day_over")
        if not _TIME.fullmatch(self.time):
            yield Problem("time", "review_time")
        yield from written(place=self.place)

    def details(self) -> dict[str, Any]:
        """Return when, where, and with whom."""
        day = self.day.isoformat() if self.day else ""
        about = {"inspection": self.inspection, "day": day, "time": self.time}
        return {**about, "place": cleaned_text(self.place), "matters": list(self.matters)}


@dataclass(frozen=True, slots=True)
class Opining:
    """An office's own opinion after the visit."""

    action: ClassVar = ReviewAction.INSPECTED
    passed: bool
    words: str = field(repr=False)

    def problems(self, on: MatterStanding) -> Iterator[Problem]:
        """Yield what is missing: what was seen."""
        yield from written(words=self.words)

    def details(self) -> dict[str, Any]:
        """Return the opinion and what was seen."""
        return {"passed": self.passed, "words": cleaned_text(self.words)}


def _uncorrected(on: MatterStanding) -> Iterator[Problem]:
    """The days that the applicant was given have to be over."""
    if on.answer_until is None:
        yield Problem("kind", "review_nothing_asked")
    elif on.answer_until >= on.today:
        yield Problem("kind", "review_still_correcting", (("day", f"{on.answer_until}"),))
