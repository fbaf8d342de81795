"""All answers that a question can have, as few as conditions can tell apart."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from math import floor

from core.catalogue.models import Answer, Comparison, Operator, Question, QuestionKind
from core.situations.answering import numbers_distinguished, values_compared
from core.situations.conditions import satisfies
from core.situations.engines.formulas import FALSE, Example, Formula, Formulas


class Answers(ABC):
    """The answers to one question, as formulas."""

    @abstractmethod
    def satisfying(self, comparison: Comparison) -> Formula:
        """Return the formula that is true where the answer satisfies a comparison."""

    @abstractmethod
    def equal_to(self, answer: Answer) -> Iterator[Formula]:
        """Yield the formulas that are true together where this is the answer."""

    @abstractmethod
    def read(self, example: Example) -> Answer:
        """Return the answer in an example."""


class OneOf(Answers):
    """Exactly one answer out of a few: an option, or a number of one of the classes."""

    def __init__(self, answers: Sequence[Answer], formulas: Formulas) -> None:
        self._formulas = formulas
        self._chosen = dict(zip(answers, formulas.one_of(len(answers)), strict=True))
        self._satisfying: dict[Comparison, Formula] = {}

    def satisfying(self, comparison: Comparison) -> Formula:
        """Return the formula that is true where the answer satisfies a comparison."""
        formula = self._satisfying.get(comparison)
        if formula is None:
            formula = self._satisfying[comparison] = self._formulas.any_of(
                chosen for answer, chosen in self._chosen.items() if satisfies(answer, comparison)
            )
        return formula

    def equal_to(self, answer: Answer) -> Iterator[Formula]:
        """Yield the formulas that are true together where this is the answer."""
        if answer in self._chosen:
            yield self._chosen[answer]

    def read(self, example: Example) -> Answer:
        """Return the answer in an example."""
        return next(answer for answer, chosen in self._chosen.items() if example[chosen])


class SomeOf(Answers):
    """Any set of options, the empty one included: a variable for each option."""

    def __init__(self, options: Iterable[str], formulas: Formulas) -> None:
        self._formulas = formulas
        self._chosen = {option: formulas.variable() for option in options}

    def satisfying(self, comparison: Comparison) -> Formula:
        """Return the formula that is true where the answer satisfies a comparison."""
        values = frozenset(values_compared(comparison))
        if comparison.op is Operator.IN:
            return self._formulas.any_of(
                self._chosen[value] for value in values & self._chosen.keys()
            )
        if comparison.op not in (Operator.EQ, Operator.NE):
            return FALSE
        same = self._formulas.all_of(self._equal_set(values))
        return same if comparison.op is Operator.EQ else -same

    def _equal_set(self, values: frozenset[str | int | float]) -> Iterator[Formula]:
        if not values <= self._chosen.keys():
            yield FALSE
        for option, chosen in self._chosen.items():
            yield chosen if option in values else -chosen

    def equal_to(self, answer: Answer) -> Iterator[Formula]:
        """Yield the formulas that are true together where this is the answer."""
        values = answer if isinstance(answer, tuple) else (answer,)
        yield from self._equal_set(frozenset(values))

    def read(self, example: Example) -> Answer:
        """Return the answer in an example."""
        return tuple(option for option, chosen in self._chosen.items() if example[chosen])


class NumberOf(OneOf):
    """A number, of which conditions can tell apart only a few classes."""

    def __init__(
        self, question: Question, compared: Iterable[Comparison], formulas: Formulas
    ) -> None:
        self._compared = tuple(compared)
        self._answer_of = number_classes(self._compared, question)
        self.has_answers = bool(self._answer_of)
        super().__init__(tuple(self._answer_of.values()), formulas)

    def equal_to(self, answer: Answer) -> Iterator[Formula]:
        """Yield the formulas that are true together where this is the answer."""
        outcome = tuple(satisfies(answer, comparison) for comparison in self._compared)
        if outcome in self._answer_of:
            yield from super().equal_to(self._answer_of[outcome])


def answers_to(
    question: Question, compared: Iterable[Comparison], formulas: Formulas
) -> Answers | None:
    """Return the answers that a question can have; none if it has no options to choose from."""
    if question.kind is QuestionKind.MULTIPLE:
        return SomeOf(dict.fromkeys(question.options), formulas)
    if question.kind is QuestionKind.NUMBER:
        numbers = NumberOf(question, compared, formulas)
        return numbers if numbers.has_answers else None
    options = tuple(dict.fromkeys(question.options))
    return OneOf(options, formulas) if options else None


def number_classes(
    compared: tuple[Comparison, ...], question: Question | None = None
) -> dict[tuple[bool, ...], Answer]:
    """Return a number for each outcome of the comparisons, a plain one if there is one."""
    classes: dict[tuple[bool, ...], list[float]] = {}
    points = numbers_distinguished(compared, question)
    whole = {float(floor(point)) for point in points}
    for number in {*points, *(n for n in whole if not question or not question.missed_bound(n))}:
        outcome = tuple(satisfies(number, comparison) for comparison in compared)
        classes.setdefault(outcome, []).append(number)
    return {outcome: _plainest(numbers) for outcome, numbers in classes.items()}


def _plainest(numbers: Iterable[float]) -> Answer:
    """Return a whole number that is not negative, if there is one."""
    number = min(
        numbers, key=lambda candidate: (candidate < 0, not candidate.is_integer(), candidate)
    )
    return int(number) if number.is_integer() else number
