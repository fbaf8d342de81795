"""What a theme comes down to over very many situations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.catalogue.models import Comparison
from core.situations.drawing import DrawnAnswers, Weights, draw_answers
from core.situations.engines.packed_columns import Numbers, PackedColumn, how_many, unpacked
from core.situations.engines.situation_columns import SituationColumns
from core.themes.plans import ThemePlan
from core.themes.simulating.durations import days_taken
from core.themes.simulating.forms import lay_out_forms
from core.themes.simulating.materials import simulate_materials

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Spread:
    """One figure over all situations: its mean, and how it is spread."""

    values: Numbers

    @property
    def mean(self) -> float:
        """Return the mean, to four places."""
        return round(float(self.values.mean()), 4)

    @property
    def smallest(self) -> int:
        """Return the smallest value."""
        return int(self.values.min())

    @property
    def largest(self) -> int:
        """Return the largest value."""
        return int(self.values.max())

    def quantiles(self) -> dict[str, int]:
        """Return values that a share of the situations does not exceed."""
        at = np.quantile(self.values, QUANTILES, method="inverted_cdf")
        return {f"p{share:.0%}".rstrip("%"): int(v) for share, v in zip(QUANTILES, at, strict=True)}

    def histogram(self) -> dict[int, int]:
        """Return how many situations have which value."""
        values, numbers = np.unique(self.values, return_counts=True)
        return dict(zip(values.tolist(), numbers.tolist(), strict=True))


@dataclass(frozen=True)
class Simulation:
    """A theme over many situations; ``figures`` are named ``fields.before`` and so on.

    ``matters`` is the share of the situations in which each matter is in force.
    """

    situations: int
    matters: Mapping[str, float]
    figures: Mapping[str, Spread]


def simulate_theme(
    plan: ThemePlan, *, number: int, seed: int, weights: Weights | None = None
) -> Simulation:
    """Simulate one theme.

    Args:
        plan: The theme.
        number: How many situations, at least one.
        seed: The same seed draws the same situations.
        weights: How likely answers are.

    Raises:
        WhatIfError: If weights name something that there is not.
    """
    return simulate_all([plan], number=number, seed=seed, weights=weights)[0]


def simulate_all(
    plans: Iterable[ThemePlan], *, number: int, seed: int, weights: Weights | None = None
) -> tuple[Simulation, ...]:
    """Simulate several readings of one theme over the very same situations."""
    several = list(plans)
    questions = {
        code: plan.catalogue.questions.get(code)
        for plan in several
        for code in plan.questions.order
    }
    comparisons = [comparison for plan in several for comparison in comparisons_of(plan)]
    drawn = draw_answers(questions, comparisons, number=number, seed=seed, weights=weights)
    return tuple(simulate_drawn(plan, drawn) for plan in several)


def comparisons_of(plan: ThemePlan) -> Iterator[Comparison]:
    """Yield every comparison that something in the theme makes."""
    return (leaf for leaf in plan.questions.compiled.leaves if isinstance(leaf, Comparison))


def simulate_drawn(plan: ThemePlan, drawn: DrawnAnswers) -> Simulation:
    """Simulate a theme over situations drawn before."""
    columns = SituationColumns(plan.questions.compiled, drawn)
    in_force = {code: columns.items[matter.first_item] for code, matter in plan.matters.items()}
    materials = simulate_materials(plan, columns)
    forms = lay_out_forms(plan, columns, materials)
    days = {code: planned.matter.committed_days for code, planned in plan.matters.items()}
    standing = (
        columns.items[planned.first_item + 1 + len(planned.fields) + place]
        for planned in plan.matters.values()
        for place in range(len(planned.materials))
    )
    number = drawn.number
    figures = {
        "fields.before": counted(forms.entries, number),
        "fields.after": counted(forms.keys.values(), number),
        "fields.asked": counted(forms.asked.values(), number),
        "materials.before": counted(standing, number),
        "materials.after": materials.after,
        "materials.asked": materials.asked,
        "working_days": days_taken(days, in_force, plan.theme.precedence, number),
    }
    return Simulation(
        situations=number,
        matters={code: round(how_many(bits) / number, 6) for code, bits in in_force.items()},
        figures={name: Spread(values) for name, values in figures.items()},
    )


def counted(columns: Iterable[PackedColumn], number: int) -> Numbers:
    """Return how many columns are set in each situation; equal ones are unpacked once."""
    weights: dict[bytes, int] = {}
    for column in columns:
        name = column.tobytes()
        weights[name] = weights.get(name, 0) + 1
    total = np.zeros(number, dtype=np.int64)
    for name, weight in weights.items():
        total += unpacked(np.frombuffer(name, dtype=np.uint64), number) * np.int64(weight)
    return total
