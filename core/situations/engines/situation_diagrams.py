"""Answers to questions as diagrams over their classes, and situations counted by them."""

from collections.abc import Mapping, Sequence

from core.catalogue.models import Comparison
from core.situations.answering import AnswerClass
from core.situations.conditions import satisfies
from core.situations.engines.asked_questions import AskedQuestions
from core.situations.engines.counting import AnswerCounter
from core.situations.engines.diagrams import NEVER, Diagrams
from core.situations.engines.encoding import Encoder


class SituationDiagrams:
    """Questions as places of diagrams, and their classes of answers.

    Args:
        classes: The classes of answers to each question, in the order of the diagrams.
        may_be_unasked: Whether a last class says that nobody asks the question.
    """

    def __init__(
        self, classes: Mapping[str, Sequence[AnswerClass]], *, may_be_unasked: bool = False
    ) -> None:
        self.classes = classes
        self.place_of = {code: place for place, code in enumerate(classes)}
        self._unasked = [False] if may_be_unasked else []
        self.diagrams = Diagrams([len(own) + len(self._unasked) for own in classes.values()])
        self._literals: dict[Comparison, int] = {}

    def satisfying(self, comparison: Comparison) -> int:
        """Return where the answer to a question satisfies a comparison."""
        found = self._literals.get(comparison)
        if found is None:
            found = self._literals[comparison] = self._satisfying(comparison)
        return found

    def _satisfying(self, comparison: Comparison) -> int:
        place = self.place_of.get(comparison.question)
        if place is None:
            return NEVER
        holds = [
            satisfies(answer_class.answer, comparison)
            for answer_class in self.classes[comparison.question]
        ]
        return self.diagrams.literal(place, [*holds, *self._unasked])

    def answered_if_asked(self, question: str, asked: int) -> int:
        """Return where a question has an answer exactly where it is asked."""
        every = [True] * len(self.classes[question])
        answered = self.diagrams.literal(self.place_of[question], [*every, *self._unasked])
        return self.diagrams.same(asked, answered)

    def counter(self) -> AnswerCounter[int]:
        """Return a counter of situations: a question that nobody asks is one way on."""
        unasked = [1] * len(self._unasked)
        weights = [
            [*(answer_class.number for answer_class in own), *unasked]
            for own in self.classes.values()
        ]
        return AnswerCounter[int](self.diagrams, weights)


def count_situations(asked: AskedQuestions) -> int:
    """Return the exact number of complete situations: every way of answering all that is asked.

    Options and sets of options count one by one, numbers by the classes that conditions can
    tell apart.

    Raises:
        GaveUpError: If counting would take too long.
    """
    classes = {code: asked.counted_classes(code) for code in asked.when}
    situations = SituationDiagrams(classes, may_be_unasked=True)
    encoder = Encoder(situations.diagrams, asked.when, asked.fixed, situations.satisfying)
    return situations.counter().count(
        situations.answered_if_asked(code, encoder.asked(code)) for code in asked.when
    )
