"""How many situations a theme has: every way of answering all that is asked, counted exactly.

Options and sets of options count one by one, numbers by the classes that conditions can
tell apart. Only what questions look at matters for the count: questions that have nothing
to do with each other are counted apart and multiplied, and what is left of the conditions
after some answers is counted once, however it came about.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from core.catalogue.models import Answer, Comparison, Question, QuestionKind
from core.situations.answering import values_compared
from core.situations.conditions import Truth, satisfies
from core.situations.engines.answer_formulas import number_classes
from core.situations.engines.limits import GaveUpError
from core.situations.engines.situation_formulas import AskedQuestions
from core.situations.remainders import Left, comparisons_left, joined, left_of

_MOST_STEPS = 300_000
_MOST_OPTIONS_LOOKED_AT = 14
_Truths = Callable[[Comparison], Truth]


class _Waiting(NamedTuple):
    """A question, and what is left of the condition under which it is asked."""

    question: str
    left: Left


def count_situations(asked: AskedQuestions) -> int:
    """Return the exact number of complete situations.

    Raises:
        GaveUpError: If counting would take too long.
    """

    def known(comparison: Comparison) -> Truth:
        if comparison.question in asked.fixed:
            return satisfies(asked.fixed[comparison.question], comparison)
        return None if comparison.question in asked.when else False

    counting = _Counting(asked)
    return counting.product(
        _Waiting(code, joined("any", (left_of(when, known) for when in whens)))
        for code, whens in asked.when.items()
    )


class _Counting:
    def __init__(self, asked: AskedQuestions) -> None:
        self._asked = asked
        self._counted: dict[tuple[_Waiting, ...], int] = {}
        self._steps = 0

    def product(self, waiting: Iterable[_Waiting]) -> int:
        """Count apart what has nothing to do with each other, and multiply."""
        result = 1
        for part in _components(tuple(waiting)):
            result *= self._count(part)
        return result

    def _count(self, waiting: tuple[_Waiting, ...]) -> int:
        counted = self._counted.get(waiting)
        if counted is None:
            self._steps += len(waiting)
            if self._steps > _MOST_STEPS:
                raise GaveUpError
            counted = self._counted[waiting] = self._after_next(waiting)
        return counted

    def _after_next(self, waiting: tuple[_Waiting, ...]) -> int:
        """Take the decided question that most others look at, and go on after each answer."""
        compared = _compared_in(waiting)
        decided = [one for one in waiting if isinstance(one.left, bool)]
        if not decided:
            return 1  # they only wait for each other, so none of them is asked
        following = max(decided, key=lambda one: len(compared.get(one.question, ())))
        others = [one for one in waiting if one is not following]
        if not following.left:
            return self.product(_after(others, following.question, lambda _: False))
        looking = tuple(compared.get(following.question, ()))
        return sum(
            number * self.product(_after(others, following.question, dict(outcome).get))
            for outcome, number in self._outcomes(following.question, looking).items()
        )

    def _outcomes(
        self, question: str, compared: tuple[Comparison, ...]
    ) -> Mapping[tuple[tuple[Comparison, bool], ...], int]:
        """Return how many answers have which outcome of some comparisons."""
        found: Counter[tuple[tuple[Comparison, bool], ...]] = Counter()
        for answer, number in self._answers(self._asked.question(question), compared):
            found[tuple((one, satisfies(answer, one)) for one in compared)] += number
        return found

    def _answers(
        self, question: Question, compared: tuple[Comparison, ...]
    ) -> Iterator[tuple[Answer, int]]:
        if question.kind is QuestionKind.MULTIPLE:
            yield from _sets_of_options(question, compared)
        elif question.kind is QuestionKind.NUMBER:
            classes = number_classes(tuple(self._asked.compared[question.id]))
            yield from ((number, 1) for number in classes.values())
        else:
            yield from ((option, 1) for option in dict.fromkeys(question.options))


def _sets_of_options(
    question: Question, compared: tuple[Comparison, ...]
) -> Iterator[tuple[Answer, int]]:
    """Yield sets of options; those that nobody looks at only matter as being there or not."""
    values = {value for one in compared for value in values_compared(one)}
    options = tuple(dict.fromkeys(question.options))
    looked_at = [option for option in options if option in values]
    others = [option for option in options if option not in values]
    if len(looked_at) > _MOST_OPTIONS_LOOKED_AT:
        raise GaveUpError
    for size in range(len(looked_at) + 1):
        for chosen in combinations(looked_at, size):
            yield chosen, 1
            if others:
                yield (*chosen, others[0]), 2 ** len(others) - 1


def _compared_in(waiting: Iterable[_Waiting]) -> dict[str, dict[Comparison, None]]:
    """Return what still has to be looked at, by question."""
    found: dict[str, dict[Comparison, None]] = {}
    for one in waiting:
        for comparison in comparisons_left(one.left):
            found.setdefault(comparison.question, {})[comparison] = None
    return found


def _after(waiting: Iterable[_Waiting], question: str, truths: _Truths) -> Iterator[_Waiting]:
    """Yield what is left once a question is settled."""

    def known(comparison: Comparison) -> Truth:
        return truths(comparison) if comparison.question == question else None

    for one in waiting:
        looks = any(left.question == question for left in comparisons_left(one.left))
        yield _Waiting(one.question, left_of(one.left, known)) if looks else one


def _components(waiting: tuple[_Waiting, ...]) -> Iterator[tuple[_Waiting, ...]]:
    """Yield questions that have to do with each other, directly or through others."""
    neighbours: dict[str, set[str]] = {one.question: set() for one in waiting}
    for one in waiting:
        for comparison in comparisons_left(one.left):
            neighbours[one.question].add(comparison.question)
            neighbours[comparison.question].add(one.question)
    left = dict.fromkeys(neighbours)
    while left:
        found = _connected(next(iter(left)), neighbours)
        yield tuple(one for one in waiting if one.question in found)
        left = {code: None for code in left if code not in found}


def _connected(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        further = neighbours[ahead.pop()] - found
        found |= further
        ahead += further
    return found
