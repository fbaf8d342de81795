"""Very many situations of one theme with all items as columns, beside OpenFisca-Core.

OpenFisca is given the same theme as a tax and benefit system: a variable for each
question, for whether it is asked, and for each matter, field, table, column and material.
Both start from the same drawn answers and have to agree on every item of every
situation. Run with ``python -m benchmarks.simulate`` after
``pip install -r benchmarks/requirements.txt``.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import numpy as np
from openfisca_core import entities, periods, taxbenefitsystems, variables
from openfisca_core.simulations import Simulation, SimulationBuilder

from benchmarks.guide import CATALOGUE, SEED, THEME
from core.catalogue.models import AllOf, Comparison, Operator, QuestionKind
from core.catalogue.packages import read_package
from core.situations.drawing import Drawn, DrawnAnswers, draw_answers
from core.situations.engines.packed_columns import unpacked
from core.situations.engines.situation_columns import SituationColumns
from core.themes.plans import ThemePlan
from core.themes.simulating.durations import days_taken
from core.themes.simulating.forms import lay_out_forms
from core.themes.simulating.materials import simulate_materials
from core.themes.simulating.simulation import comparisons_of, simulate_drawn

SITUATIONS = 100_000
ROUNDS = 5
PERIOD = periods.period("2026-01")
PERSON = entities.Entity("person", "people", "", "")

Truths = np.ndarray
_COMPARE: dict[Operator, Callable[[Any, Any], Truths]] = {
    Operator.EQ: np.equal,
    Operator.NE: np.not_equal,
    Operator.GT: np.greater,
    Operator.GE: np.greater_equal,
    Operator.LT: np.less,
    Operator.LE: np.less_equal,
}


class FiscalTheme:
    """A theme as OpenFisca knows it."""

    def __init__(self, plan: ThemePlan, drawn: DrawnAnswers) -> None:
        self._plan = plan
        self.system = taxbenefitsystems.TaxBenefitSystem([PERSON])
        self.inputs: dict[str, np.ndarray] = {}
        self._codes: dict[str, dict[Any, int]] = {}
        for question, answers in drawn.by_question.items():
            self._add_question(question, answers)
        for asked in plan.theme.questions:
            self._add(f"asked_{asked.question}", [[asked.ask_when]])
        self.names = tuple(f"item_{place}" for place in range(len(plan.items)))
        matters: dict[str, str] = {}
        for name, item in zip(self.names, plan.items, strict=True):
            self._add(name, item.when, of=matters.get(item.matter))
            matters.setdefault(item.matter, name)

    def simulation(self) -> Simulation:
        """Return people who have answered, and of whom nothing is worked out yet."""
        people = SimulationBuilder().build_default_simulation(self.system, count=SITUATIONS)
        for name, values in self.inputs.items():
            people.set_input(name, PERIOD, values)
        return people

    def work_out(self, people: Simulation) -> list[Truths]:
        """Return every item for all people."""
        return [people.calculate(name, PERIOD) for name in self.names]

    def _add_question(self, question: str, drawn: Drawn) -> None:
        """Options are numbered as an Enum's are; of several, each option is a variable."""
        kind = self._plan.catalogue.questions[question].kind
        if kind is QuestionKind.MULTIPLE:
            for place, option in enumerate(self._plan.catalogue.questions[question].options):
                chosen = np.array([option in answer for answer in drawn.answers])[drawn.chosen]
                self._codes.setdefault(question, {})[option] = place
                self._add_input(f"{question}_{place}", bool, chosen)
        elif kind is QuestionKind.NUMBER:
            numbers = np.array(drawn.answers, dtype=np.float32)[drawn.chosen]
            self._add_input(question, float, numbers)
        else:
            self._codes[question] = {answer: place for place, answer in enumerate(drawn.answers)}
            self._add_input(question, int, drawn.chosen.astype(np.int32))

    def _add_input(self, name: str, kind: type, values: np.ndarray) -> None:
        self._declare(name, kind, {})
        self.inputs[name] = values

    def _declare(self, name: str, kind: type, more: dict[str, Any]) -> None:
        month = periods.DateUnit.MONTH
        traits = {"value_type": kind, "entity": PERSON, "definition_period": month, **more}
        self.system.add_variable(type(name, (variables.Variable,), traits))

    def _add(self, name: str, groups: Iterable[Iterable[Any]], of: str | None = None) -> None:
        """Add a variable: one condition of each group holds; what belongs to a matter asks it."""
        asked = [list(group) for group in groups][1 if of else 0 :]

        def formula(person: Any, period: Any) -> Truths:
            truths = [
                reduce(
                    np.logical_or, [self._holds(condition, person, period) for condition in group]
                )
                for group in asked
            ]
            own = [person(of, period)] if of else [np.ones(person.count, dtype=bool)]
            return reduce(np.logical_and, own + truths)

        self._declare(name, bool, {"formula": formula})

    def _holds(self, condition: Any, person: Any, period: Any) -> Any:
        if condition is None:
            return True
        if isinstance(condition, Comparison):
            return self._compared(condition, person, period)
        is_all = isinstance(condition, AllOf)
        parts = condition.all if is_all else condition.any
        join = np.logical_and if is_all else np.logical_or
        return reduce(join, [self._holds(part, person, period) for part in parts])

    def _compared(self, comparison: Comparison, person: Any, period: Any) -> Any:
        question, fixed = comparison.question, self._plan.theme.fixed_answers
        values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
        codes = self._codes.get(question)
        if question in fixed:
            holds = fixed[question] in values
            return holds if comparison.op is not Operator.NE else not holds
        if question not in self._plan.questions.order:
            return False
        asked = person(f"asked_{question}", period)
        if codes is None:
            return asked & _COMPARE[comparison.op](person(question, period), comparison.value)
        if self._plan.catalogue.questions[question].kind is QuestionKind.MULTIPLE:
            chosen = [person(f"{question}_{codes[value]}", period) for value in values]
            return asked & reduce(np.logical_or, chosen)
        if comparison.op is Operator.IN:
            return asked & np.isin(person(question, period), [codes[value] for value in values])
        return asked & _COMPARE[comparison.op](person(question, period), codes[comparison.value])


