"""Report what every theme saves, with its typical answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error
from core.catalogue.models import Figures
from core.errors import InvalidAnswersError
from core.themes.guides import Guide, guide_situation, guide_theme
from core.themes.measuring import Counts, FieldCounts, Trips
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho

__all__ = [
    "Counts",
    "FieldCounts",
    "Reduction",
    "ReductionReport",
    "Trips",
    "circle_finding",
    "measure_themes",
]


@dataclass(frozen=True, slots=True)
class Reduction:
    """One theme before and after. Days are working days, one after another and side by side.

    Published figures stand beside what is computed, never in its place. ``stuck`` are
    matters that wait for each other; then no day can be named.
    """

    theme: str
    fields: FieldCounts
    materials: Counts
    trips: Trips
    days_before: int
    days_after: int | None
    baseline: Figures | None
    target: Figures | None
    stuck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReductionReport:
    """Every theme that can be guided; ``left_out`` are the others."""

    themes: tuple[Reduction, ...]
    left_out: tuple[str, ...]

    def mean(self, part: str, name: str) -> float:
        """Return the mean of one figure over the themes, 0 when there are none."""
        values = [getattr(getattr(theme, part), name) for theme in self.themes]
        return fmean(values) if values else 0.0

    def mean_days(self, name: str) -> float | None:
        """Return the mean of ``days_before`` or ``days_after``, where a day can be named."""
        values = [getattr(theme, name) for theme in self.themes]
        known = [value for value in values if value is not None]
        if not known:
            return None if values else 0.0
        return fmean(known)


def circle_finding(reduction: Reduction) -> Finding:
    """Return the finding of a theme in which matters wait for each other."""
    return error("precedence-cycle", reduction.theme, matters=list(reduction.stuck))


def measure_themes(
    catalogue: Catalogue, codes: Iterable[str], *, fewest_persons: bool = False
) -> ReductionReport:
    """Return the reduction of some themes, in the order of their codes.

    With ``fewest_persons`` everybody is one person who may be (law 17).
    """
    measured, left_out = [], []
    for code in sorted(codes):
        plan = ThemePlan(catalogue.themes[code], catalogue)
        if plan.findings:
            left_out.append(code)
            continue
        try:
            guide = guide_theme(plan, plan.theme.typical_answers)
        except InvalidAnswersError:
            left_out.append(code)
            continue
        if fewest_persons:
            joined = WhoIsWho(plan, guide).plan_of_fewest()
            guide = guide_situation(joined, guide.situation)
        measured.append(_reduction(plan, guide))
    return ReductionReport(tuple(measured), tuple(left_out))


def _reduction(plan: ThemePlan, guide: Guide) -> Reduction:
    schedule = guide.schedule
    return Reduction(
        theme=plan.theme.code,
        fields=guide.fields_count,
        materials=guide.materials_count,
        trips=guide.trips,
        days_before=schedule.serial_working_days,
        days_after=None if schedule.stuck else schedule.working_days,
        baseline=plan.theme.baseline,
        target=plan.theme.target,
        stuck=schedule.stuck,
    )
