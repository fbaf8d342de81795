"""What a change comes to in one theme: typically, and in many drawn situations."""

from collections.abc import Hashable
from functools import cache

import numpy as np

from core.catalogue.catalogue import Catalogue
from core.errors import InvalidAnswersError
from core.materials.handing_in import may_come_later
from core.materials.merging import MaterialUse
from core.situations.drawing import DrawnAnswers, draw_answers
from core.situations.engines.packed_columns import Numbers
from core.situations.engines.situation_columns import SituationColumns
from core.themes.guides import guide_theme
from core.themes.inspecting import inspects_in_words
from core.themes.measuring import has_online_channel
from core.themes.plans import ThemePlan
from core.themes.proposing.proposal import CaseFigures, Effect
from core.themes.simulating.simulation import comparisons_of, counted, simulate_drawn

SITUATIONS, SEED = 2_000, 376
"""How many situations are drawn for each theme, the same before and after."""

_SIMULATED = ("fields.asked", "materials.asked", "working_days")


_Standing = tuple[DrawnAnswers, tuple[Numbers, ...]]
"""Drawn situations, and the figures of a theme in each of them."""


class ChangeEffects:
    """Tells what changes of one catalogue do; what stands before them is worked out once."""

    def __init__(self, before: Catalogue) -> None:
        self._before = before
        self._plan = cache(lambda code: ThemePlan(before.themes[code], before))
        self._figures = cache(lambda code: _figures(self._plan(code)))
        self._standing: dict[Hashable, _Standing] = {}

    def on(self, code: str, after: Catalogue) -> Effect | None:
        """Return what a change does to one theme; nothing where the theme cannot be guided."""
        changed = ThemePlan(after.themes[code], after)
        was, becomes = self._figures(code), _figures(changed)
        if was is None or becomes is None:
            return None
        return Effect(code, was, becomes, *self._compared(self._plan(code), changed))

    def _compared(self, before: ThemePlan, after: ThemePlan) -> tuple[float, float]:
        """Return the shares of the same situations in which a figure gets smaller, and larger."""
        drawn, standing = self._drawn_before(before, after)
        differences = [
            becomes - was for was, becomes in zip(standing, _columns(after, drawn), strict=True)
        ]
        smaller = np.logical_or.reduce([difference < 0 for difference in differences])
        larger = np.logical_or.reduce([difference > 0 for difference in differences])
        return float(smaller.mean()), float(larger.mean())

    def _drawn_before(self, before: ThemePlan, after: ThemePlan) -> _Standing:
        """Return situations that tell both plans apart, with the figures before the change.

        Most changes compare no number that was not compared before: the situations are the same.
        """
        codes = dict.fromkeys(code for plan in (before, after) for code in plan.questions.order)
        comparisons = [*comparisons_of(before), *comparisons_of(after)]
        key = before.theme.code, tuple(codes), tuple(map(repr, comparisons))
        if key not in self._standing:
            questions = {code: self._before.questions.get(code) for code in codes}
            drawn = draw_answers(questions, comparisons, number=SITUATIONS, seed=SEED)
            self._standing[key] = drawn, _columns(before, drawn)
        return self._standing[key]


def _figures(plan: ThemePlan) -> CaseFigures | None:
    """Return what a theme comes to with its typical answers; nothing where it cannot be guided."""
    if plan.findings:
        return None
    try:
        guide = guide_theme(plan, plan.theme.typical_answers)
    except InvalidAnswersError:
        return None
    matters = (plan.matters[code].matter for code in guide.matters)
    return CaseFigures(
        entries=guide.fields_count.required,
        materials=guide.materials_count.asked,
        on_paper=sum(map(is_signed_on_paper, guide.requirements)),
        later=sum(map(may_come_later, guide.materials)),
        trips=guide.trips.after,
        days=None if guide.schedule.stuck else guide.schedule.working_days,
        inspections=len(guide.inspections) + sum(map(inspects_in_words, matters)),
    )


def is_signed_on_paper(use: MaterialUse) -> bool:
    """Say whether a signature or a seal has to be put on paper."""
    requirement = use.requirement
    return requirement.signing != "none" and requirement.form != "electronic"


def _columns(plan: ThemePlan, drawn: DrawnAnswers) -> tuple[Numbers, ...]:
    """Return the figures of each situation: entries, materials, days, paper, and a trip."""
    simulation = simulate_drawn(plan, drawn)
    in_force = SituationColumns(plan.questions.compiled, drawn).items
    signed = (
        in_force[planned.first_item + 1 + len(planned.fields) + place]
        for planned in plan.matters.values()
        for place, material in enumerate(planned.materials)
        if is_signed_on_paper(material.use)
    )
    visited = (
        in_force[planned.first_item]
        for planned in plan.matters.values()
        if planned.matter.onsite_visits or not has_online_channel(planned.matter)
    )
    return (
        *(simulation.figures[name].values for name in _SIMULATED),
        counted(signed, drawn.number),
        np.minimum(counted(visited, drawn.number), 1),
    )
