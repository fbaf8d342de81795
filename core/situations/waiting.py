"""Questions that may still be asked, and what is left of the conditions under which they are."""

from collections.abc import Iterable
from typing import NamedTuple

from core.catalogue.models import Answer, Comparison
from core.situations.conditions import Truth, satisfies
from core.situations.remainders import Left, comparisons_left, left_of


class Waiting(NamedTuple):
    """A question that may still be asked, what is left of when, and whom that looks at."""

    question: str
    left: Left
    looks_at: frozenset[str]


def waiting_for(question: str, left: Left) -> Waiting:
    """Return a question with what is left of the condition under which it is asked."""
    return Waiting(
        question, left, frozenset(comparison.question for comparison in comparisons_left(left))
    )


def after_answer(
    waiting: Iterable[Waiting], gate: str, answer: Answer
) -> tuple[frozenset[str], tuple[Waiting, ...]]:
    """Return which waiting questions are asked after an answer, and which still wait."""
    still = tuple(waiting)
    never: set[str] = set()
    asked: set[str] = set()

    def truth(comparison: Comparison) -> Truth:
        if comparison.question == gate:
            return satisfies(answer, comparison)
        return False if comparison.question in never else None

    decided = {gate}
    while decided:
        still = tuple(
            waiting_for(waiting.question, left_of(waiting.left, truth))
            if waiting.looks_at & decided
            else waiting
            for waiting in still
        )
        decided = {waiting.question for waiting in still if waiting.left is False}
        never |= decided
        asked |= {waiting.question for waiting in still if waiting.left is True}
        still = tuple(waiting for waiting in still if not isinstance(waiting.left, bool))
    return frozenset(asked), still
