"""In what share of all situations a condition holds: exact, and why in none.

Every option of a question is equally likely, and so is every set of options where several can
be chosen. Numbers are cut where conditions of the theme compare them, and each piece is
equally likely.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from core.catalogue.models import Answer, Comparison, Condition, Question
from core.situations.answering import AnswerClass, answer_classes, are_all_distinguished
from core.situations.engines.asked_questions import AskedQuestions
from core.situations.engines.counting import AnswerCounter
from core.situations.engines.encoding import Encoder
from core.situations.engines.limits import GaveUpError
from core.situations.engines.situation_diagrams import SituationDiagrams

_MOST_COMBINED_OPTIONS = 14
_NOTHING_TO_CHOOSE = AnswerClass("", 1.0)
"""The answer to a question that has no options yet."""


class WhyNever(StrEnum):
    """Why no situation satisfies a condition."""

    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The parts that no situation satisfies: one alone, two together, or all of them."""

    why: WhyNever
    parts: tuple[Condition, ...]


class SituationShares:
    """Counts shares of the situations of one theme.

    Args:
        asked: For each question the conditions of which one has to hold to ask it.
        fixed: Answers that are known.
        questions: What questions can be answered with.
        conditions: Everything that compares answers.
    """

    def __init__(
        self,
        asked: Mapping[str, Sequence[Condition | None]],
        fixed: Mapping[str, Answer],
        questions: Mapping[str, Question],
        conditions: Iterable[Condition | None],
    ) -> None:
        self._asked = AskedQuestions(asked, fixed, questions, conditions)

    def share(self, conditions: Iterable[Condition | None]) -> Fraction | None:
        """Return the share of situations in which one of some conditions holds.

        Nothing is returned where counting would take too long.

        Examples:
            >>> big = Comparison(question="area", op="gt", value=300)
            >>> area = Question(id="area", text="?", kind="number")
            >>> shares = SituationShares({"area": (None,)}, {}, {"area": area}, [big])
            >>> shares.share([big]), shares.share([None])
            (Fraction(1, 2), Fraction(1, 1))
        """
        try:
            return self._share(self._encoder.one_of(tuple(conditions)))
        except GaveUpError:
            return None

    def asked_share(self, question: str) -> Fraction | None:
        """Return the share of situations in which a question is asked."""
        try:
            return self._share(self._encoder.asked(question))
        except GaveUpError:
            return None

    def contradiction(self, parts: Sequence[Condition]) -> Contradiction | None:
        """Return why parts that all have to hold never do; nothing where they can."""
        alone = next((part for part in parts if self.share([part]) == 0), None)
        if alone is not None:
            return Contradiction(self._why_never(alone), (alone,))
        if self._never(parts) and len(parts) > 1:
            pairs = (pair for pair in combinations(parts, 2) if self._never(pair))
            return Contradiction(WhyNever.TOGETHER, next(pairs, tuple(parts)))
        return None

    def _why_never(self, condition: Condition) -> WhyNever:
        if not isinstance(condition, Comparison):
            return WhyNever.TOGETHER
        if condition.question in self._asked.fixed or self.asked_share(condition.question):
            return WhyNever.NO_ANSWER
        return WhyNever.NOT_ASKED

    def _never(self, parts: Iterable[Condition]) -> bool:
        try:
            return not self._share(*map(self._encoder.holds, parts))
        except GaveUpError:
            return False

    def _share(self, *functions: int) -> Fraction:
        return Fraction(self._counter.count(functions), self._counter.count(()))

    @cached_property
    def _situations(self) -> SituationDiagrams:
        return SituationDiagrams({code: self._classes(code) for code in self._asked.when})

    @cached_property
    def _encoder(self) -> Encoder[int]:
        asked, situations = self._asked, self._situations
        return Encoder(situations.diagrams, asked.when, asked.fixed, situations.satisfying)

    @cached_property
    def _counter(self) -> AnswerCounter[int]:
        return self._situations.counter()

    def _classes(self, code: str) -> tuple[AnswerClass, ...]:
        question, compared = self._asked.question(code), self._asked.compared[code]
        if not are_all_distinguished(question, compared, combined=_MOST_COMBINED_OPTIONS):
            raise GaveUpError
        classes = answer_classes(question, compared, combined=_MOST_COMBINED_OPTIONS)
        return classes or (_NOTHING_TO_CHOOSE,)
