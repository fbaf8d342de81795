"""All conditions of a theme worked out together, in three values (laws 6 and 7).

Conditions are written as terms once (:mod:`core.situations.terms`). In a situation every
question then leaves some terms standing, whatever the other questions do, so that one
look-up and two operations on integers for each question say which terms hold for
certain and which still may: and with them what is in force, out or undecided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from core.catalogue.models import Answer, Comparison, Condition, Question
from core.situations.conditions import Knowledge, Truth
from core.situations.reading import AnswerReader, Mark
from core.situations.terms import Leaf, TermBook, Terms, places_in


class InForce(NamedTuple):
    """What is in force for certain, and what is undecided: one bit for each item."""

    certain: int
    undecided: int

    def truth(self, item: int) -> Truth:
        """Return whether an item is in force, out, or undecided.

        Examples:
            >>> [InForce(certain=0b001, undecided=0b010).truth(item) for item in range(3)]
            [True, None, False]
        """
        if self.certain >> item & 1:
            return True
        return None if self.undecided >> item & 1 else False


class Step(NamedTuple):
    """One question, or one named part of a condition, to be settled.

    ``asks`` are the terms of which one has to hold; a part has no ``reader``, and its own
    leaf holds as soon as they do.
    """

    asks: int
    reader: AnswerReader
    is_part: bool


class Settled(NamedTuple):
    """Which terms hold for certain and which may, with what each step did to them."""

    certain: int
    possible: int
    marks: Mapping[int, Mark]


class CompiledConditions:
    """The questions of a theme and what depends on them, ready for any answers.

    Args:
        asked: The conditions under which each question is asked: one of them has to hold.
        items: What is in force or not: all of an item's conditions have to hold, and
            each is a list of conditions of which one has to.
        fixed: Answers known from the choice of the theme.
        questions: What questions can be answered with.
    """

    def __init__(
        self,
        asked: Mapping[str, Iterable[Condition | None]],
        items: Iterable[Sequence[Iterable[Condition | None]]],
        fixed: Mapping[str, Answer],
        questions: Mapping[str, Question],
    ) -> None:
        book = TermBook()

        def one_of(conditions: Iterable[Condition | None]) -> Terms:
            return book.any_of(book.terms_of(condition) for condition in conditions)

        self.fixed = fixed
        self.asked = {question: one_of(when) for question, when in asked.items()}
        self.items = tuple(book.all_of(map(one_of, conditions)) for conditions in items)
        self.leaves = book.leaves
        self.terms = _TermPlaces(self.items, self.asked.values(), self.leaves)
        self.readers = self._readers(questions)
        self._touched_by_nobody = self._base()
        self.steps = self._steps()
        order = self._order()
        self.is_circular = order is None
        """Questions wait for each other, as may be in a theme in the making (law 7)."""
        self._order_of_steps = order or tuple(range(len(self.steps)))
        self._dependents = self._dependents_by_step()
        self._unions = _Unions(self.items, self.terms)

    # --- Putting together

    def _readers(self, questions: Mapping[str, Question]) -> dict[str, AnswerReader]:
        looking: dict[str, dict[Comparison, int]] = {question: {} for question in self.asked}
        for place, leaf in enumerate(self.leaves):
            if isinstance(leaf, Comparison):
                needing = self.terms.needing[place]
                looking.setdefault(leaf.question, {})[leaf] = needing
        return {
            name: AnswerReader(name, questions.get(name), touched, self.terms.every)
            for name, touched in looking.items()
        }
