"""Remind of what is owed after acceptance, and end the matters to which it did not come (容缺)."""

from collections.abc import Sequence
from datetime import date, datetime

from core.ports import Stores, Transaction
from core.review.lapsing import reminded_or_lapsed
from core.review.tasks import TaskPlace
from core.services.operators.advance_cases import ClockKind, advance_cases
from core.services.review_steps import ReviewRules

_AT_ONCE = 500


def end_unsupplied(transaction: Transaction, rules: ReviewRules, *, at: datetime) -> int:
    """Write every reminder and every end that is due; return how many entries."""
    clock = ClockKind(_waking, reminded_or_lapsed, _AT_ONCE)
    return advance_cases(transaction, rules, clock, at=at)


def _waking(
    stores: Stores, today: date, after: TaskPlace | None, limit: int
) -> Sequence[TaskPlace]:
    return stores.tasks.waking(today, after=after, limit=limit)
