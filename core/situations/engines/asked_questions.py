"""The questions that are asked, what looks at their answers, and which answers it tells apart."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property

from core.catalogue.models import (
    Answer,
    Comparison,
    Condition,
    Question,
    QuestionKind,
    comparisons_in,
)
from core.situations.answering import (
    AnswerClass,
    answer_classes,
    are_all_distinguished,
    compared_by_question,
    joined_classes,
    values_compared,
)
from core.situations.engines.limits import GaveUpError

_MOST_COMBINED_OPTIONS = 14
_OTHER = "–"
"""An answer that nobody compares with, to a question that nobody declared."""


class AskedQuestions:
    """Questions: when each is asked, and what conditions compare its answer with.

    Args:
        asked: For each question the conditions of which one has to hold to ask it.
        fixed: Answers that are known, so that their questions are not asked.
        questions: What questions can be answered with, as far as they are declared.
        outcomes: Conditions that answers decide besides.
    """

    def __init__(
        self,
        asked: Mapping[str, Sequence[Condition | None]],
        fixed: Mapping[str, Answer],
        questions: Mapping[str, Question],
        outcomes: Iterable[Condition | None],
    ) -> None:
        self.fixed = dict(fixed)
        self.when = {code: whens for code, whens in asked.items() if code not in self.fixed}
        gates = [when for whens in asked.values() for when in whens]
        self.compared = self._nothing_compared() | compared_by_question((*outcomes, *gates))
        self._gates = self._nothing_compared() | compared_by_question(gates)
        self._declared = questions

    def _nothing_compared(self) -> dict[str, list[Comparison]]:
        return {code: [] for code in self.when}

    def question(self, code: str) -> Question:
        """Return a question; one that nobody declared can be answered as it is compared."""
        if code in self._declared:
            return self._declared[code]
        values = [
            value for comparison in self.compared[code] for value in values_compared(comparison)
        ]
        texts = [value for value in values if isinstance(value, str)]
        if values and not texts:
            return Question(id=code, text=code, kind=QuestionKind.NUMBER)
        return Question(id=code, text=code, kind=QuestionKind.SINGLE, options=(*texts, _OTHER))

    @cached_property
    def looked_at_by(self) -> Mapping[str, Set[str]]:
        """Return, for each question, those whose being asked turns on it, through others too."""
        direct: dict[str, set[str]] = {code: set() for code in self.when}
        for code, whens in self.when.items():
            for comparison in (named for when in whens for named in comparisons_in(when)):
                if comparison.question in direct:
                    direct[comparison.question].add(code)
        return {code: _reached_from(code, direct) for code in direct}

    def counted_classes(self, code: str) -> tuple[AnswerClass, ...]:
        """Return the answers that decide otherwise what is asked, and how many are like them.

        Numbers count by the classes that any condition can tell apart.

        Raises:
            GaveUpError: If more options than can be combined are looked at.
        """
        question, gates = self.question(code), self._gates[code]
        if not are_all_distinguished(question, gates, combined=_MOST_COMBINED_OPTIONS):
            raise GaveUpError
        compared = self.compared[code] if question.kind is QuestionKind.NUMBER else gates
        classes = answer_classes(question, compared, combined=_MOST_COMBINED_OPTIONS)
        return joined_classes(classes, gates)


def _reached_from(start: str, edges: Mapping[str, Set[str]]) -> frozenset[str]:
    reached: set[str] = set()
    left = [start]
    while left:
        further = edges[left.pop()] - reached
        reached |= further
        left += further
    return frozenset(reached)
