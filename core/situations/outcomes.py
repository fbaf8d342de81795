"""What the answers to a theme's questions come down to, as decision diagrams.

A question that is not asked has no answer, so its ``ask_when`` is part of every diagram
that looks at it (law 6).
"""

from collections.abc import Callable, Iterable, Mapping

from core.catalogue.models import Answer, Condition
from core.situations.answering import AnswerClass, ClassFinder
from core.situations.engines.compiling import CompiledConditions
from core.situations.engines.counting import AnswerCounter
from core.situations.engines.diagrams import ALWAYS, NEVER
from core.situations.engines.encoding import Encoder
from core.situations.engines.situation_diagrams import SituationDiagrams

Classes = Callable[[str], tuple[AnswerClass, ...]]
"""The answers to a question that make a difference."""


class OutcomesUnclearError(Exception):
    """What an answer comes down to cannot be told: its question, or its like, is not known."""


class Outcomes:
    """Everything that some of a theme's items come down to.

    Args:
        compiled: The theme's conditions; its questions wait for each other in no circle.
        classes_of: The answers to a question that make a difference.
        finder_of: Finds the class of an answer to a question.
        items: What matters: places of items; all of them if it is not said.
        besides: Conditions that matter although no item depends on them.

    Raises:
        TooManyNodesError: If the conditions are too entangled.
    """

    def __init__(
        self,
        compiled: CompiledConditions,
        classes_of: Classes,
        *,
        finder_of: Callable[[str], ClassFinder],
        items: Iterable[int] | None = None,
        besides: Iterable[Condition] = (),
    ) -> None:
        self._fixed = compiled.fixed
        self._finder_of = finder_of
        order = [step.name for step in compiled.steps if step.reader is not None]
        classes = {name: own for name in order if (own := classes_of(name))}
        situations = SituationDiagrams(classes)
        self.classes, self.place_of = classes, situations.place_of
        self.questions = tuple(classes)
        """The questions that can be answered, each after those it looks at."""
        self.diagrams = situations.diagrams
        self._encoder = Encoder(
            self.diagrams,
            {name: compiled.asked[name] for name in order},
            compiled.fixed,
            situations.satisfying,
            leaves=compiled.leaves,
        )
        wanted = compiled.items if items is None else [compiled.items[place] for place in items]
        found = {
            *map(self._encoder.where, frozenset(wanted)),
            *map(self._encoder.holds, besides),
        }
        self.functions = frozenset(found) - {ALWAYS, NEVER}

    def after(self, functions: frozenset[int], question: str, answer: int) -> frozenset[int]:
        """Return what is left undecided once a question has an answer of some class."""
        place = self.place_of[question]
        left = (self.diagrams.after(function, place, answer) for function in functions)
        return frozenset(left) - {ALWAYS, NEVER}

    def given(self, answers: Mapping[str, Answer]) -> frozenset[int]:
        """Return what is left undecided after some answers.

        Raises:
            OutcomesUnclearError: If an answer is like none of the classes.
        """
        functions = self.functions
        for question, answer in answers.items():
            if question in self.place_of and question not in self._fixed:
                functions = self.after(functions, question, self._class_of(question, answer))
        return functions

    def questions_in(self, function: int) -> frozenset[str]:
        """Return the questions whose answers can still change an outcome."""
        return frozenset(self.questions[place] for place in self.diagrams.places_in(function))

    def is_certain_to_matter(self, question: str, functions: Iterable[int]) -> bool:
        """Say whether the answer makes a difference whatever all others are."""
        place, found = self.place_of[question], NEVER
        for function in functions:
            found = self.diagrams.either(found, self.diagrams.where_it_matters(function, place))
            if found == ALWAYS:
                return True
        return False

    def expected_asked(self) -> float:
        """Return how many questions are asked on average if none is left out."""
        shares = [[answer_class.share for answer_class in own] for own in self.classes.values()]
        counter = AnswerCounter[float](self.diagrams, shares)
        return sum(counter.count([self._encoder.asked(name)]) for name in self.questions)

    def _class_of(self, question: str, answer: Answer) -> int:
        found = self._finder_of(question).place_of(answer)
        if found is None:
            raise OutcomesUnclearError(question)
        return found
