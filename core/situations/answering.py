"""Which answers to a question can make a difference, and how likely each of them is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf, nextafter
from typing import Any

from core.catalogue.models import Answer, Comparison, Question, QuestionKind
from core.situations.conditions import satisfies

_MOST_COMBINED_OPTIONS = 10


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers that no condition can tell apart: one of them, and their share of all."""

    answer: Answer
    share: float


def answer_classes(
    question: Question, comparisons: Iterable[Comparison]
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
        share = 1 / len(question.options) if question.options else 0.0
        return tuple(AnswerClass(option, share) for option in question.options)
    if question.kind is QuestionKind.NUMBER:
        numbers = [answers[0] for answers in _by_outcome(numbers_told_apart(compared), compared)]
        return tuple(AnswerClass(number, 1 / len(numbers)) for number in numbers)
    sets = dict(_sets(question, compared))
    return tuple(
        AnswerClass(answers[0], sum(sets[answer] for answer in answers))
        for answers in _by_outcome(sets, compared)
    )


def are_all_told_apart(question: Question, comparisons: Iterable[Comparison]) -> bool:
    """Say whether every answer has the outcome of one of the classes."""
    if question.kind is not QuestionKind.MULTIPLE:
        return True
    values = {value for comparison in comparisons for value in values_compared(comparison)}
    return len(values.intersection(question.options)) <= _MOST_COMBINED_OPTIONS


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


def numbers_told_apart(comparisons: Iterable[Comparison]) -> list[float]:
    """Return each value compared with, and one number below, between and above."""
    values = [value for comparison in comparisons for value in values_compared(comparison)]
    limits = sorted({float(value) for value in values if isinstance(value, int | float)})
    if not limits:
        return [1.0]
    between = [low / 2 + high / 2 for low, high in pairwise(limits)]
    below = min(limits[0] - 1, nextafter(limits[0], -inf))
    above = max(limits[-1] + 1, nextafter(limits[-1], inf))
    return sorted({below, *limits, *between, above})


def _sets(
    question: Question, comparisons: tuple[Comparison, ...]
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield sets of options with their shares.

    Options that nobody looks at only matter as being there or not, so one stands for all.
    Beyond ten that are looked at, none, each alone, all, and what is compared with.
    """
    values = [value for comparison in comparisons for value in values_compared(comparison)]
    looked_at = [option for option in question.options if option in values]
    others = [option for option in question.options if option not in values]
    if len(looked_at) > _MOST_COMBINED_OPTIONS:
        few = [(), *((option,) for option in looked_at), question.options]
        few += [tuple(o for o in looked_at if o in values_compared(one)) for one in comparisons]
        yield from dict.fromkeys(few, 1 / len(set(few))).items()
        return
    one = 0.5 ** len(question.options)
    for size in range(len(looked_at) + 1):
        for chosen in combinations(looked_at, size):
            yield chosen, one
            if others:
                yield (*chosen, others[0]), one * (2 ** len(others) - 1)
