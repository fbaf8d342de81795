"""Play a theme through many situations, as it stands and as it might be."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Comparison,
    Exemption,
    ExemptionWay,
    MaterialKind,
    Theme,
)
from core.ports import Draft
from core.services.acting import StaffContext
from core.services.theme_documents import theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.plans import ThemePlan
from core.themes.simulating.simulation import Simulation, Spread, comparisons_of, simulate_all
from core.themes.simulating.what_if import (
    AddedExemption,
    MovedThreshold,
    WhatIf,
    changed_plan,
)

__all__ = ["AnswerLimit", "Levers", "SimulateTheme", "Simulation", "Spread", "Trial", "WhatIf"]


_BY_SHARING = ExemptionWay("data_sharing")


@dataclass(frozen=True, slots=True)
class AnswerLimit:
    """A number that something compares an answer with."""

    question: str
    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Levers:
    """What can be tried: limits to move, matters to leave out, papers to spare."""

    limits: tuple[AnswerLimit, ...]
    matters: dict[str, str]
    papers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """A change to be tried beside the theme as it stands."""

    limit: AnswerLimit | None = None
    becomes: float | None = None
    without: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    def what_if(self) -> WhatIf | None:
        """Return the change, or nothing if there is none."""
        moved = self.limit is not None and self.becomes not in (None, self.limit.value)
        if not (moved or self.without or self.spared):
            return None
        by_sharing = Exemption(by=_BY_SHARING)
        return WhatIf(
            thresholds=self._thresholds() if moved else (),
            without=self.without,
            exemptions=tuple(
                AddedExemption(material=paper, exemption=by_sharing) for paper in self.spared
            ),
        )

    def _thresholds(self) -> tuple[MovedThreshold, ...]:
        limit = self.limit
        if limit is None or self.becomes is None:
            return ()
        return (MovedThreshold(question=limit.question, was=limit.value, becomes=self.becomes),)


class SimulateTheme:
    """Plays drafts through many situations."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def levers(self, session: Principal, draft: Draft) -> Levers:
        """Return what can be tried with a draft."""
        with self._staff.as_permitted(session, UseCase.LIST_LEVERS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        return _levers_of(theme_of(draft.document), catalogue)

    def simulate(
        self, session: Principal, draft: Draft, *, number: int, seed: int, trial: Trial
    ) -> tuple[Simulation, ...]:
        """Return what a draft comes down to as it stands and, if a change is tried, with it.

        Both are played over the very same situations.

        Raises:
            WhatIfError: If the change names something that the theme does not have.
        """
        with self._staff.as_permitted(session, UseCase.SIMULATE_THEME) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        plan = ThemePlan(theme_of(draft.document), catalogue)
        change = trial.what_if()
        plans = [plan] if change is None else [plan, changed_plan(plan, change)]
        return simulate_all(plans, number=number, seed=seed)


def _levers_of(theme: Theme, catalogue: Catalogue) -> Levers:
    """Return what can be tried with a theme."""
    plan = ThemePlan(theme, catalogue)
    return Levers(
        limits=tuple(dict.fromkeys(_limits(plan))),
        matters={code: planned.matter.name for code, planned in plan.matters.items()},
        papers={
            f"{code}.{paper.id}": paper.name
            for code, planned in plan.matters.items()
            for paper in planned.matter.materials
            if paper.kind is MaterialKind.EVIDENCE and paper.exemption is None
        },
    )


def _limits(plan: ThemePlan) -> Iterator[AnswerLimit]:
    for comparison in sorted(comparisons_of(plan), key=_as_stated):
        question = plan.catalogue.questions.get(comparison.question)
        value = comparison.value
        if question and isinstance(value, int | float) and not isinstance(value, bool):
            yield AnswerLimit(question.id, question.text, float(value), question.unit)


def _as_stated(comparison: Comparison) -> tuple[str, str]:
    return comparison.question, f"{comparison.value!s:>12}"
