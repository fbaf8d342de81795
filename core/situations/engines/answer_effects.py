"""Read raw answers: which of them a question can take, and which terms they leave standing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from core.catalogue.models import Answer, Comparison, Question, QuestionKind
from core.characters import clean
from core.errors import Problem
from core.situations.answering import values_compared
from core.situations.conditions import satisfies

_MOST_REMEMBERED = 4_096


class AnswerEffect(NamedTuple):
    """What a question does to terms: which it leaves certain, and which possible.

    Both are bits, set for every term that is left alone.
    """

    certain: int
    possible: int
    problem: Problem | None = None


class AnswerReader:
    """Knows what each answer to one question does to the terms that look at it.

    Args:
        name: The question's code.
        question: What it can be answered with; nobody may have declared it.
        touched: For each comparison with its answer, the terms that need it.
        every: All terms.
    """

    def __init__(
        self, name: str, question: Question | None, touched: Mapping[Comparison, int], every: int
    ) -> None:
        self.name = name
        self._question = question
        self._touched = touched
        self._every = every
        untouched = every & ~united(touched.values())
        self.never = AnswerEffect(untouched, untouched)
        """The question is never asked, so nothing that needs its answer holds."""
        self.open = still_open(untouched, every)
        """The answer is still to come."""
        values = (value for comparison in touched for value in values_compared(comparison))
        self._limits = sorted({value for value in values if isinstance(value, int | float)})
        self._of_numbers: dict[int, AnswerEffect] = {}
        self.taken: dict[Any, AnswerEffect] = {}
        """Answers known to be taken, with what they do: the options of a single choice."""
        if question is not None and question.kind is QuestionKind.SINGLE:
            self.taken = {option: self.after(option) for option in question.options}

    def read(self, given: Any) -> AnswerEffect:
        """Return what a raw answer does; one that cannot be taken leaves the question open."""
        answer = normalised(given)
        problem = _problem_with(self.name, answer, self._question)
        if problem:
            return self.open._replace(problem=problem)
        effect = self.after(answer)
        if isinstance(answer, str):
            if len(self.taken) > _MOST_REMEMBERED:
                self.taken = {}
            self.taken[answer] = effect
        return effect

    def after(self, answer: Answer) -> AnswerEffect:
        """Return what an answer does to the terms.

        Numbers between the same two values compared with all do the same, so each of
        these classes is worked out once.
        """
        if not _is_number(answer):
            return self._worked_out(answer)
        place = bisect_left(self._limits, answer) + bisect_right(self._limits, answer)
        effect = self._of_numbers.get(place)
        if effect is None:
            effect = self._of_numbers[place] = self._worked_out(answer)
        return effect

    def _worked_out(self, answer: Answer) -> AnswerEffect:
        failing = (
            t for comparison, t in self._touched.items() if not satisfies(answer, comparison)
        )
        standing = self._every & ~united(failing)
        return AnswerEffect(standing, standing)


def still_open(untouched: int, every: int) -> AnswerEffect:
    """What needs something still to come may hold, but not for certain (law 6)."""
    return AnswerEffect(certain=untouched, possible=every)


def normalised(given: Any) -> Any:
    """Return an answer as it is kept: cleaned, several answers as a tuple."""
    if isinstance(given, str):
        return clean(given)
    several = isinstance(given, list | tuple | set | frozenset)
    return tuple(normalised(option) for option in given) if several else given


def united(masks: Iterable[int]) -> int:
    """Return every bit that is set somewhere."""
    return reduce(or_, masks, 0)


def _is_number(answer: Any) -> bool:
    return isinstance(answer, int | float)


def _problem_with(place: str, answer: Any, question: Question | None) -> Problem | None:
    """Return what is wrong with an answer; a question that nobody declared takes any."""
    if question is None:
        return None if _is_answer(answer) else Problem(place, "not-an-answer", _of(answer))
    if question.kind is QuestionKind.NUMBER:
        return _problem_with_number(place, answer, question)
    if question.kind is QuestionKind.SINGLE:
        if isinstance(answer, str) and answer in question.options:
            return None
        return _not_an_option(place, answer, question)
    if not isinstance(answer, tuple):
        return Problem(place, "list-expected", _of(answer))
    wrong = [part for part in answer if part not in question.options]
    return _not_an_option(place, wrong[0], question) if wrong else None


def _problem_with_number(place: str, answer: Any, question: Question) -> Problem | None:
    if not _is_finite(answer):
        return Problem(place, "number-expected", _of(answer))
    missed = question.missed_bound(answer)
    return Problem(place, missed[0], (("bound", missed[1]),)) if missed else None


def _is_answer(answer: Any) -> bool:
    parts = answer if isinstance(answer, tuple) else (answer,)
    return all(isinstance(part, str) or _is_finite(part) for part in parts)


def _is_finite(answer: Any) -> bool:
    return _is_number(answer) and not isinstance(answer, bool) and abs(answer) < float("inf")


def _not_an_option(place: str, answer: Any, question: Question) -> Problem:
    return Problem(place, "not-an-option", (*_of(answer), ("options", "、".join(question.options))))


def _of(answer: Any) -> tuple[tuple[str, str], ...]:
    return (("given", str(answer)[:60]),)
