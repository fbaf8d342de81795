"""What offices, the clock and the window do with a matter of a case, as its history names it."""

from collections.abc import Iterable
from enum import StrEnum

from core.cases.models import Event


class ReviewAction(StrEnum):
    """An entry of a history about one matter, named in the entry's ``details["matter"]``."""

    PASSED_ON = "passed_on"
    """What the matter waited for is there: its own application is complete only now."""
    CORRECTION_ASKED = "correction_asked"
    CORRECTED = "corrected"
    CORRECTED_ELSEWHERE = "corrected_elsewhere"
    """An entry of its form was put right at the notice of another office."""
    CORRECTED_ON_SPOT = "corrected_on_spot"
    """An error was put right at once, with the applicant's agreement (行政许可法 32(3))."""
    ACCEPTED = "accepted"
    DEEMED_ACCEPTED = "deemed_accepted"
    """Five working days went by without a word (行政许可法 32(4))."""
    NOT_ACCEPTED = "not_accepted"
    SUPPLY_REMINDED = "supply_reminded"
    """The applicant was reminded of a material that may come after acceptance (容缺)."""
    LAPSED = "lapsed"
    """Such a material did not come by its day, and the matter was ended."""
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    INSPECTION_SET = "inspection_set"
    INSPECTED = "inspected"
    GRANTED = "granted"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    """The window found something wrong with a result before it was handed over."""
    REISSUED = "reissued"
    DELIVERED = "delivered"
    COMMITMENT_CHECKED = "commitment_checked"
    """What was promised in the place of a proof was looked at after the decision (告知承诺)."""
    REVOKED = "revoked"
    """The decision was taken back, since what was promised was not so (行政许可法 69)."""


CONCLUDED = "concluded"
"""The entry that says that every matter of a case has come to its end."""
WITHDRAWN = "withdrawn"
"""The entry that says that the applicant wants nothing more."""

_BEFORE_REVIEW = frozenset(
    {
        ReviewAction.PASSED_ON,
        ReviewAction.CORRECTION_ASKED,
        ReviewAction.CORRECTED,
        ReviewAction.CORRECTED_ELSEWHERE,
        ReviewAction.CORRECTED_ON_SPOT,
    }
)
_IN_REVIEW = frozenset(ReviewAction) - _BEFORE_REVIEW


def has_review_begun(history: Iterable[Event]) -> bool:
    """Say whether an office has accepted or refused to accept any matter of a case."""
    return any(event.action in _IN_REVIEW for event in history)
