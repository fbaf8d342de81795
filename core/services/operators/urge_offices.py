"""Remind offices of what is due soon, and escalate what is late, each once for every due day."""

from collections.abc import Sequence
from datetime import date, datetime

from core.cases.history import next_event
from core.cases.models import CaseOutline
from core.ports import Stores, Transaction
from core.review.advancing import with_event
from core.review.matter_reviews import MatterTerms
from core.review.supervising import clock_step
from core.review.tasks import TaskDay, TaskPlace, tasks_of
from core.services.operators.advance_cases import ClockKind, advance_cases
from core.services.review_steps import ReviewRules
from core.staff.permissions import CLOCK_NAME
from core.working_days import WorkingCalendar, day_of

_AT_ONCE = 500


def urge_offices(transaction: Transaction, rules: ReviewRules, *, at: datetime) -> int:
    """Remind and escalate wherever the clock has not done so yet; return how many times."""

    def to_be_urged(
        stores: Stores, today: date, after: TaskPlace | None, limit: int
    ) -> Sequence[TaskPlace]:
        day = TaskDay.on(today, rules.calendar)
        return stores.tasks.to_be_urged(day, after=after, limit=limit)

    return advance_cases(transaction, rules, ClockKind(to_be_urged, _urged, _AT_ONCE), at=at)


def _urged(
    case: CaseOutline, terms: Sequence[MatterTerms], calendar: WorkingCalendar, at: datetime
) -> CaseOutline:
    """Return a case with a reminder or an escalation of each matter that needs one now."""
    day = TaskDay.on(day_of(at), calendar)
    for task in tasks_of(case, terms, calendar):
        step = clock_step(task, day)
        if step is not None:
            action, details = step
            event = next_event(
                case.history,
                case_number=case.number,
                at=at,
                actor=CLOCK_NAME,
                action=action,
                details={"matter": task.matter, **details},
            )
            case = with_event(case, event)
    return case
