"""In which order questions are settled, and which depend on which (law 7)."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from core.situations.engines.answer_effects import AnswerEffect, AnswerReader


class SettlingStep(NamedTuple):
    """A question to be settled, or a part of a condition that has a leaf of its own.

    ``asks`` are the terms of which one has to hold for the question to be asked, or for
    the part to hold. A part has no ``reader``.
    """

    name: str
    asks: int
    reader: AnswerReader | None
    never: AnswerEffect
    open: AnswerEffect

    def is_decided(self, certain: int, possible: int) -> bool:
        """Say whether it is known if the question is asked, or if the part holds."""
        return bool(self.asks & certain) or not self.asks & possible


def in_order(steps: list[SettlingStep]) -> tuple[tuple[SettlingStep, ...], bool]:
    """Return the steps, each after those it looks at, and whether some wait in a circle."""
    looks_at = {place: _looked_at(step, steps) for place, step in enumerate(steps)}
    try:
        return tuple(steps[place] for place in TopologicalSorter(looks_at).static_order()), False
    except CycleError:
        return tuple(steps), True


def _looked_at(step: SettlingStep, steps: Sequence[SettlingStep]) -> set[int]:
    return {place for place, other in enumerate(steps) if step.asks & ~other.open.certain}


def dependents(steps: Sequence[SettlingStep]) -> dict[str, frozenset[int]]:
    """Return for each question the steps that an answer to it can change, its own included."""
    looks_at = [_looked_at(step, steps) for step in steps]
    found: dict[str, frozenset[int]] = {}
    for own, step in enumerate(steps):
        changed = {own}
        for place in range(own + 1, len(steps)):
            if not changed.isdisjoint(looks_at[place]):
                changed.add(place)
        if step.reader is not None:
            found[step.name] = frozenset(changed)
    return found
