"""Declared against actual (承诺与实际): what guides promise, beside what happened."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import mean, median

from core.monitoring.runs import MatterRun


@dataclass(frozen=True, slots=True)
class DeclaredMatter:
    """What is declared about a matter; ``materials`` are the names of what it asks for."""

    name: str
    department: str
    committed_days: int | None = None
    statutory_days: int | None = None
    visits: int = 0
    materials: frozenset[str] = frozenset()


UNDECLARED = DeclaredMatter("", "")
Declared = Mapping[str, DeclaredMatter]


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs are looked at; what is empty leaves none out."""

    theme: str = ""
    department: str = ""
    channel: str = ""
    month: str = ""

    def takes(self, run: MatterRun) -> bool:
        """Say whether a run is among those that are looked at."""
        wanted = (getattr(self, name) for name in self.__slots__)
        found = (getattr(run, name) for name in self.__slots__)
        return all(not want or want == is_ for want, is_ in zip(wanted, found, strict=True))


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What happened to the runs of one matter, theme, department or channel.

    Days are working days of those that are decided. ``late`` ended after the days that are
    committed, or after their deadline where a log has one. ``beyond`` are materials that no guide
    asks for, the most often asked first; ``repeated`` the activities done anew, by cases.
    ``mean_visits`` is how often people came for a case (:mod:`core.monitoring.trips`).
    """

    key: str
    number: int
    decided: int
    median_days: float | None
    longest_days: int | None
    late: int
    over_statutory: int
    deemed: int
    corrections: int
    beyond: tuple[tuple[str, int], ...]
    mean_visits: float
    repeated: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A way from one activity to the next, and how much of all the time it takes."""

    before: str
    after: str
    number: int
    median_hours: float
    hours: float
    share: float


def figures_by(
    key: Callable[[MatterRun], str], runs: Iterable[MatterRun], declared: Declared
) -> tuple[RunFigures, ...]:
    """Return the figures of each group of runs, the largest group first."""
    groups: dict[str, list[MatterRun]] = defaultdict(list)
    for run in runs:
        groups[key(run)].append(run)
    figures = (_figures(name, found, declared) for name, found in groups.items())
    return tuple(sorted(figures, key=lambda group: (-group.number, group.key)))


def bottlenecks_of(runs: Iterable[MatterRun]) -> tuple[Bottleneck, ...]:
    """Return the ways between activities, those that take most of the time first."""
    hours: dict[tuple[str, str], list[float]] = defaultdict(list)
    for run in runs:
        for step in run.durations:
            hours[step.before, step.after].append(step.hours)
    whole = sum(map(sum, hours.values())) or 1.0
    found = (
        Bottleneck(*pair, len(spent), median(spent), sum(spent), sum(spent) / whole)
        for pair, spent in hours.items()
    )
    return tuple(sorted(found, key=lambda way: (-way.hours, way.before, way.after)))


def is_late(run: MatterRun, declared: Declared) -> bool:
    """Say whether a decision came after what was promised; the deadline of a log goes before."""
    if run.is_late is not None:
        return run.is_late
    return _is_over(run, declared.get(run.matter, UNDECLARED).committed_days)


def _is_over(run: MatterRun, limit: int | None) -> bool:
    """Say whether a decision took longer than a limit that was not extended (行政许可法 42)."""
    return None not in (run.days, limit) and not run.extended and run.days > limit  # type: ignore[operator]


def _figures(key: str, runs: list[MatterRun], declared: Declared) -> RunFigures:
    days = [run.days for run in runs if run.days is not None]
    beyond = Counter(name for run in runs for name in set(_beyond(run, declared)))
    repeated = Counter(activity for run in runs for activity in run.repeated)
    return RunFigures(
        key=key,
        number=len(runs),
        decided=len(days),
        median_days=median(days) if days else None,
        longest_days=max(days, default=None),
        late=sum(is_late(run, declared) for run in runs),
        over_statutory=sum(
            _is_over(run, declared.get(run.matter, UNDECLARED).statutory_days) for run in runs
        ),
        deemed=sum(run.is_deemed for run in runs),
        corrections=sum(run.corrections for run in runs),
        beyond=tuple(beyond.most_common()),
        mean_visits=_mean_trips(runs),
        repeated=tuple(repeated.most_common()),
    )


def _mean_trips(runs: list[MatterRun]) -> float:
    """Return how often people came for a case; who comes for several matters at once comes once."""
    cases: dict[str, list[MatterRun]] = defaultdict(list)
    for run in runs:
        cases[run.whole_case].append(run)
    return mean(
        sum(run.visits for run in found) + len({day for run in found for day in run.came_on})
        for found in cases.values()
    )


def _beyond(run: MatterRun, declared: Declared) -> Iterable[str]:
    """Return the materials asked for that the guide of the matter does not name."""
    matter = declared.get(run.matter)
    return () if matter is None else (name for name in run.asked if name not in matter.materials)
