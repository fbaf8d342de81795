"""What the next question decides, and how many are left to ask.

Only questions that other questions' ``ask_when`` looks at (the *gates*) change how many
are asked. They are answered one after another, and what is left of the conditions after
each answer is remembered, so that ways through the theme that come to the same are
counted together instead of one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from core.catalogue.models import (
    Answer,
    Comparison,
    Condition,
    Question,
    Theme,
    comparisons_in,
)
from core.situations.answering import AnswerClass, answer_classes
from core.situations.conditions import Truth, satisfies
from core.situations.guiding import QuestionPlan, Situation
from core.situations.remainders import Left, comparisons_left, joined, left_of

MOST_CONDITIONS = 200_000
"""How many conditions are looked at before counting is given up: about a second."""
_LONGEST_CHAIN = 400


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many questions are still to be asked, the next one included."""

    expected: float
    longest: int


class QuestionForecast:
    """Looks ahead from a situation of one theme."""

    def __init__(
        self,
        theme: Theme,
        plan: QuestionPlan,
        questions: Mapping[str, Question],
        outcomes: Iterable[Condition | None],
    ) -> None:
        self._plan = plan
        self._questions = questions
        self._conditions: dict[str, list[Condition | None]] = {}
        for asked in theme.questions:
            self._conditions.setdefault(asked.question, []).append(asked.ask_when)
        self._looked_at: dict[str, list[Comparison]] = {}
        for condition in (*outcomes, *(asked.ask_when for asked in theme.questions)):
            for comparison in comparisons_in(condition):
                self._looked_at.setdefault(comparison.question, []).append(comparison)
        self.classes_of = cache(self._classes_of)
        """The answers to a question that make a difference, with their shares."""

    def _classes_of(self, question: str) -> tuple[AnswerClass, ...]:
        known = self._questions.get(question)
        return answer_classes(known, self._looked_at.get(question, ())) if known else ()

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """Return one answer for each outcome the question can have."""
        return tuple(one.answer for one in self.classes_of(question))

    def situations_after(self, situation: Situation) -> Iterator[Situation]:
        """Yield the situation after each answer to the next question."""
        question = situation.next_question
        if question is not None:
            answers = situation.known.answers
            yield from self._plan.situations_after(answers, question, self.answers_to(question))

    def remaining(self, situation: Situation) -> Remaining:
        """Return how many questions are left, if every answer is equally likely.

        Where there are too many ways to count, every open question is taken to be asked.
        """
        open_questions = [q for q in self._plan.order if q in situation.known.open]
        due = [question for question in open_questions if question in situation.asked]
        waiting = tuple(
            _waiting(question, self._left_of(question, situation))
            for question in open_questions
            if question not in situation.asked
        )
        ahead = _Ahead(self._plan.order, self.classes_of)
        try:
            further = ahead.count(frozenset(due), waiting)
        except _TooManyWaysError:
            return Remaining(float(len(open_questions)), len(open_questions))
        # Nine places: what is left is rounding of the machine, not of the count.
        return Remaining(round(len(due) + further.expected, 9), len(due) + further.longest)

    def _left_of(self, question: str, situation: Situation) -> Left:
        whens = [left_of(when, situation.truth) for when in self._conditions[question]]
        return joined("any", whens)


class _Waiting(NamedTuple):
    """A question that may still be asked, what is left of when, and whom that looks at."""

    question: str
    left: Left
    looks_at: frozenset[str]


_NOTHING = Remaining(0.0, 0)


class _TooManyWaysError(Exception):
    """The ways through a theme are too many to be counted."""


class _Ahead:
    """Counts the questions that are asked besides those that certainly are."""

    def __init__(
        self, order: tuple[str, ...], classes_of: Callable[[str], tuple[AnswerClass, ...]]
    ) -> None:
        self._place = {question: place for place, question in enumerate(order)}
        self._classes_of = classes_of
        self._counted: dict[tuple[Set[str], tuple[_Waiting, ...]], Remaining] = {}
        self._looked_at = 0

    def count(self, due: frozenset[str], waiting: tuple[_Waiting, ...]) -> Remaining:
        """Return how many of the waiting questions are asked once those due are answered."""
        looked_at = frozenset[str]().union(*(one.looks_at for one in waiting))
        gates = frozenset(gate for gate in due & looked_at if self._classes_of(gate))
        if not gates:
            return _NOTHING
        counted = self._counted.get((gates, waiting))
        if counted is None:
            self._looked_at += len(waiting)
            if self._looked_at > MOST_CONDITIONS or len(waiting) > _LONGEST_CHAIN:
                raise _TooManyWaysError
            counted = self._counted[gates, waiting] = self._after_each_answer(gates, waiting)
        return counted

    def _after_each_answer(self, gates: frozenset[str], waiting: tuple[_Waiting, ...]) -> Remaining:
        # The latest first: what it opens is followed to its end before the next is begun.
        gate = max(gates, key=self._place.__getitem__)
        expected, longest = 0.0, 0
        for one in self._classes_of(gate):
            asked, left = _answered(waiting, gate, one.answer)
            further = self.count((gates - {gate}) | asked, left)
            expected += one.share * (len(asked) + further.expected)
            longest = max(longest, len(asked) + further.longest)
        return Remaining(expected, longest)


def _answered(
    waiting: tuple[_Waiting, ...], gate: str, answer: Answer
) -> tuple[frozenset[str], tuple[_Waiting, ...]]:
    """Return which waiting questions are asked after an answer, and which still wait."""
    never: set[str] = set()
    asked: set[str] = set()

    def truth(comparison: Comparison) -> Truth:
        if comparison.question == gate:
            return satisfies(answer, comparison)
        return False if comparison.question in never else None

    decided = {gate}
    while decided:
        waiting = tuple(
            _waiting(one.question, left_of(one.left, truth)) if one.looks_at & decided else one
            for one in waiting
        )
        decided = {one.question for one in waiting if one.left is False}
        never |= decided
        asked |= {one.question for one in waiting if one.left is True}
        waiting = tuple(one for one in waiting if not isinstance(one.left, bool))
    return frozenset(asked), waiting


def _waiting(question: str, left: Left) -> _Waiting:
    return _Waiting(question, left, frozenset(one.question for one in comparisons_left(left)))
