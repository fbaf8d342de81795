"""The one encoder: conditions, and being asked, in the words of an engine (law 6).

Terms, formulas, diagrams and packed columns all know *all of* and *any of*. So a condition is
walked through once, here, and so is what every engine has to respect: fixed answers are known,
what is not asked satisfies nothing, and questions that only wait for each other are never asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from copy import copy
from operator import eq
from typing import Generic

from core.catalogue.models import Answer, Comparison, Condition
from core.situations.conditions import satisfies
from core.situations.engines.algebra import Algebra, Encoded, encode
from core.situations.engines.terms import Leaf, Terms, places_in


class Encoder(Generic[Encoded]):
    """Encodes when questions are asked, and whatever depends on their answers.

    Args:
        algebra: The engine's.
        asked: For each question conditions, or terms, of which one has to hold to ask it.
        fixed: Answers known beforehand; their questions are not asked.
        satisfying: Returns where the answer to a question satisfies a comparison, asked or not.
        leaves: What the bits of terms stand for.
        same: Says whether two things that the engine has are the same.
    """

    def __init__(
        self,
        algebra: Algebra[Encoded],
        asked: Mapping[str, Sequence[Condition | None] | Terms],
        fixed: Mapping[str, Answer],
        satisfying: Callable[[Comparison], Encoded],
        *,
        leaves: Sequence[Leaf] = (),
        same: Callable[[Encoded, Encoded], bool] = eq,
    ) -> None:
        self._algebra = algebra
        self._when = {name: when for name, when in asked.items() if name not in fixed}
        self._fixed = fixed
        self._satisfying = satisfying
        self._leaves = leaves
        self._same = same
        self._asked: dict[str, Encoded] = {}
        self._settle(self._when.keys())

    # --- Questions

    def asked(self, question: str) -> Encoded:
        """Return where a question is asked."""
        return self._asked.get(question, self._algebra.never)

    def but_for(
        self, satisfying: Callable[[Comparison], Encoded], questions: Set[str]
    ) -> "Encoder[Encoded]":
        """Return the same with other answers, which change whether some questions are asked."""
        other = copy(self)
        other._satisfying, other._asked = satisfying, dict(self._asked)
        other._settle(questions)
        return other

    def _settle(self, questions: Set[str]) -> None:
        """Settle which of some questions are asked in rounds, as the kiosk does.

        Where each looks only at earlier ones (law 7), one round is enough. Otherwise being
        asked only ever spreads, until a round changes nothing.
        """
        order = [name for name in self._when if name in questions]
        self._asked |= dict.fromkeys(order, self._algebra.never)
        self._forget()
        for _ in order:
            before = dict(self._asked)
            if not self._settle_once(order):
                return
            self._forget()
            if all(self._same(before[name], self._asked[name]) for name in order):
                return

    def _settle_once(self, order: Sequence[str]) -> bool:
        """Settle each question in turn; say whether one looked at another still to come."""
        self._unsettled, self._looked_ahead = set(order), False
        for name in order:
            when = self._when[name]
            self._asked[name] = (
                self.where(when) if isinstance(when, frozenset) else self.one_of(when)
            )
            self._unsettled.discard(name)
        return self._looked_ahead

    def _forget(self) -> None:
        self._of_condition: dict[Condition, Encoded] = {}
        self._of_terms: dict[Terms, Encoded] = {}
        self._of_leaf: dict[int, Encoded] = {}

    # --- Conditions

    def holds(self, condition: Condition | None) -> Encoded:
        """Return where a condition holds."""
        if condition is None:
            return self._algebra.always
        found = self._of_condition.get(condition)
        if found is None:
            found = self._of_condition[condition] = encode(condition, self._algebra, self._compared)
        return found

    def one_of(self, conditions: Iterable[Condition | None]) -> Encoded:
        """Return where one of some conditions holds."""
        return self._algebra.any_of([self.holds(condition) for condition in conditions])

    def all_groups(self, groups: Iterable[Iterable[Condition | None]]) -> Encoded:
        """Return where of each group one condition holds."""
        return self._algebra.all_of([self.one_of(group) for group in groups])

    def would_hold(self, condition: Condition | None) -> Encoded:
        """Return where a condition would hold if every question were answered."""
        return encode(condition, self._algebra, self._would_compare)

    def _compared(self, comparison: Comparison) -> Encoded:
        question = comparison.question
        if question in self._fixed:
            return self._would_compare(comparison)
        if question not in self._asked:
            return self._algebra.never
        self._looked_ahead |= question in self._unsettled
        return self._algebra.all_of((self._asked[question], self._satisfying(comparison)))

    def _would_compare(self, comparison: Comparison) -> Encoded:
        if comparison.question not in self._fixed:
            return self._satisfying(comparison)
        holds = satisfies(self._fixed[comparison.question], comparison)
        return self._algebra.always if holds else self._algebra.never

    # --- Terms

    def where(self, terms: Terms) -> Encoded:
        """Return where one of some terms holds."""
        found = self._of_terms.get(terms)
        if found is None:
            parts = [self._term(term) for term in terms]
            found = parts[0] if len(parts) == 1 else self._algebra.any_of(parts)
            self._of_terms[terms] = found
        return found

    def _term(self, term: int) -> Encoded:
        leaves = [self._leaf(place) for place in places_in(term)]
        return leaves[0] if len(leaves) == 1 else self._algebra.all_of(leaves)

    def _leaf(self, place: int) -> Encoded:
        found = self._of_leaf.get(place)
        if found is None:
            leaf = self._leaves[place]
            found = self._compared(leaf) if isinstance(leaf, Comparison) else self.where(leaf)
            self._of_leaf[place] = found
        return found
