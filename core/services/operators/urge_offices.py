"""Remind offices of what is due soon, and escalate what is late, each once for every due day.

Like silence that accepts (:mod:`core.services.operators.accept_by_silence`), each batch is one
transaction that holds the rows of its cases and computes from their histories what is still to
be said: whoever comes second finds nothing left to do.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.cases.history import next_event
from core.cases.models import CaseOutline, Event
from core.errors import StepNotPossibleError
from core.ports import Stores, Transaction
from core.review.advancing import with_event
from core.review.supervising import ClockStep, clock_step
from core.review.tasks import TaskDay, TaskPlace
from core.services.review_steps import ReviewRules, tell_systems
from core.services.setting_aside import tell_set_aside
from core.staff.permissions import CLOCK_NAME
from core.working_days import day_of

_AT_ONCE = 500


def urge_offices(transaction: Transaction, rules: ReviewRules, *, at: datetime) -> int:
    """Remind and escalate wherever the clock has not done so yet; return how many times."""
    day, after, urged = TaskDay.on(day_of(at), rules.calendar), None, 0
    while True:
        with transaction() as stores:
            places = stores.tasks.to_be_urged(day, after=after, limit=_AT_ONCE)
            urged += _urge(stores, places, rules, at) if places else 0
        if len(places) < _AT_ONCE:
            return urged
        after = places[-1]


def _urge(stores: Stores, places: Sequence[TaskPlace], rules: ReviewRules, at: datetime) -> int:
    before = stores.outlines.of(place.case_number for place in places)
    after = list(_urged(stores, before, rules, at))
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


def _urged(
    stores: Stores, cases: Sequence[CaseOutline], rules: ReviewRules, at: datetime
) -> Iterator[CaseOutline]:
    day = TaskDay.on(day_of(at), rules.calendar)
    for case in cases:
        try:
            tasks = rules.tasks(stores, case)
        except StepNotPossibleError:
            tell_set_aside(f"service_case {case.number}")
            continue
        now = case
        for task in tasks:
            step = clock_step(task, day)
            if step is not None:
                now = with_event(now, _entry(now, task.matter, step, at))
        yield now


def _entry(case: CaseOutline, matter: str, step: ClockStep, at: datetime) -> Event:
    action, details = step
    return next_event(
        case.history,
        case_number=case.number,
        at=at,
        actor=CLOCK_NAME,
        action=action,
        details={"matter": matter, **details},
    )
