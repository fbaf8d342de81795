"""What is in force in very many situations, as packed columns: one operation for all of them."""

from collections.abc import Callable, Iterable

import numpy as np

from core.catalogue.models import Answer, Comparison
from core.situations.conditions import satisfies
from core.situations.drawing import Drawn, DrawnAnswers
from core.situations.engines.compiling import CompiledConditions
from core.situations.engines.encoding import Encoder
from core.situations.engines.packed_columns import PackedColumn, PackedColumns, packed

_FEW = 8


class SituationColumns:
    """What is in force in each of very many situations.

    Complete situations: two truth values are enough, and what is never asked satisfies nothing
    (law 6).
    """

    def __init__(self, compiled: CompiledConditions, drawn: DrawnAnswers) -> None:
        self.number = drawn.number
        self.algebra = PackedColumns(drawn.number)
        self._fixed = compiled.fixed
        self._answers = {
            name: _Answered(one, self.algebra) for name, one in drawn.by_question.items()
        }
        encoder = Encoder(
            self.algebra,
            {step.name: compiled.asked[step.name] for step in compiled.steps if step.reader},
            compiled.fixed,
            self._satisfying,
            leaves=compiled.leaves,
            same=np.array_equal,
        )
        self.asked = encoder.asked
        """Returns who is asked a question."""
        self.items: tuple[PackedColumn, ...] = tuple(map(encoder.where, compiled.items))
        """Where each item of the theme is in force."""

    def _satisfying(self, comparison: Comparison) -> PackedColumn:
        answers = self._answers.get(comparison.question)
        if answers is None:
            return self.algebra.never
        return answers.where(lambda answer: satisfies(answer, comparison))

    def answered(self, question: str, wanted: Iterable[object] = ()) -> PackedColumn:
        """Return who has answered a question, with one of these answers if any are named."""
        wanted = frozenset(wanted)
        if question in self._fixed:
            given = self._fixed[question]
            return self.algebra.always if not wanted or given in wanted else self.algebra.never
        asked = self.asked(question)
        if not wanted or question not in self._answers:
            return asked
        return asked & self._answers[question].where(lambda answer: answer in wanted)


class _Answered:
    """Who gave which answer to one question."""

    def __init__(self, drawn: Drawn, algebra: PackedColumns) -> None:
        self._drawn = drawn
        self._algebra = algebra
        self._one: dict[int, PackedColumn] = {}

    def where(self, wanted: Callable[[Answer], bool]) -> PackedColumn:
        """Return who gave a wanted answer; few answers are compared, many looked up."""
        holds = [wanted(answer) for answer in self._drawn.answers]
        if sum(holds) > _FEW:
            return packed(np.array(holds)[self._drawn.chosen])
        return self._algebra.any_of(self._who(place) for place, one in enumerate(holds) if one)

    def _who(self, place: int) -> PackedColumn:
        if place not in self._one:
            self._one[place] = packed(self._drawn.chosen == place)
        return self._one[place]
