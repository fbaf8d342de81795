"""Why something is in force or out: the smallest set of answers that decides it.

Given only these answers, and no other, it would be decided just the same. The answers
that lead to a question being asked, or to its never being asked, are among them. Sets
of answers are bits of one integer, a bit for each question.
"""

from functools import lru_cache
from typing import NamedTuple

from core.situations.causes import Causes, Sets, looked_at_by
from core.situations.conditions import Truth
from core.situations.engines.compiling import CompiledConditions, Settled
from core.situations.engines.terms import Terms, places_in

_MOST_REMEMBERED = 4_096


class InForceReason(NamedTuple):
    """Whether something is in force, and why.

    ``questions`` are the fewest whose answers decide it; where it is undecided, the open
    questions that it waits for.
    """

    truth: Truth
    questions: tuple[str, ...]


class Explainer:
    """Explains what is in force for the conditions of one theme.

    Items with the same conditions have the same reason, and a reason only depends on the
    comparisons that these conditions and those of their questions make; so each is
    worked out once.
    """

    def __init__(self, compiled: CompiledConditions) -> None:
        self._compiled = compiled
        self._questions = tuple(compiled.readers)
        self._width = compiled.masks.every.bit_length()
        self._causes_in = lru_cache(maxsize=64)(self._causes)
        groups = {terms: place for place, terms in enumerate(dict.fromkeys(compiled.items))}
        self.group_of = tuple(groups[terms] for terms in compiled.items)
        """The place of each item's reason."""
        shapes = (looked_at_by(terms, compiled) for terms in groups)
        self._groups = tuple(
            (terms, looked_at | looked_at << self._width, dict[int, InForceReason]())
            for terms, looked_at in zip(groups, shapes, strict=True)
        )

    def reason(self, settled: Settled, item: int) -> InForceReason:
        """Return why one item is in force, out or undecided."""
        terms, looked_at, known = self._groups[self.group_of[item]]
        state = settled.certain | settled.possible << self._width
        return known.get(state & looked_at) or self._worked_out(settled, terms, known, looked_at)

    def reasons(self, settled: Settled) -> list[InForceReason]:
        """Return the reasons in a situation, each for the items of one group."""
        state = settled.certain | settled.possible << self._width
        return [
            known.get(state & looked_at) or self._worked_out(settled, terms, known, looked_at)
            for terms, looked_at, known in self._groups
        ]

    def _worked_out(
        self, settled: Settled, terms: Terms, known: dict[int, InForceReason], looked_at: int
    ) -> InForceReason:
        causes = self._causes_in(settled.certain, settled.possible)
        truth = causes.truth(terms)
        if truth is None:
            reason = InForceReason(None, self._named(causes.waited_for(terms)))
        else:
            enough = causes.holding(terms) if truth else causes.failing(terms)
            reason = InForceReason(
                truth, self._named(_smallest(enough) if enough else causes.answered)
            )
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        known[(settled.certain | settled.possible << self._width) & looked_at] = reason
        return reason

    def _causes(self, certain: int, possible: int) -> Causes:
        return Causes(self._compiled, certain, possible)

    def _named(self, questions: int) -> tuple[str, ...]:
        return tuple(self._questions[place] for place in places_in(questions))


def _smallest(sets: Sets) -> int:
    """Return the smallest set; of several, the one whose questions come first."""
    return min(sets, key=lambda bits: (bits.bit_count(), [*places_in(bits)]))
