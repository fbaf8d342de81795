"""Fees that no office has said the amount of, though the matter is granted.

They hold up handing over: the result is there, and nobody knows yet what is to be paid for it.
"""

from collections.abc import Iterator, Mapping

from core.cases.models import Version
from core.errors import ServiceError
from core.fees.charges import ChargeState
from core.ports import Stores
from core.review.states import MatterState
from core.review.tasks import TaskDay, TaskFilter, TaskLine
from core.services.officers.find_cases import VersionFacts
from core.services.review_steps import ReviewRules

MOST_LOOKED_THROUGH = 50
"""How many granted matters are looked through at most, due first."""
GRANTED = (MatterState.GRANTED, MatterState.REISSUING)


def unassessed_tasks(
    stores: Stores,
    departments: tuple[str, ...] | None,
    facts: Mapping[Version, VersionFacts],
    day: TaskDay,
    *,
    rules: ReviewRules,
) -> tuple[TaskLine, ...]:
    """Return the granted matters of departments whose fee is still to be said, due first."""
    assessed = tuple(sorted({code for known in facts.values() for code in known.assessed}))
    if not assessed:
        return ()
    wanted = TaskFilter(departments=departments, matters=assessed, states=GRANTED)
    lines = stores.tasks.found(wanted, day, limit=MOST_LOOKED_THROUGH)
    open_fees = {
        number: frozenset(_unassessed(stores, number, rules))
        for number in dict.fromkeys(line.case_number for line in lines)
    }
    return tuple(line for line in lines if line.matter in open_fees[line.case_number])


def _unassessed(stores: Stores, number: str, rules: ReviewRules) -> Iterator[str]:
    """Yield the matters of a case whose fee is still to be said; none of one that is spoilt."""
    try:
        charges = rules.charges.of(stores, stores.cases.get(number))
    except ServiceError:
        return
    yield from (code for code, it in charges.items() if it.state is ChargeState.OPEN)
