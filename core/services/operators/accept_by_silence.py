"""Write down what silence has accepted (law 12; 行政许可法 32(4))."""

from collections.abc import Sequence
from datetime import date, datetime

from core.ports import Stores, Transaction
from core.review.silence import accepted_by_silence
from core.review.tasks import TaskPlace
from core.services.operators.advance_cases import ClockKind, advance_cases
from core.services.review_steps import ReviewRules

_AT_ONCE = 500


def accept_by_silence(transaction: Transaction, rules: ReviewRules, *, at: datetime) -> int:
    """Accept every matter whose office has been silent for too long; return how many."""
    clock = ClockKind(_silent, accepted_by_silence, _AT_ONCE)
    return advance_cases(transaction, rules, clock, at=at)


def _silent(
    stores: Stores, today: date, after: TaskPlace | None, limit: int
) -> Sequence[TaskPlace]:
    return stores.tasks.silent(today, after=after, limit=limit)
