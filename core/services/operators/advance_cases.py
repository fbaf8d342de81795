"""Let clocks write what follows from them, once, however many work and whenever one is killed.

Each batch is one transaction that holds the rows of its cases and computes from their histories
whether a clock is over. So a batch is written as a whole or not at all, and whoever comes second
finds nothing left to do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.cases.models import CaseOutline
from core.errors import StepNotPossibleError
from core.ports import Stores, Transaction
from core.review.matter_reviews import MatterTerms
from core.review.tasks import TaskPlace
from core.services.review_steps import ReviewRules, tell_systems
from core.services.setting_aside import tell_set_aside
from core.working_days import WorkingCalendar, day_of


@dataclass(frozen=True, slots=True)
class ClockKind:
    """One kind of legal clock.

    ``find`` names the tasks whose clock is over on a day, after a place, so many at once.
    ``advance`` returns a case with the entries that its clocks write at an instant.
    """

    find: Callable[[Stores, date, TaskPlace | None, int], Sequence[TaskPlace]]
    advance: Callable[[CaseOutline, Sequence[MatterTerms], WorkingCalendar, datetime], CaseOutline]
    at_once: int = 500


def advance_cases(
    transaction: Transaction, rules: ReviewRules, clock: ClockKind, *, at: datetime
) -> int:
    """Write what is due in every case whose clock is over; return how many entries."""
    after, written = None, 0
    while True:
        with transaction() as stores:
            places = clock.find(stores, day_of(at), after, clock.at_once)
            written += _advance(stores, places, rules, clock, at=at)
        if len(places) < clock.at_once:
            return written
        after = places[-1]


def _advance(
    stores: Stores,
    places: Sequence[TaskPlace],
    rules: ReviewRules,
    clock: ClockKind,
    *,
    at: datetime,
) -> int:
    if not places:
        return 0
    before = stores.outlines.of(place.case_number for place in places)
    after = list(_advanced(stores, before, rules, clock, at=at))
    known = {case.number: len(case.history) for case in before}
    changed = [case for case in after if len(case.history) > known[case.number]]
    new = {case.number: case.history[known[case.number] :] for case in changed}
    stores.outlines.append(changed, [event for entries in new.values() for event in entries])
    for case in changed:
        tell_systems(stores, case, new[case.number], rules=rules)
    # Also of those that did not change: a row that said otherwise than its history is put right.
    tasks = [task for case in after for task in rules.tasks(stores, case)]
    stores.tasks.write(tasks, rules=rules.digest)
    return sum(map(len, new.values()))


def _advanced(
    stores: Stores,
    cases: Sequence[CaseOutline],
    rules: ReviewRules,
    clock: ClockKind,
    *,
    at: datetime,
) -> Iterator[CaseOutline]:
    for case in cases:
        try:
            yield clock.advance(case, rules.terms(stores, case), rules.calendar, at)
        except StepNotPossibleError:
            tell_set_aside(f"service_case {case.number}")
