"""Write down what silence has accepted, once, however many work at it and whenever one is killed.

Each batch is one transaction that holds the rows of its cases and computes from their histories
whether a clock is over. So a batch is written as a whole or not at all, and whoever comes second
finds nothing left to do.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from core.cases.models import CaseOutline
from core.errors import StepNotPossibleError
from core.ports import Stores, Transaction
from core.review.silence import accepted_by_silence
from core.review.tasks import TaskPlace
from core.services.review_steps import ReviewRules, tell_systems
from core.services.setting_aside import tell_set_aside
from core.working_days import day_of

_AT_ONCE = 500


def accept_by_silence(transaction: Transaction, rules: ReviewRules, *, at: datetime) -> int:
    """Accept every matter whose office has been silent for too long; return how many."""
    after, accepted = None, 0
    while True:
        with transaction() as stores:
            places = _over(stores, day_of(at), after)
            accepted += _accept(stores, places, rules, at)
        if len(places) < _AT_ONCE:
            return accepted
        after = places[-1]


def _over(stores: Stores, today: date, after: TaskPlace | None) -> tuple[TaskPlace, ...]:
    return stores.tasks.silent(today, after=after, limit=_AT_ONCE)


def _accept(stores: Stores, places: Sequence[TaskPlace], rules: ReviewRules, at: datetime) -> int:
    if not places:
        return 0
    before = stores.outlines.of(place.case_number for place in places)
    after = list(_accepted(stores, before, rules, at))
    known = {case.number: len(case.history) for case in before}
    changed = [case for case in after if len(case.history) > known[case.number]]
    new = {case.number: case.history[known[case.number] :] for case in changed}
    events = [event for entries in new.values() for event in entries]
    stores.outlines.append(changed, events)
    for case in changed:
        tell_systems(stores, case, new[case.number], rules=rules)
    # Also of those that did not change: a row that said otherwise than its history is put right.
    tasks = [task for case in after for task in rules.tasks(stores, case)]
    stores.tasks.write(tasks, rules=rules.digest)
    return len(events)


def _accepted(
    stores: Stores, cases: Sequence[CaseOutline], rules: ReviewRules, at: datetime
) -> Iterator[CaseOutline]:
    for case in cases:
        try:
            yield accepted_by_silence(case, rules.terms(stores, case), rules.calendar, at=at)
        except StepNotPossibleError:
            tell_set_aside(f"service_case {case.number}")
