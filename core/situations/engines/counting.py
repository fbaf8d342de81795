"""The one exact counter: how many answers satisfy some diagrams at once.

Diagrams that share no question are counted apart and multiplied. What is left of them after an
answer is counted once, however it came about, so that they need not be drawn as one diagram,
which may be too large (counting with components and caching: T. Sang et al., 2004).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import prod
from typing import Generic, TypeVar

from core.situations.engines.components import components
from core.situations.engines.diagrams import ALWAYS, NEVER, Diagrams
from core.situations.engines.limits import GaveUpError

Weight = TypeVar("Weight", int, float)
MOST_STEPS = 300_000
"""How much is looked at before counting is given up: some seconds."""


class AnswerCounter(Generic[Weight]):
    """Counts answers by the weights of their classes: numbers of answers, or shares.

    Args:
        diagrams: Where the functions are drawn.
        weights: For each question, how often each class of its answers counts.

    Examples:
        >>> diagrams = Diagrams([2, 3])
        >>> wet, big = diagrams.literal(0, [True, False]), diagrams.literal(1, [True, True, False])
        >>> AnswerCounter(diagrams, [[1, 1], [1, 1, 8]]).count([wet, big])
        2
    """

    def __init__(self, diagrams: Diagrams, weights: Sequence[Sequence[Weight]]) -> None:
        self._diagrams = diagrams
        self._weights: Sequence[Sequence[Weight]] = weights
        self._every: list[Weight] = [sum(classes) for classes in weights]
        self._counted: dict[frozenset[int], Weight] = {}
        self._steps = 0

    def count(self, functions: Iterable[int]) -> Weight:
        """Return for how many answers to all questions some functions hold together.

        Raises:
            GaveUpError: If counting would take too long.
        """
        self._steps = 0
        wanted = frozenset(functions)
        return self._count(wanted) * self._free(range(len(self._every)), wanted)

    def _free(self, places: Iterable[int], functions: frozenset[int]) -> Weight:
        """Return in how many ways those questions are answered that no function looks at."""
        looked_at = self._places_in(functions)
        return prod(self._every[place] for place in places if place not in looked_at)

    def _places_in(self, functions: frozenset[int]) -> frozenset[int]:
        return frozenset[int]().union(*map(self._diagrams.places_in, functions))

    def _count(self, functions: frozenset[int]) -> Weight:
        """Count the answers to the questions that the functions look at."""
        if NEVER in functions:
            return 0
        result: Weight = 1
        undecided = [
            (function, self._diagrams.places_in(function)) for function in functions - {ALWAYS}
        ]
        for component in components(places for _, places in undecided):
            own = frozenset(function for function, places in undecided if places <= component)
            result *= self._count_component(own, component)
        return result

    def _count_component(self, functions: frozenset[int], places: frozenset[int]) -> Weight:
        counted = self._counted.get(functions)
        if counted is None:
            self._steps += len(functions)
            if self._steps > MOST_STEPS:
                raise GaveUpError
            counted = self._counted[functions] = self._split(functions, places)
        return counted

    def _split(self, functions: frozenset[int], places: frozenset[int]) -> Weight:
        """Answer the question that most functions look at, and count what is left."""
        looked_at = Counter(p for function in functions for p in self._diagrams.places_in(function))
        place = min(places, key=lambda candidate: (-looked_at[candidate], candidate))
        others = places - {place}
        found: Weight = 0
        for answer, weight in enumerate(self._weights[place]):
            left = frozenset(
                self._diagrams.after(function, place, answer) for function in functions
            )
            if weight and NEVER not in left:
                found += weight * self._count(left) * self._free(others, left)
        return found
