"""Play a theme through many situations, as it stands and with a change tried beside it."""

from core.situations.drawing import Weights
from core.themes.plans import ThemePlan
from core.themes.simulating.simulation import Simulation, simulate_all
from core.themes.simulating.what_if import WhatIf, changed_plan

__all__ = ["Simulation", "ThemePlan", "Weights", "WhatIf", "simulate_plan"]


def simulate_plan(
    plan: ThemePlan, change: WhatIf | None, *, number: int, seed: int, weights: Weights | None
) -> tuple[Simulation, ...]:
    """Return the figures of a theme and, if there is a change, of the changed theme.

    Raises:
        WhatIfError: If the change names something that the theme does not have.
    """
    plans = [plan, changed_plan(plan, change)] if change else [plan]
    return simulate_all(plans, number=number, seed=seed, weights=weights)
