"""What to ask next, what it decides, and how many questions are left (law 5).

A question that cannot change the outcome any more is not asked. Of the others the one is
asked next after which the fewest are left on average, or the first in the author's order.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from threading import RLock

from core.catalogue.models import (
    Answer,
    AskingOrder,
    Condition,
    Question,
    Theme,
)
from core.situations.answering import (
    AnswerClass,
    ClassFinder,
    answer_classes,
    are_all_distinguished,
    compared_by_question,
)
from core.situations.engines.limits import GaveUpError
from core.situations.guiding import QuestionPlan, Situation
from core.situations.ordering import (
    NOTHING_AHEAD,
    Ahead,
    Ordering,
    State,
)
from core.situations.outcomes import Outcomes, OutcomesUnclearError
from core.situations.remainders import Left, joined, left_of
from core.situations.waiting import waiting_for

Shares = Callable[[Question, tuple[AnswerClass, ...]], tuple[AnswerClass, ...]]
"""Says how likely each class of answers to a question is, where that has been observed."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many questions are still to be asked, the next one included."""

    expected: float
    longest: int


class QuestionForecast:
    """Looks ahead from a situation of one theme.

    Args:
        theme: Whose questions they are.
        plan: Its questions, compiled.
        questions: What they can be answered with.
        outcomes: The conditions of everything that depends on them.
        shares: How likely answers are; each option equally, if it is not said.
        items: What is to be decided: places of items of the plan; all, if it is not said.
        besides: What is to be decided besides.
        order: How to ask; as the theme says, if it is not said here.
    """

    def __init__(
        self,
        theme: Theme,
        plan: QuestionPlan,
        questions: Mapping[str, Question],
        outcomes: Iterable[Condition | None],
        *,
        shares: Shares | None = None,
        items: Sequence[int] | None = None,
        besides: Sequence[Condition] = (),
        order: AskingOrder | None = None,
    ) -> None:
        self._theme = theme
        self._plan = plan
        self._questions = questions
        self._shares = shares
        self._items = items
        self._besides = tuple(besides)
        self._order = order or theme.asking.order
        self._turn = RLock()  # what is remembered is shared by everybody who asks
        whens = (when for asked_when in plan.when_asked.values() for when in asked_when)
        self._looked_at = compared_by_question((*outcomes, *self._besides, *whens))
        self.classes_of = cache(self._classes_of)
        """The answers to a question that make a difference, with their shares."""
        self._finder_of = cache(self._new_finder)

    def _classes_of(self, question: str) -> tuple[AnswerClass, ...]:
        known = self._questions.get(question)
        if known is None:
            return ()
        classes = answer_classes(known, self._looked_at.get(question, ()))
        return self._shares(known, classes) if self._shares else classes

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """Return one answer for each outcome the question can have."""
        return tuple(answer_class.answer for answer_class in self.classes_of(question))

    def like(self, question: str, answer: Answer) -> Answer | None:
        """Return the answer that stands for all that make the same difference as this one."""
        place = self._finder_of(question).place_of(answer)
        return None if place is None else self.classes_of(question)[place].answer

    def _new_finder(self, question: str) -> ClassFinder:
        return ClassFinder(self.classes_of(question), self._looked_at.get(question, ()))

    def ahead(self, situation: Situation) -> Ahead:
        """Return what to ask next, and how many questions are to be expected.

        Where that cannot be told, nothing is left out and the author's order is kept.
        """
        if situation.complete:
            return NOTHING_AHEAD
        open_questions = [q for q in self._plan.order if q in situation.known.open]
        nothing_left_out = Ahead(
            situation.next_question, float(len(open_questions)), len(open_questions), exact=False
        )
        if self._ordering is None:
            return nothing_left_out
        with self._turn:
            try:
                functions = self._ordering.outcomes.given(situation.known.answers)
                found = self._ordering.ahead(self._state(functions, open_questions, situation))
            except (GaveUpError, OutcomesUnclearError, RecursionError):
                return nothing_left_out
        # Nine places: what is left is rounding of the machine, not of the count.
        return found._replace(expected=round(found.expected, 9))

    def besides(self, situation: Situation, later: Collection[str]) -> str | None:
        """Return what to ask while some questions are put off, or nothing if they come now.

        Only what is asked whatever their answers are: putting off never makes more questions.
        """
        known = situation.known
        ready = [
            code
            for code in self._plan.order
            if code in known.open and code in situation.asked and code not in later
        ]
        if self._ordering is None:
            return next(iter(ready), None)
        outcomes = self._ordering.outcomes
        with self._turn:
            try:
                functions = outcomes.given(known.answers)
                certain = (q for q in ready if outcomes.is_certain_to_matter(q, functions))
                return next(certain, None)
            except (GaveUpError, OutcomesUnclearError, RecursionError):
                return next(iter(ready), None)

    def remaining(self, situation: Situation) -> Remaining:
        """Return how many questions are left."""
        ahead = self.ahead(situation)
        return Remaining(ahead.expected, ahead.longest)

    def expected_if_all_were_asked(self) -> float | None:
        """Return how many questions are asked on average if none is left out.

        Nothing where that cannot be told.
        """
        ordering = self._ordering
        return ordering.outcomes.expected_asked() if ordering else None

    def situations_after(self, situation: Situation, question: str | None) -> Iterator[Situation]:
        """Yield the situation after each answer to a question."""
        if question is not None:
            answers = situation.known.answers
            yield from self._plan.situations_after(answers, question, self.answers_to(question))

    @cached_property
    def _ordering(self) -> Ordering | None:
        compiled = self._plan.compiled
        if compiled.is_circular or not all(map(self._is_clear, compiled.asked)):
            return None
        try:
            outcomes = Outcomes(
                compiled,
                self.classes_of,
                finder_of=self._finder_of,
                items=self._items,
                besides=self._besides,
            )
        except (GaveUpError, RecursionError):
            return None
        return Ordering(
            outcomes,
            self.classes_of,
            self._plan.order,
            self._theme.asking.together,
            by_author=self._order is AskingOrder.AUTHOR,
        )

    def _is_clear(self, question: str) -> bool:
        """Say whether every answer to a question is like one of its classes."""
        known = self._questions.get(question)
        return known is not None and are_all_distinguished(known, self._looked_at.get(question, ()))

    def _state(
        self, functions: frozenset[int], open_questions: Sequence[str], situation: Situation
    ) -> State:
        answered = situation.known.answers.keys() - self._plan.compiled.fixed.keys()
        return State(
            functions,
            frozenset(question for question in open_questions if question in situation.asked),
            tuple(
                waiting_for(question, self._left_of(question, situation))
                for question in open_questions
                if question not in situation.asked
            ),
            frozenset(
                place
                for place, group in enumerate(self._theme.asking.together)
                if not answered.isdisjoint(group)
            ),
        )

    def _left_of(self, question: str, situation: Situation) -> Left:
        whens = [left_of(when, situation.truth) for when in self._plan.when_asked[question]]
        return joined("any", whens)
