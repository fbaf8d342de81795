"""Which answers to a question can make a difference, and how likely each of them is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf, nextafter
from typing import Any

from core.catalogue.models import (
    Answer,
    Comparison,
    Condition,
    Question,
    QuestionKind,
    comparisons_in,
)
from core.situations.conditions import satisfies

_MOST_COMBINED_OPTIONS = 10


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers that no condition can tell apart: one of them, their share of all, their number.

    Numbers between two values compared with count as one answer.
    """

    answer: Answer
    share: float
    number: int = 1


def answer_classes(
    question: Question,
    comparisons: Iterable[Comparison],
    *,
    combined: int = _MOST_COMBINED_OPTIONS,
) -> tuple[AnswerClass, ...]:
    """Return answers that between them meet every outcome of the comparisons.

    Every option of a single choice is as likely as any other, and so is every set of
    options where several can be chosen. Of numbers only the classes between the values
    compared with are known, so each of these is equally likely.

    Examples:
        >>> area = Question(id="area", text="?", kind="number")
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> [(one.answer, one.share) for one in answer_classes(area, [big])]
        [(299.0, 0.5), (301.0, 0.5)]
    """
    compared = tuple(comparisons)
    if question.kind is QuestionKind.SINGLE:
        options = tuple(dict.fromkeys(question.options))
        return tuple(AnswerClass(option, 1 / len(options)) for option in options)
    if question.kind is QuestionKind.NUMBER:
        told_apart = numbers_distinguished(compared, question)
        numbers = [answers[0] for answers in _by_outcome(told_apart, compared)]
        return tuple(AnswerClass(number, 1 / len(numbers)) for number in numbers)
    sets = _sets(question, compared, combined)
    every = sum(sets.values())
    return tuple(
        AnswerClass(answers[0], number / every, number)
        for answers in _by_outcome(sets, compared)
        if (number := sum(sets[answer] for answer in answers))
    )


def joined_classes(
    classes: Iterable[AnswerClass], comparisons: Iterable[Comparison]
) -> tuple[AnswerClass, ...]:
    """Return classes with those joined that some of the comparisons cannot tell apart.

    Examples:
        >>> one_of_two = Comparison(question="q", op="in", value=("a", "b"))
        >>> three = [AnswerClass(option, 0.25) for option in "abc"]
        >>> [(one.answer, one.number) for one in joined_classes(three, [one_of_two])]
        [('a', 2), ('c', 1)]
    """
    by_answer = {joined.answer: joined for joined in classes}
    return tuple(
        AnswerClass(
            answers[0],
            sum(by_answer[answer].share for answer in answers),
            sum(by_answer[answer].number for answer in answers),
        )
        for answers in _by_outcome(by_answer, tuple(comparisons))
    )


class ClassFinder:
    """Finds the class that stands for an answer.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> area = Question(id="area", text="?", kind="number")
        >>> ClassFinder(answer_classes(area, [big]), [big]).place_of(5000)
        1
    """

    def __init__(self, classes: Sequence[AnswerClass], comparisons: Iterable[Comparison]) -> None:
        self._comparisons = tuple(comparisons)
        self._own = {answer_class.answer: place for place, answer_class in enumerate(classes)}
        self._alike: dict[tuple[bool, ...], int] = {}
        for place, answer_class in enumerate(classes):
            self._alike.setdefault(self._outcome(answer_class.answer), place)

    def place_of(self, answer: Answer) -> int | None:
        """Return the place of an answer's own class, else of the first that does the same.

        Options of a single choice have classes of their own, whatever they come to.
        """
        own = self._own.get(answer)
        return self._alike.get(self._outcome(answer)) if own is None else own

    def _outcome(self, answer: Answer) -> tuple[bool, ...]:
        return tuple(satisfies(answer, comparison) for comparison in self._comparisons)


def are_all_distinguished(
    question: Question,
    comparisons: Iterable[Comparison],
    *,
    combined: int = _MOST_COMBINED_OPTIONS,
) -> bool:
    """Say whether every answer has the outcome of one of the classes."""
    if question.kind is not QuestionKind.MULTIPLE:
        return True
    values = {value for comparison in comparisons for value in values_compared(comparison)}
    return len(values.intersection(question.options)) <= combined


def _by_outcome(answers: Iterable[Any], comparisons: tuple[Comparison, ...]) -> Iterable[list[Any]]:
    """Put answers together that satisfy the same comparisons."""
    found: dict[tuple[bool, ...], list[Any]] = {}
    for answer in answers:
        outcome = tuple(satisfies(answer, comparison) for comparison in comparisons)
        found.setdefault(outcome, []).append(answer)
    return found.values()


def values_compared(comparison: Comparison) -> tuple[Any, ...]:
    """Return the values that an answer is compared with."""
    return comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)


def compared_by_question(
    conditions: Iterable[Condition | None],
) -> dict[str, list[Comparison]]:
    """Return what the answer to each question is compared with, each comparison once."""
    found: dict[str, list[Comparison]] = {}
    for comparison in dict.fromkeys(named for c in conditions for named in comparisons_in(c)):
        found.setdefault(comparison.question, []).append(comparison)
    return found


def numbers_distinguished(
    comparisons: Iterable[Comparison], question: Question | None = None
) -> list[float]:
    """Return each value compared with, and one number below, between and above.

    Of a question with bounds, only numbers within them are answers.

    Examples:
        >>> seats = Question(id="seats", text="?", kind="number", minimum=0, maximum=50)
        >>> numbers_distinguished([Comparison(question="seats", op="gt", value=50)], seats)
        [0.0, 25.0, 50.0]
    """
    values: list[Any] = [v for comparison in comparisons for v in values_compared(comparison)]
    bounds = (question.minimum, question.maximum) if question else ()
    found = _around((*values, *bounds))
    return found if question is None else [n for n in found if not question.missed_bound(n)]


def _around(values: Iterable[Any]) -> list[float]:
    """Return the numbers among some values, and one number below, between and above."""
    limits = sorted({float(value) for value in values if isinstance(value, int | float)})
    if not limits:
        return [1.0]
    between = [low / 2 + high / 2 for low, high in pairwise(limits)]
    below = min(limits[0] - 1, nextafter(limits[0], -inf))
    above = max(limits[-1] + 1, nextafter(limits[-1], inf))
    return sorted({below, *limits, *between, above})


def _sets(
    question: Question, comparisons: tuple[Comparison, ...], combined: int
) -> dict[tuple[str, ...], int]:
    """Return sets of options with how many sets are like them.

    Options that nobody looks at only matter as being there or not, so one stands for all.
    Beyond as many as are combined, none, each alone, all, and what is compared with.
    """
    values = {value for comparison in comparisons for value in values_compared(comparison)}
    options = tuple(dict.fromkeys(question.options))
    looked_at = [option for option in options if option in values]
    others = [option for option in options if option not in values]
    if len(looked_at) > combined:
        few = [(), *((option,) for option in looked_at), options]
        few += [
            tuple(o for o in looked_at if o in values_compared(comparison))
            for comparison in comparisons
        ]
        return dict.fromkeys(few, 1)
    found: dict[tuple[str, ...], int] = {}
    for size in range(len(looked_at) + 1):
        for chosen in combinations(looked_at, size):
            found[chosen] = 1
            if others:
                found[*chosen, others[0]] = 2 ** len(others) - 1
    return found
