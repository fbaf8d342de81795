"""In which order to ask: the fewest questions on average, or the author's order.

Exact dynamic programming (for optimal decision trees: L. Hyafil and R. L. Rivest, 1976).
What is left to decide falls into components that share no question; each is solved alone and
remembered, however it came about. Within a component

- a question that will be asked whatever else is answered is asked at once: no way of asking
  gets by without it, and knowing its answer early costs nothing;
- otherwise every question that may be asked now is tried; in a component with very many,
  only the one after which the fewest are left.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.situations.engines.components import components
from core.situations.engines.limits import GaveUpError
from core.situations.outcomes import Classes, Outcomes
from core.situations.waiting import Waiting, after_answer

MOST_TRIED = 8
"""How many questions a component may have for every order of them to be tried."""
MOST_STATES = 30_000
"""How many states are looked at before counting is given up: some seconds."""
_ROUNDING = 1e-9


class TooManyWaysError(GaveUpError):
    """The ways through a theme are too many to be followed."""


class State(NamedTuple):
    """What is left to decide, and whom one may ask.

    ``functions`` are what is undecided, ``ready`` the questions that are asked and have no
    answer, ``waiting`` those that may be asked later, ``begun`` the places of the pinned
    groups of which one question has been asked.
    """

    functions: frozenset[int]
    ready: frozenset[str]
    waiting: tuple[Waiting, ...]
    begun: frozenset[int]


class Ahead(NamedTuple):
    """What to ask next, and how many questions that makes; ``exact`` says it is the least."""

    question: str | None
    expected: float
    longest: int
    exact: bool = True
    is_pinned: bool = False


NOTHING_AHEAD = Ahead(None, 0.0, 0)


class Ordering:
    """Chooses the next question.

    Args:
        outcomes: What the answers come down to.
        classes_of: The answers to a question that make a difference, with their shares.
        order: The questions in the author's order, which decides between equals.
        together: Groups of questions that are asked one after another once one is asked.
        by_author: Keep to the author's order, and only leave out what makes no difference.
    """

    def __init__(
        self,
        outcomes: Outcomes,
        classes_of: Classes,
        order: Sequence[str],
        together: Sequence[Sequence[str]] = (),
        *,
        by_author: bool = False,
    ) -> None:
        self.outcomes = outcomes
        self._classes_of = classes_of
        self._place = {question: place for place, question in enumerate(order)}
        self._together = tuple(map(tuple, together))
        self._group_of = {
            question: place for place, group in enumerate(together) for question in group
        }
        self._by_author = by_author
        self._known: dict[State, Ahead] = {}
        self._looked_at = 0

    def ahead(self, state: State) -> Ahead:
        """Return what to ask next, and how many questions are to be expected.

        Raises:
            TooManyWaysError: If they cannot be counted.
        """
        self._looked_at = 0
        return self._ahead(state)

    def _ahead(self, state: State) -> Ahead:
        ways = [self._of_component(component) for component in self._components(state)]
        if not ways:
            return NOTHING_AHEAD
        # A pinned group that was begun is ended first; then whom the author asks first.
        first = min(ways, key=lambda way: (not way.is_pinned, self._place[way.question or ""]))
        expected, longest = sum(way.expected for way in ways), sum(way.longest for way in ways)
        return Ahead(
            first.question, expected, longest, all(way.exact for way in ways), first.is_pinned
        )

    def _components(self, state: State) -> Iterator[State]:
        """Yield what is left to decide, split where no question is shared."""
        asked_about = {
            function: self.outcomes.questions_in(function) for function in state.functions
        }
        waiting = {gate.question: gate for gate in state.waiting}
        needed = _with_gates(frozenset[str]().union(*asked_about.values()), waiting)
        links = [
            *asked_about.values(),
            *(
                {value.question} | value.looks_at
                for value in waiting.values()
                if value.question in needed
            ),
            *(needed.intersection(group) for group in self._together),
        ]
        for component in components(links):
            yield State(
                frozenset(
                    question for question, about in asked_about.items() if about <= component
                ),
                state.ready & component & needed,
                tuple(gate for gate in state.waiting if gate.question in component),
                frozenset(
                    gate for gate in state.begun if not component.isdisjoint(self._together[gate])
                ),
            )

    def _of_component(self, component: State) -> Ahead:
        known = self._known.get(component)
        if known is None:
            self._looked_at += 1
            if self._looked_at > MOST_STATES:
                raise TooManyWaysError
            known = self._known[component] = self._choose(component)
        return known

    def _choose(self, component: State) -> Ahead:
        choices, is_pinned = self._choices(component)
        if self._by_author:
            return self._after_asking(choices[0], component)._replace(is_pinned=is_pinned)
        certain = next(
            (choice for choice in choices if self._costs_nothing(choice, component)), None
        )
        if certain is not None or len(choices) == 1:
            return self._after_asking(certain or choices[0], component)._replace(
                is_pinned=is_pinned
            )
        if len(choices) > MOST_TRIED:
            fewest = min(choices, key=lambda choice: self._left_after(choice, component))
            return self._after_asking(fewest, component)._replace(exact=False)
        best = NOTHING_AHEAD
        for question in choices:
            state = self._after_asking(question, component)
            if best.question is None or state.expected < best.expected - _ROUNDING:
                best = state
        return best

    def _choices(self, component: State) -> tuple[list[str], bool]:
        """Return whom one may ask next, in the author's order, and if that is pinned.

        Where nothing that makes a difference can be asked yet, it is the questions that
        decide whether it is.
        """
        relevant = frozenset[str]().union(*map(self.outcomes.questions_in, component.functions))
        able = sorted(component.ready & relevant or component.ready, key=self._place.__getitem__)
        for place in sorted(component.begun):
            left = [member for member in self._together[place] if member in able]
            if left:
                return left[:1], True
        return list(dict.fromkeys(self._head_of_group(question, able) for question in able)), False

    def _head_of_group(self, question: str, able: Sequence[str]) -> str:
        place = self._group_of.get(question)
        if place is None:
            return question
        return next(member for member in self._together[place] if member in able)

    def _costs_nothing(self, question: str, component: State) -> bool:
        """Say whether asking at once cannot be wrong: it is certain, and pins nothing else."""
        group = self._together[self._group_of[question]] if question in self._group_of else ()
        others = {*component.ready, *(gate.question for gate in component.waiting)} - {question}
        return others.isdisjoint(group) and self.outcomes.is_certain_to_matter(
            question, component.functions
        )

    def _after_asking(self, question: str, component: State) -> Ahead:
        expected, longest, exact = 1.0, 0, True
        for share, state in self._states_after(question, component):
            further = self._ahead(state)
            expected += share * further.expected
            longest = max(longest, further.longest)
            exact &= further.exact
        return Ahead(question, expected, 1 + longest, exact)

    def _left_after(self, question: str, component: State) -> float:
        """Return how many questions still make a difference after an answer, on average."""
        return sum(
            share * len(frozenset[str]().union(*map(self.outcomes.questions_in, left.functions)))
            for share, left in self._states_after(question, component)
        )

    def _states_after(self, question: str, component: State) -> Iterable[tuple[float, State]]:
        """Return the states after each class of answers, alike ones together, with shares."""
        begun = component.begun
        if question in self._group_of:
            begun |= {self._group_of[question]}
        shares: dict[State, float] = {}
        for place, answer_class in enumerate(self._classes_of(question)):
            functions = self.outcomes.after(component.functions, question, place)
            asked, waiting = after_answer(component.waiting, question, answer_class.answer)
            state = State(functions, component.ready - {question} | asked, waiting, begun)
            shares[state] = shares.get(state, 0.0) + answer_class.share
        return [(share, state) for state, share in shares.items()]


def _with_gates(questions: frozenset[str], waiting: dict[str, Waiting]) -> frozenset[str]:
    """Return questions, and those that decide whether they are asked."""
    found = set(questions)
    ahead = list(questions)
    while ahead:
        gate = waiting.get(ahead.pop())
        further = gate.looks_at - found if gate else frozenset[str]()
        found |= further
        ahead += further
    return frozenset(found)
