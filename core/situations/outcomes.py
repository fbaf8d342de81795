"""What the answers to a theme's questions come down to, as decision diagrams.

A question that is not asked has no answer, so its ``ask_when`` is part of every diagram
that looks at it (law 6).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from core.catalogue.models import AllOf, Answer, Comparison, Condition
from core.situations.answering import AnswerClass
from core.situations.conditions import satisfies
from core.situations.engines.compiling import CompiledConditions
from core.situations.engines.diagrams import ALWAYS, NEVER, Diagrams
from core.situations.engines.terms import Leaf, Terms, places_in

Classes = Callable[[str], tuple[AnswerClass, ...]]
"""The answers to a question that make a difference."""


class OutcomesUnclearError(Exception):
    """What an answer comes down to cannot be told: its question, or its like, is not known."""


class Outcomes:
    """Everything that some of a theme's items come down to.

    Args:
        compiled: The theme's conditions; its questions wait for each other in no circle.
        classes_of: The answers to a question that make a difference.
        looked_at: What the answer to each question is compared with.
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
        looked_at: Mapping[str, Sequence[Comparison]],
        items: Iterable[int] | None = None,
        besides: Iterable[Condition] = (),
    ) -> None:
        self._compiled = compiled
        self._classes_of = classes_of
        self._looked_at = looked_at
        asked = (step.name for step in compiled.steps if step.reader is not None)
        self.questions = tuple(name for name in asked if classes_of(name))
        """The questions that can be answered, each after those it looks at."""
        self.place_of = {name: place for place, name in enumerate(self.questions)}
        self.diagrams = Diagrams([len(classes_of(name)) for name in self.questions])
        self._class_by_outcome: dict[str, dict[tuple[bool, ...], int]] = {}
        self._asked: dict[str, int] = {}
        self._leaves: dict[Leaf, int] = {}
        wanted = compiled.items if items is None else [compiled.items[place] for place in items]
        found = {*map(self._of_terms, frozenset(wanted)), *map(self._of_condition, besides)}
        self.functions = frozenset(found) - {ALWAYS, NEVER}

    def after(self, functions: frozenset[int], question: str, answer: int) -> frozenset[int]:
        """Return what is left undecided once a question has an answer of some class."""
        place = self.place_of[question]
        left = (self.diagrams.after(one, place, answer) for one in functions)
        return frozenset(left) - {ALWAYS, NEVER}

    def given(self, answers: Mapping[str, Answer]) -> frozenset[int]:
        """Return what is left undecided after some answers.

        Raises:
            OutcomesUnclearError: If an answer is like none of the classes.
        """
        functions = self.functions
        for question, answer in answers.items():
            if question in self.place_of and question not in self._compiled.fixed:
                functions = self.after(functions, question, self._class_of(question, answer))
        return functions

    def questions_in(self, function: int) -> frozenset[str]:
        """Return the questions whose answers can still change an outcome."""
        return frozenset(self.questions[place] for place in self.diagrams.places_in(function))

    def is_certain_to_matter(self, question: str, functions: Iterable[int]) -> bool:
        """Say whether the answer makes a difference whatever all others are."""
        place, found = self.place_of[question], NEVER
        for one in functions:
            found = self.diagrams.either(found, self.diagrams.where_it_matters(one, place))
            if found == ALWAYS:
                return True
        return False

    def expected_asked(self) -> float:
        """Return how many questions are asked on average if none is left out."""
        shares = [[one.share for one in self._classes_of(name)] for name in self.questions]
        return sum(self.diagrams.share(self._when_asked(name), shares) for name in self.questions)

    def _class_of(self, question: str, answer: Answer) -> int:
        if question not in self._class_by_outcome:
            outcomes = [self._outcome(question, one.answer) for one in self._classes_of(question)]
            # The first of those that are alike, so from the last to the first.
            places = range(len(outcomes) - 1, -1, -1)
            self._class_by_outcome[question] = {outcomes[place]: place for place in places}
        found = self._class_by_outcome[question].get(self._outcome(question, answer))
        if found is None:
            raise OutcomesUnclearError(question)
        return found

    def _outcome(self, question: str, answer: Answer) -> tuple[bool, ...]:
        """Return what the comparisons that look at a question come to with an answer."""
        return tuple(satisfies(answer, one) for one in self._looked_at.get(question, ()))

    def _of_terms(self, terms: Terms) -> int:
        return self.diagrams.any_of(self._of_term(term) for term in sorted(terms))

    def _of_term(self, term: int) -> int:
        leaves = self._compiled.leaves
        return self.diagrams.all_of(self._of_leaf(leaves[place]) for place in places_in(term))

    def _of_condition(self, condition: Condition) -> int:
        if isinstance(condition, Comparison):
            return self._of_comparison(condition)
        if isinstance(condition, AllOf):
            return self.diagrams.all_of(map(self._of_condition, condition.all))
        return self.diagrams.any_of(map(self._of_condition, condition.any))

    def _of_leaf(self, leaf: Leaf) -> int:
        if leaf not in self._leaves:
            if isinstance(leaf, Comparison):
                self._leaves[leaf] = self._of_comparison(leaf)
            else:
                self._leaves[leaf] = self._of_terms(leaf)
        return self._leaves[leaf]

    def _of_comparison(self, comparison: Comparison) -> int:
        name, fixed = comparison.question, self._compiled.fixed
        if name in fixed:
            return ALWAYS if satisfies(fixed[name], comparison) else NEVER
        if name not in self.place_of:
            return NEVER
        holds = [satisfies(one.answer, comparison) for one in self._classes_of(name)]
        answered = self.diagrams.literal(self.place_of[name], holds)
        return self.diagrams.both(self._when_asked(name), answered)

    def _when_asked(self, name: str) -> int:
        if name not in self._asked:
            self._asked[name] = self._of_terms(self._compiled.asked[name])
        return self._asked[name]
