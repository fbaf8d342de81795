"""What cases say about the catalogue, as plain data that proposals are made of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from core.monitoring.models import LogEvent
from core.monitoring.runs import runs_of
from core.monitoring.steps import StepNames, own_steps
from core.themes.proposing.observed import ObservedMatter
from core.working_days import WorkingCalendar


def observed_in(
    events: Iterable[LogEvent],
    calendar: WorkingCalendar,
    since: date = date.min,
    names: StepNames | None = None,
) -> tuple[ObservedMatter, ...]:
    """Return of each matter how many cases were decided, and in how many days nine of ten were.

    Args:
        events: What happened.
        calendar: Which days are worked.
        since: What came in before is left aside.
        names: What activities mean.
    """
    days: dict[str, list[int]] = defaultdict(list)
    for run in runs_of(events, own_steps() if names is None else names, calendar):
        if run.matter and run.days is not None and run.received_on >= since:
            days[run.matter].append(run.days)
    return tuple(
        ObservedMatter(matter, len(found), _nine_of_ten(found))
        for matter, found in sorted(days.items())
    )


def _nine_of_ten(days: list[int]) -> int:
    """Return the fewest days in which nine of ten were decided.

    Examples:
        >>> _nine_of_ten([1, 2, 3, 4, 5, 6, 7, 8, 9, 30]), _nine_of_ten([4])
        (9, 4)
    """
    ordered = sorted(days)
    return ordered[-(-len(ordered) * 9 // 10) - 1]
