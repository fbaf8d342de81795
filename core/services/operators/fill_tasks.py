"""Compute the tasks of cases anew where there are none yet, or the calendar has changed."""

from itertools import chain

from core.errors import AlteredRecordError, StepNotPossibleError
from core.ports import Stores, Transaction
from core.services.review_steps import ReviewRules
from core.services.setting_aside import tell_set_aside

_AT_ONCE = 200


def fill_tasks(transaction: Transaction, rules: ReviewRules) -> int:
    """Write the tasks of every case that needs it, and return of how many cases.

    Each batch is a transaction of its own, so that whoever is interrupted goes on where it ended.
    """
    number, filled = "", 0
    while True:
        with transaction() as stores:
            numbers = stores.tasks.outdated(rules.digest, after=number, limit=_AT_ONCE)
            filled += _fill(stores, numbers, rules)
        if len(numbers) < _AT_ONCE:
            return filled
        number = numbers[-1]


def _fill(stores: Stores, numbers: tuple[str, ...], rules: ReviewRules) -> int:
    tasks = []
    for case in stores.outlines.of(numbers) if numbers else ():
        try:
            tasks.append(rules.tasks(stores, case))
        except (StepNotPossibleError, AlteredRecordError):
            tell_set_aside(f"service_case {case.number}")
    stores.tasks.write(list(chain.from_iterable(tasks)), rules=rules.digest)
    return len(tasks)
