"""All conditions of a theme worked out together, in three values (laws 6 and 7).

Conditions are written as terms once (:mod:`core.situations.engines.terms`). In a situation each
question leaves some terms standing, whatever the other questions do, so that a look-up
and two operations on integers for each question say which terms hold for certain and
which still may: and with them what is in force, out or undecided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from core.catalogue.models import Answer, Comparison, Condition, Question
from core.errors import InvalidAnswersError
from core.situations.conditions import Knowledge, Truth
from core.situations.engines.answer_effects import AnswerEffect, AnswerReader, still_open
from core.situations.engines.steps import SettlingStep, dependents, in_order
from core.situations.engines.term_masks import ItemsByTerm, TermMasks
from core.situations.engines.terms import TermBook

Conditions = Sequence[Condition | None]
"""Conditions of which one has to hold."""


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


class Settled(NamedTuple):
    """Which terms hold for certain, which may, and what each step did to them."""

    certain: int
    possible: int
    effects: tuple[AnswerEffect, ...]


class CompiledConditions:
    """The questions of a theme and all that depends on them, ready for any answers.

    Args:
        asked: For each question the conditions of which one has to hold to ask it.
        items: For each item what has to hold: conditions of which one does, and so on.
        fixed: Answers known from the choice of the theme.
        questions: What questions can be answered with.
    """

    def __init__(
        self,
        asked: Mapping[str, Conditions],
        items: Iterable[Sequence[Conditions]],
        fixed: Mapping[str, Answer],
        questions: Mapping[str, Question],
    ) -> None:
        book = TermBook()
        self.fixed = fixed
        self.asked = {name: book.one_of(conditions) for name, conditions in asked.items()}
        self.items = tuple(book.all_of(map(book.one_of, item)) for item in items)
        self.leaves = book.leaves
        self.leaf_places = {leaf: place for place, leaf in enumerate(self.leaves)}
        parts = [leaf for leaf in self.leaves if not isinstance(leaf, Comparison)]
        others = (*self.asked.values(), *parts)
        self.masks = TermMasks(self.items, others, len(self.leaves))
        self.readers = dict(_readers(self, questions))
        self._items_by_term = ItemsByTerm(self.items, self.masks)
        self._no_effect = AnswerEffect(self.masks.every, self.masks.every)
        self.steps, self.is_circular = in_order(list(_steps(self)))
        self._first = _never_asked(self)

    @cached_property
    def _dependents(self) -> Mapping[str, frozenset[int]]:
        return dependents(self.steps)

    def in_force(self, raw: Mapping[str, Any]) -> InForce:
        """Return what is in force, out or undecided for raw answers.

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        return self.items_for(self.settle(raw))

    def items_for(self, settled: Settled) -> InForce:
        """Return the items that hold, and those that may, by the terms that do."""
        certain = self._items_by_term.of(settled.certain)
        return InForce(certain, self._items_by_term.of(settled.possible) & ~certain)

    def settle(self, raw: Mapping[str, Any]) -> Settled:
        """Decide which questions are asked, take their answers, and see what still stands.

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        if self.is_circular:
            return self._checked(self._settle_in_rounds(raw))
        certain, possible, _ = self._first
        effects = []
        for step in self.steps:
            effect = self._effect(step, raw, certain, possible)
            certain &= effect[0]
            possible &= effect[1]
            effects.append(effect)
        return self._checked(Settled(certain, possible, tuple(effects)))

    def change(self, settled: Settled, raw: Mapping[str, Any], question: str) -> Settled:
        """Settle anew after the answer to one question changed.

        Only that question and those that are asked depending on it are looked at again.

        Args:
            settled: How it was before.
            raw: The answers as they are now.
            question: Whose answer changed.
        """
        if self.is_circular:
            return self._checked(self._settle_in_rounds(raw))
        again = self._dependents.get(question, frozenset())
        certain, possible, _ = self._first
        effects = list(settled.effects)
        for place, step in enumerate(self.steps):
            if place in again:
                effects[place] = self._effect(step, raw, certain, possible)
            certain &= effects[place][0]
            possible &= effects[place][1]
        return self._checked(Settled(certain, possible, tuple(effects)))

    def known(self, known: Knowledge) -> Settled:
        """Settle by what is known, whoever found that out: nothing is asked or checked."""
        certain = possible = self.masks.every
        for name, reader in self.readers.items():
            answer = known.answers.get(name)
            if answer is not None:
                effect = reader.after(answer)
            else:
                effect = reader.open if name in known.open else reader.never
            certain &= effect[0]
            possible &= effect[1]
        for step in self.steps:
            if step.reader is None:
                effect = self._effect(step, {}, certain, possible)
                certain &= effect[0]
                possible &= effect[1]
        return Settled(certain, possible, ())

    def asks(self, settled: Settled) -> Iterator[tuple[str, Truth]]:
        """Yield every question with whether it is asked, in the theme's order."""
        for name, terms in self.asked.items():
            asks = self.masks.of(terms)
            yield name, bool(asks & settled.certain) or (None if asks & settled.possible else False)

    def _effect(
        self, step: SettlingStep, raw: Mapping[str, Any], certain: int, possible: int
    ) -> AnswerEffect:
        """Return what a step does to the terms, by what has been settled before it."""
        name, asks, reader, never, still_open = step
        if not asks & certain:
            return still_open if asks & possible else never
        if reader is None:
            return self._no_effect
        given = raw.get(name)
        if given is None:
            return still_open
        taken = reader.taken.get(given) if given.__class__ is str else None
        return taken or reader.read(given)

    def _settle_in_rounds(self, raw: Mapping[str, Any]) -> Settled:
        """Settle step by step until nothing more can be decided.

        Questions that only wait for each other stay open and are never asked.
        """
        effects = [step.open for step in self.steps]
        left = set(range(len(effects)))
        while True:
            certain, possible = _standing(self._first, effects)
            decided = {place for place in left if self.steps[place].is_decided(certain, possible)}
            if not decided:
                return self._closed(Settled(certain, possible, tuple(effects)), raw)
            left -= decided
            for place in decided:
                effects[place] = self._effect(self.steps[place], raw, certain, possible)

    def _closed(self, settled: Settled, raw: Mapping[str, Any]) -> Settled:
        """When all has been asked, unknown counts as not satisfied: nothing stays open."""
        asked = [name for name, truth in self.asks(settled) if truth and name not in self.fixed]
        if any(raw.get(name) is None for name in asked):
            return settled
        return settled._replace(possible=settled.certain)

    def _checked(self, settled: Settled) -> Settled:
        """Tell every answer that cannot be taken at once (行政许可法 32)."""
        problems = [effect.problem for effect in settled.effects if effect[2]]
        if problems:
            place = {name: place for place, name in enumerate(self.asked)}
            found = sorted(filter(None, problems), key=lambda problem: place[problem.place])
            raise InvalidAnswersError(tuple(found))
        return settled


