"""What the next question decides, and how many are left to ask.

Only questions that other questions' ``ask_when`` looks at (the *gates*) change how
many are asked, so their joint answers are counted exactly, group by group, instead of
walking every path through the theme.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from typing import Any

from core.catalogue.models import (
    Answer,
    Comparison,
    Condition,
    Question,
    QuestionKind,
    Theme,
    comparisons_in,
)
from core.situations.guiding import QuestionPlan, Situation

MAX_JOINT_ANSWERS = 20_000
_MAX_COMBINED_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many questions are still to be asked, the next one included."""

    expected: float
    longest: int


def representative_answers(
    question: Question, comparisons: Iterable[Comparison]
) -> tuple[Answer, ...]:
    """Return answers that between them meet every outcome of the comparisons.

    For a number: each value compared with, and one answer below, between and above.
    For several answers: every combination of the options that somebody looks at (up to
    six, else none, each alone, and all), the rest left out.

    Examples:
        >>> area = Question(id="area", text="?", kind="number")
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> representative_answers(area, [big])
        (299.0, 300.0, 301.0)
    """
    looked_at = [value for one in comparisons for value in _values(one)]
    if question.kind is QuestionKind.NUMBER:
        return _around(sorted({float(v) for v in looked_at if isinstance(v, int | float)}))
    if question.kind is QuestionKind.SINGLE:
        return question.options
    return _combinations([option for option in question.options if option in looked_at])


def _values(comparison: Comparison) -> tuple[Any, ...]:
    return comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)


def _around(limits: list[float]) -> tuple[float, ...]:
    if not limits:
        return (1.0,)
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return tuple(sorted({limits[0] - 1, *limits, *between, limits[-1] + 1}))


def _combinations(options: list[str]) -> tuple[Answer, ...]:
    sizes: Iterable[int] = range(len(options) + 1)
    if len(options) > _MAX_COMBINED_OPTIONS:
        sizes = (0, 1, len(options))
    return tuple(chosen for size in sizes for chosen in combinations(options, size))


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
        self._gates = _gates_of(theme)
        looked_at: dict[str, list[Comparison]] = {}
        for condition in (*outcomes, *(asked.ask_when for asked in theme.questions)):
            for comparison in comparisons_in(condition):
                looked_at.setdefault(comparison.question, []).append(comparison)
        self._answers = {
            code: representative_answers(questions[code], looked_at.get(code, ()))
            for code in plan.order
            if code in questions
        }

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """Return one answer for each outcome the question can have."""
        return self._answers.get(question, ())

    def situations_after(self, situation: Situation) -> Iterator[Situation]:
        """Yield the situation after each answer to the next question."""
        question = situation.next_question
        if question is not None:
            for answer in self.answers_to(question):
                yield self._plan.situate({**situation.known.answers, question: answer})

    def remaining(self, situation: Situation) -> Remaining:
        """Return how many questions are left, if every answer is equally likely.

        A group of gates with more joint answers than can be counted is counted on its
        most certain reading: each of its questions is asked.
        """
        expected, longest = 0.0, 0
        for group in self._groups(situation):
            share = self._remaining_in(group, situation)
            expected += share.expected
            longest += share.longest
        return Remaining(round(expected, 2), longest)

    def _groups(self, situation: Situation) -> Iterator[tuple[str, ...]]:
        """Yield open questions that gate each other, apart from those that do not."""
        open_questions = [q for q in self._plan.order if q in situation.known.open]
        group_of: dict[str, set[str]] = {question: {question} for question in open_questions}
        for question in open_questions:
            for gate in self._gates[question]:
                if gate in group_of and group_of[gate] is not group_of[question]:
                    joined = group_of[gate] | group_of[question]
                    group_of.update(dict.fromkeys(joined, joined))
        seen: list[set[str]] = []
        for question in open_questions:
            if not any(group is group_of[question] for group in seen):
                seen.append(group_of[question])
                yield tuple(q for q in open_questions if q in group_of[question])

    def _remaining_in(self, group: tuple[str, ...], situation: Situation) -> Remaining:
        gates = {gate for question in group for gate in self._gates[question]}
        gates &= {question for question in group if self._answers.get(question)}
        number = 1
        for gate in gates:
            number *= len(self._answers[gate])
        if number > MAX_JOINT_ANSWERS:
            return Remaining(float(len(group)), len(group))
        ordered = [question for question in group if question in gates]
        counts = [
            self._asked_count(group, situation, dict(zip(ordered, joint, strict=True)))
            for joint in product(*(self._answers[gate] for gate in ordered))
        ]
        return Remaining(sum(counts) / len(counts), max(counts))

    def _asked_count(
        self, group: tuple[str, ...], situation: Situation, joint: Mapping[str, Answer]
    ) -> int:
        after = self._plan.situate({**situation.known.answers, **joint})
        return sum(question in after.asked for question in group)


def _gates_of(theme: Theme) -> dict[str, set[str]]:
    gates: dict[str, set[str]] = {asked.question: set() for asked in theme.questions}
    for asked in theme.questions:
        gates[asked.question] |= {one.question for one in comparisons_in(asked.ask_when)}
    return gates