def seconds_for(*runs: Callable[[], object]) -> list[float]:
    """Return each one's median processor time; they take turns."""
    rounds = [[_seconds(run) for run in runs] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Compare and print."""
    catalogue = read_package(CATALOGUE).catalogue
    plan = ThemePlan(catalogue.themes[THEME], catalogue)
    compiled = plan.questions.compiled
    questions = {code: catalogue.questions[code] for code in plan.questions.order}

    def draw() -> DrawnAnswers:
        return draw_answers(questions, comparisons_of(plan), number=SITUATIONS, seed=SEED)

    drawn = draw()
    fiscal = FiscalTheme(plan, drawn)
    columns = SituationColumns(compiled, drawn)
    in_force = {code: columns.items[planned.first_item] for code, planned in plan.matters.items()}
    days = {code: planned.matter.committed_days for code, planned in plan.matters.items()}
    materials = simulate_materials(plan, columns)

    theirs = fiscal.work_out(fiscal.simulation())
    for bits, truths in zip(columns.items, theirs, strict=True):
        assert np.array_equal(unpacked(bits, SITUATIONS).astype(bool), truths)

    waiting = [fiscal.simulation() for _ in range(ROUNDS)]
    ours, peer, drawing, durations, counting, laying_out, everything = seconds_for(
        lambda: SituationColumns(compiled, drawn),
        lambda: fiscal.work_out(waiting.pop()),
        draw,
        lambda: days_taken(days, in_force, plan.theme.precedence, SITUATIONS),
        lambda: simulate_materials(plan, columns),
        lambda: lay_out_forms(plan, columns, materials),
        lambda: simulate_drawn(plan, drawn),
    )

    print(f"{THEME}, {len(plan.items)} items as columns, {SITUATIONS:,} situations, seed {SEED},")
    print(f"median of {ROUNDS} rounds in turn; both agree on every item of every situation")
    print(f"  ours                      {1_000 * ours:9.1f} ms")
    print(f"  OpenFisca-Core            {1_000 * peer:9.1f} ms  {peer / ours:6.1f} × ours")
    print("On top, for ours alone:")
    print(f"  drawing the answers       {1_000 * drawing:9.1f} ms")
    print(f"  working days              {1_000 * durations:9.1f} ms")
    print(f"  materials, all counts     {1_000 * counting:9.1f} ms")
    print(f"  fields and their sources  {1_000 * laying_out:9.1f} ms")
    print(f"  everything from answers   {1_000 * everything:9.1f} ms, columns included")


if __name__ == "__main__":
    main()