def _standing(first: AnswerEffect, effects: Iterable[AnswerEffect]) -> tuple[int, int]:
    certain, possible, _ = first
    for effect in effects:
        certain &= effect[0]
        possible &= effect[1]
    return certain, possible


def _readers(
    compiled: CompiledConditions, questions: Mapping[str, Question]
) -> Iterator[tuple[str, AnswerReader]]:
    """Make a reader for every question that is asked, fixed, or only looked at."""
    touched: dict[str, dict[Comparison, int]] = {name: {} for name in compiled.asked}
    for leaf, needing in zip(compiled.leaves, compiled.masks.needing, strict=True):
        if isinstance(leaf, Comparison):
            touched.setdefault(leaf.question, {})[leaf] = needing
    for name, terms in touched.items():
        yield name, AnswerReader(name, questions.get(name), terms, compiled.masks.every)


def _never_asked(compiled: CompiledConditions) -> AnswerEffect:
    """Return what stands before anything is asked: fixed answers count, others never come."""
    effects = [
        reader.after(compiled.fixed[name]) if name in compiled.fixed else reader.never
        for name, reader in compiled.readers.items()
        if name in compiled.fixed or name not in compiled.asked
    ]
    every = compiled.masks.every
    return AnswerEffect(*_standing(AnswerEffect(every, every), effects))


def _steps(compiled: CompiledConditions) -> Iterator[SettlingStep]:
    """Make a step for each question that may be asked, and for each part with its own leaf."""
    masks = compiled.masks
    for name, terms in compiled.asked.items():
        if name not in compiled.fixed:
            reader = compiled.readers[name]
            yield SettlingStep(name, masks.of(terms), reader, reader.never, reader.open)
    for leaf, needing in zip(compiled.leaves, masks.needing, strict=True):
        if not isinstance(leaf, Comparison):
            untouched = masks.every & ~needing
            never = AnswerEffect(untouched, untouched)
            yield SettlingStep("", masks.of(leaf), None, never, still_open(untouched, masks.every))
