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
        self._answers = _AnswerColumns(drawn, self.algebra)
        encoder = Encoder(
            self.algebra,
            {step.name: compiled.asked[step.name] for step in compiled.steps if step.reader},
            compiled.fixed,
            self._answers.satisfying,
            leaves=compiled.leaves,
            same=np.array_equal,
        )
        self.asked = encoder.asked
        """Returns who is asked a question."""
        self.holds = encoder.holds
        """Returns where a condition holds."""
        self.items: tuple[PackedColumn, ...] = tuple(map(encoder.where, compiled.items))
        """Where each item of the theme is in force."""

    def answered(self, question: str, wanted: Iterable[object] = ()) -> PackedColumn:
        """Return who has answered a question, with one of these answers if any are named."""
        wanted = frozenset(wanted)
        if question in self._fixed:
            given = self._fixed[question]
            return self.algebra.always if not wanted or given in wanted else self.algebra.never
        asked = self.asked(question)
        answers = self._answers.by_question.get(question)
        if not wanted or answers is None:
            return asked
        return asked & answers.where(lambda answer: answer in wanted)

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """Return the different answers that were given to a question, asked or not."""
        if question in self._fixed:
            return (self._fixed[question],)
        answers = self._answers.by_question.get(question)
        return answers.different if answers else ()


class _AnswerColumns:
    """Who gave which answers. Apart from the situations, so that nothing refers in a circle.

    In a circle the columns of a simulation would stay in memory until they are looked for.
    """

    def __init__(self, drawn: DrawnAnswers, algebra: PackedColumns) -> None:
        self._never = algebra.never
        self.by_question = {
            name: _Answered(question, algebra) for name, question in drawn.by_question.items()
        }

    def satisfying(self, comparison: Comparison) -> PackedColumn:
        """Return who gave an answer that satisfies a comparison, asked or not."""
        answers = self.by_question.get(comparison.question)
        if answers is None:
            return self._never
        return answers.where(lambda answer: satisfies(answer, comparison))


class _Answered:
    """Who gave which answer to one question."""

    def __init__(self, drawn: Drawn, algebra: PackedColumns) -> None:
        self._drawn = drawn
        self._algebra = algebra
        self._one: dict[int, PackedColumn] = {}

    @property
    def different(self) -> tuple[Answer, ...]:
        """Return every answer that somebody gave, each once."""
        return tuple(dict.fromkeys(self._drawn.answers))

    def where(self, wanted: Callable[[Answer], bool]) -> PackedColumn:
        """Return who gave a wanted answer; few answers are compared, many looked up."""
        holds = [wanted(answer) for answer in self._drawn.answers]
        if sum(holds) > _FEW:
            return packed(np.array(holds)[self._drawn.chosen])
        return self._algebra.any_of(self._who(place) for place, is_so in enumerate(holds) if is_so)

    def _who(self, place: int) -> PackedColumn:
        if place not in self._one:
            self._one[place] = packed(self._drawn.chosen == place)
        return self._one[place]
