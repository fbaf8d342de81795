"""What a step of a review brings about by itself, before anything else is done to the case.

A matter whose awaited results are there is passed on to its office without anybody's doing, and a
case of which every matter has come to its end is concluded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.cases.history import next_event
from core.cases.models import RUNNING, CaseOutline, Event
from core.cases.review_actions import CONCLUDED, ReviewAction
from core.cases.sealing import status_of
from core.errors import StepNotPossibleError
from core.review.matter_reviews import (
    MatterReview,
    MatterTerms,
    has_result,
    matter_reviews,
    ready_to_pass_on,
)
from core.review.states import all_concluded, may_follow

CLOCK_NAME = "clock"
"""Who writes what nobody of the staff does."""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """What is done with one matter of a case; ``details`` are those of its entry."""

    action: ReviewAction
    matter: str
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def entry_details(self) -> dict[str, Any]:
        """Return what the entry of the history says."""
        return {"matter": self.matter, **self.details}


def expect_possible(case: CaseOutline, terms: Sequence[MatterTerms], step: ReviewStep) -> None:
    """Expect that a step can follow where its matter stands.

    Raises:
        StepNotPossibleError: If it cannot: it is somebody else's turn, or it was decided.
    """
    review = matter_reviews(case, terms).get(step.matter)
    if review is None or not may_follow(review.state, step.action):
        state = review.state if review else ""
        raise StepNotPossibleError(action=step.action, state=state)


def with_event(case: CaseOutline, event: Event) -> CaseOutline:
    """Return a case with one more entry, and the status that follows from it."""
    history = (*case.history, event)
    return replace(case, history=history, status=status_of(history))


def events_that_follow(
    case: CaseOutline, terms: Sequence[MatterTerms], *, at: datetime
) -> tuple[Event, ...]:
    """Return the entries that follow by themselves from where the matters stand."""
    events: list[Event] = []
    for action, details in _following(matter_reviews(case, terms), case, terms):
        events.append(
            next_event(
                (*case.history, *events),
                case_number=case.number,
                at=at,
                actor=CLOCK_NAME,
                action=action,
                details=details,
            )
        )
    return tuple(events)


def _following(
    reviews: Mapping[str, MatterReview], case: CaseOutline, terms: Sequence[MatterTerms]
) -> Iterator[tuple[str, dict[str, Any]]]:
    if case.status not in RUNNING:
        return
    awaited = {term.matter: term.waits for term in terms}
    for code in ready_to_pass_on(reviews, terms):
        earlier = {before for wait in awaited[code] for before in wait.after}
        there = sorted(before for before in earlier if has_result(reviews[before]))
        yield ReviewAction.PASSED_ON, {"matter": code, "from": there}
    if all_concluded(review.state for review in reviews.values()):
        yield CONCLUDED, {}
