"""Accept by silence: an office that said nothing for five working days has accepted (law 12).

It accepted as of the day on which the application was complete for it (行政许可法 32(4)).
"""

from collections.abc import Sequence
from datetime import datetime

from core.cases.history import next_event
from core.cases.models import CaseOutline
from core.cases.review_actions import ReviewAction
from core.review.advancing import CLOCK_NAME, ReviewStep, with_event
from core.review.clocks import is_accepted_by_silence
from core.review.lapsing import with_deferral
from core.review.matter_reviews import MatterTerms, matter_reviews
from core.working_days import WorkingCalendar, day_of


def accepted_by_silence(
    case: CaseOutline, terms: Sequence[MatterTerms], calendar: WorkingCalendar, at: datetime
) -> CaseOutline:
    """Return a case with an entry for each matter whose office has been silent for too long.

    Whoever asks again gets the case as it is: what was accepted has no such clock any more.
    """
    reviews, today = matter_reviews(case, terms), day_of(at)
    for term in terms:
        if is_accepted_by_silence(reviews[term.matter], term, calendar, today):
            event = next_event(
                case.history,
                case_number=case.number,
                at=at,
                actor=CLOCK_NAME,
                action=ReviewAction.DEEMED_ACCEPTED,
                details=with_deferral(
                    ReviewStep(ReviewAction.DEEMED_ACCEPTED, term.matter),
                    case,
                    term,
                    calendar,
                    at=at,
                ),
            )
            case = with_event(case, event)
    return case
