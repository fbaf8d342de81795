"""Remind of what is owed, and end a matter to which it did not come in time (容缺).

The clock does both, once: whoever asks again gets the case as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from core.cases.history import next_event
from core.cases.models import CaseOutline
from core.cases.review_actions import ReviewAction
from core.review.advancing import CLOCK_NAME, ReviewStep, events_that_follow, with_event
from core.review.deferrals import Deferral, deferral_details, owed_places
from core.review.matter_reviews import MatterReview, MatterTerms, matter_reviews
from core.review.states import MatterState
from core.working_days import WorkingCalendar, day_of

_ACCEPTANCES = (ReviewAction.ACCEPTED, ReviewAction.DEEMED_ACCEPTED)
_RUNNING = (MatterState.ACCEPTED, MatterState.PAUSED)


def wakes_on(review: MatterReview, calendar: WorkingCalendar) -> date | None:
    """Return the day from which the clock reminds of what is owed, or ends the matter."""
    if review.state not in _RUNNING or review.deferral is None:
        return None
    return review.deferral.wakes_on(calendar)


def with_deferral(
    step: ReviewStep,
    case: CaseOutline,
    term: MatterTerms,
    calendar: WorkingCalendar,
    *,
    at: datetime,
) -> dict[str, Any]:
    """Return what the entry of a step says; an acceptance names what is still owed."""
    details = step.entry_details
    if step.action not in _ACCEPTANCES:
        return details
    owed = owed_places(case.history, step.matter, term.kept_by_word)
    return details | deferral_details(owed, day_of(at), calendar)


def reminded_or_lapsed(
    case: CaseOutline, terms: Sequence[MatterTerms], calendar: WorkingCalendar, at: datetime
) -> CaseOutline:
    """Return a case with a reminder or an end for each matter whose day has come."""
    reviews, before = matter_reviews(case, terms), len(case.history)
    for term in terms:
        review = reviews[term.matter]
        wake = wakes_on(review, calendar)
        if review.deferral and wake is not None and wake <= day_of(at):
            action, details = _what_is_due(review.deferral)
            step = ReviewStep(action, term.matter, details)
            event = next_event(
                case.history,
                case_number=case.number,
                at=at,
                actor=CLOCK_NAME,
                action=action,
                details=step.entry_details,
            )
            case = with_event(case, event)
    following = events_that_follow(case, terms, at=at) if len(case.history) > before else ()
    for event in following:
        case = with_event(case, event)
    return case


def _what_is_due(deferral: Deferral) -> tuple[ReviewAction, Mapping[str, Any]]:
    is_first = deferral.reminded_on is None
    action = ReviewAction.SUPPLY_REMINDED if is_first else ReviewAction.LAPSED
    return action, {"owed": sorted(deferral.owed), "supply_by": deferral.supply_by.isoformat()}
