"""Everything of a theme worked out as columns: one operation for all situations at once.

The situations are complete, so two values are enough: what is never asked satisfies
nothing (law 6). The terms are those of :mod:`core.situations.engines.compiling`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

import numpy as np

from core.catalogue.models import Answer, Comparison
from core.situations.conditions import satisfies
from core.situations.drawing import Drawn, DrawnAnswers
from core.situations.engines.compiling import CompiledConditions
from core.situations.engines.packed_columns import Bits, any_of, everybody, nobody, packed
from core.situations.engines.terms import Leaf, Terms, places_in

_FEW = 8


class Columns:
    """What is in force in each of very many situations."""

    def __init__(self, compiled: CompiledConditions, drawn: DrawnAnswers) -> None:
        self.number = drawn.number
        self._compiled = compiled
        self._everybody = everybody(drawn.number)
        self._nobody = nobody(drawn.number)
        self._answers = {name: _Answered(one) for name, one in drawn.by_question.items()}
        self._columns: dict[Terms, Bits] = {}
        self._leaves: dict[int, Bits] = {}
        self.asked: dict[str, Bits] = dict.fromkeys(compiled.asked, self._nobody)
        """Who is asked each question."""
        self._ask()
        self.items: tuple[Bits, ...] = tuple(map(self.where, compiled.items))
        """Where each item of the theme is in force."""

    def _ask(self) -> None:
        """Ask in order; where questions wait in a circle, until nobody more is asked."""
        for _ in self._compiled.steps:
            before = dict(self.asked)
            self._leaves.clear()
            for step in self._compiled.steps:
                if step.reader is not None:
                    self.asked[step.name] = self._united(self._compiled.asked[step.name])
            if not self._compiled.is_circular or _same(before, self.asked):
                return

    def where(self, terms: Terms) -> Bits:
        """Return where one of some terms holds."""
        if terms not in self._columns:
            self._columns[terms] = self._united(terms)
        return self._columns[terms]

    def answered(self, question: str, wanted: Iterable[object] = ()) -> Bits:
        """Return who has answered a question, with one of these answers if any are named."""
        wanted = frozenset(wanted)
        if question in self._compiled.fixed:
            given = self._compiled.fixed[question]
            return self._everybody if not wanted or given in wanted else self._nobody
        asked = self.asked.get(question, self._nobody)
        if not wanted or question not in self._answers:
            return asked
        return asked & self._answers[question].where(lambda answer: answer in wanted)

    def _united(self, terms: Terms) -> Bits:
        return any_of(map(self._holding, terms), self.number)

    def _holding(self, term: int) -> Bits:
        leaves = [self._leaf(place) for place in places_in(term)]
        return reduce(np.bitwise_and, leaves) if leaves else self._everybody

    def _leaf(self, place: int) -> Bits:
        column = self._leaves.get(place)
        if column is None:
            column = self._leaves[place] = self._decided(self._compiled.leaves[place])
        return column

    def _decided(self, leaf: Leaf) -> Bits:
        return self._satisfying(leaf) if isinstance(leaf, Comparison) else self._united(leaf)

    def _satisfying(self, comparison: Comparison) -> Bits:
        question = comparison.question
        if question in self._compiled.fixed:
            holds = satisfies(self._compiled.fixed[question], comparison)
            return self._everybody if holds else self._nobody
        if question not in self.asked or question not in self._answers:
            return self._nobody
        given = self._answers[question].where(lambda answer: satisfies(answer, comparison))
        return self.asked[question] & given


class _Answered:
    """Who gave which answer to one question."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._number = len(drawn.chosen)
        self._one: dict[int, Bits] = {}

    def where(self, wanted: Callable[[Answer], bool]) -> Bits:
        """Return who gave a wanted answer; few answers are compared, many looked up."""
        holds = [wanted(answer) for answer in self._drawn.answers]
        if sum(holds) > _FEW:
            return packed(np.array(holds)[self._drawn.chosen])
        return any_of((self._who(place) for place, one in enumerate(holds) if one), self._number)

    def _who(self, place: int) -> Bits:
        if place not in self._one:
            self._one[place] = packed(self._drawn.chosen == place)
        return self._one[place]


def _same(before: Mapping[str, Bits], after: Mapping[str, Bits]) -> bool:
    return all(np.array_equal(before[name], after[name]) for name in after)
