"""Before and after as figures to show: what is counted, and time by the kiosks' stop-watch."""

from collections.abc import Mapping

from core.themes.saving import Cause
from core.training.comparing import ScenarioComparison
from core.visits.time_estimates import ElapsedTotal, StepKind, minutes_of

_LOOKED_AT = (Cause.ANSWERED, Cause.DERIVED, Cause.FETCHED)


def form_minutes(
    compared: ScenarioComparison, observed: Mapping[StepKind, ElapsedTotal]
) -> tuple[int, int]:
    """Return how long forms and materials take apart and together, as kiosks here measure it.

    Whoever goes matter by matter fills in every form and signs each; what is filled in already
    is only looked at.
    """
    apart = {
        StepKind.FIELD: compared.entries.before,
        StepKind.PAPER: compared.materials.before,
        StepKind.SIGNATURE: len(compared.matters),
    }
    together = {
        StepKind.FIELD: compared.entries.left,
        StepKind.LOOK: sum(compared.entries.causes.get(cause, 0) for cause in _LOOKED_AT),
        StepKind.PAPER: compared.materials.left,
        StepKind.SIGNATURE: 1,
    }
    return minutes_of(apart, observed), minutes_of(together, observed)


def figure_pairs(
    compared: ScenarioComparison, minutes: tuple[int, int]
) -> Mapping[str, tuple[int, int | None]]:
    """Return every pair of figures by name, in the order in which they are shown."""
    return {
        "entries": (compared.entries.before, compared.entries.left),
        "materials": (compared.materials.before, compared.materials.left),
        "trips": (compared.trips.before, compared.trips.after),
        "working_days": (compared.days_before, compared.days_after),
        "minutes": minutes,
    }
