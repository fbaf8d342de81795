"""What cases say about the catalogue, as plain data that proposals are made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from core.monitoring.measuring import Declared, DeclaredMatter, figures_by
from core.monitoring.models import LogEvent
from core.monitoring.runs import MatterRun, runs_of
from core.monitoring.steps import StepNames, own_steps
from core.themes.confirming.models import CaseFinding, FindingKind
from core.themes.proposing.observed import ObservedMatter, can_be_shorter
from core.working_days import WorkingCalendar

_LEAST = 2


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
        ObservedMatter(matter, len(found), nine_of_ten(found))
        for matter, found in sorted(days.items())
    )


def findings_in(
    runs: Iterable[MatterRun], declared: Declared
) -> dict[str, tuple[CaseFinding, ...]]:
    """Return of each declared matter what its cases say beside what is declared of it.

    One case says nothing about a matter: everything was found at least twice.
    """
    by_matter: dict[str, list[MatterRun]] = defaultdict(list)
    for run in runs:
        if run.matter in declared:
            by_matter[run.matter].append(run)
    found = {
        code: tuple(_findings(of_matter, declared[code], declared))
        for code, of_matter in sorted(by_matter.items())
    }
    return {code: findings for code, findings in found.items() if findings}


def _findings(
    runs: list[MatterRun], matter: DeclaredMatter, declared: Declared
) -> Iterator[CaseFinding]:
    (figures,) = figures_by(lambda run: run.matter, runs, declared)
    if figures.late >= _LEAST:
        params = {"cases": figures.late, "of": figures.decided, "days": matter.committed_days}
        yield CaseFinding(FindingKind.LATE, params)
    if figures.corrections >= _LEAST:
        params = {"times": figures.corrections, "of": figures.number}
        yield CaseFinding(FindingKind.CORRECTIONS, params)
    for name, cases in figures.beyond:
        if cases >= _LEAST:
            yield CaseFinding(FindingKind.BEYOND, {"name": name, "cases": cases})
    decided = [run.days for run in runs if run.days is not None]
    days = nine_of_ten(decided) if decided else 0
    if matter.committed_days is not None and can_be_shorter(
        matter.committed_days, len(decided), days
    ):
        params = {"cases": len(decided), "days": days, "before": matter.committed_days}
        yield CaseFinding(FindingKind.SOONER, params)


def nine_of_ten(days: list[int]) -> int:
    """Return the fewest days in which nine of ten were decided.

    Examples:
        >>> nine_of_ten([1, 2, 3, 4, 5, 6, 7, 8, 9, 30]), nine_of_ten([4])
        (9, 4)
    """
    ordered = sorted(days)
    return ordered[-(-len(ordered) * 9 // 10) - 1]
