"""Truth as decision diagrams: two conditions that mean the same are the same number.

A diagram is a function of the answers to questions, each of which comes in a few classes.
It is shared and reduced, so that a question is *in* a diagram exactly when its answer can
still change the outcome: no term that only looks as if it mattered is left
(R. E. Bryant, 1986; with many values, A. Srinivasan et al., 1990).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from core.situations.engines.limits import GaveUpError

NEVER, ALWAYS = 0, 1
"""The two diagrams without a question."""
MOST_NODES = 200_000


class TooManyNodesError(GaveUpError):
    """The conditions are too entangled to be drawn."""


class Diagrams:
    """Makes diagrams over the same questions; places say in which order they are looked at.

    Args:
        sizes: How many classes of answers each question has.

    Examples:
        >>> diagrams = Diagrams([2, 2])
        >>> wet, dry = (diagrams.literal(0, holds) for holds in ([True, False], [False, True]))
        >>> diagrams.either(wet, dry) == ALWAYS
        True
        >>> big = diagrams.literal(1, [True, False])
        >>> diagrams.places_in(diagrams.both(big, diagrams.either(wet, dry)))
        frozenset({1})
    """

    always, never = ALWAYS, NEVER

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = tuple(sizes)
        last = len(self._sizes)
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(last, ()), (last, ())]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[str, int, int], int] = {}
        self._after: dict[tuple[int, int, int], int] = {}
        self._mattering: dict[tuple[int, int], int] = {}
        self._places: dict[int, frozenset[int]] = {NEVER: frozenset(), ALWAYS: frozenset()}

    def literal(self, place: int, holds: Sequence[bool]) -> int:
        """Return the diagram that looks at one question: for which classes it holds."""
        return self._node(place, tuple(map(int, holds)))

    def both(self, first: int, other: int) -> int:
        """Return where both hold."""
        return self._join("both", first, other)

    def either(self, first: int, other: int) -> int:
        """Return where one of them holds."""
        return self._join("either", first, other)

    def unlike(self, first: int, other: int) -> int:
        """Return where one of them holds and the other does not."""
        return self._join("unlike", first, other)

    def same(self, first: int, other: int) -> int:
        """Return where both hold or neither does."""
        return self.unlike(ALWAYS, self.unlike(first, other))

    def all_of(self, diagrams: Iterable[int]) -> int:
        """Return where all hold."""
        return reduce(self.both, diagrams, ALWAYS)

    def any_of(self, diagrams: Iterable[int]) -> int:
        """Return where at least one holds."""
        return reduce(self.either, diagrams, NEVER)

    def after(self, diagram: int, place: int, answer: int) -> int:
        """Return what is left of a diagram once a question has an answer of some class."""
        own, children = self._nodes[diagram]
        if own >= place:
            return children[answer] if own == place else diagram
        key = (diagram, place, answer)
        if key not in self._after:
            left = tuple(self.after(child, place, answer) for child in children)
            self._after[key] = self._node(own, left)
        return self._after[key]

    def places_in(self, diagram: int) -> frozenset[int]:
        """Return the questions whose answers can change the outcome."""
        if diagram not in self._places:
            own, children = self._nodes[diagram]
            below = map(self.places_in, dict.fromkeys(children))
            self._places[diagram] = frozenset({own}).union(*below)
        return self._places[diagram]

    def where_it_matters(self, diagram: int, place: int) -> int:
        """Return where, by the answers to all other questions, this one changes the outcome."""
        key = (diagram, place)
        if key not in self._mattering:
            self._mattering[key] = self._where_it_matters(diagram, place)
        return self._mattering[key]

    def example(self, diagram: int, preferred: Sequence[Sequence[int]]) -> list[int] | None:
        """Return a class for every question with which it holds, the preferred ones first."""
        if diagram == NEVER:
            return None
        chosen = []
        for place, order in enumerate(preferred):
            answer = next(value for value in order if self.after(diagram, place, value) != NEVER)
            diagram = self.after(diagram, place, answer)
            chosen.append(answer)
        return chosen

    def _where_it_matters(self, diagram: int, place: int) -> int:
        own, children = self._nodes[diagram]
        if own > place:
            return NEVER
        if own < place:
            return self._node(own, tuple(self.where_it_matters(child, place) for child in children))
        first, *others = dict.fromkeys(children)
        return self.any_of(self._join("unlike", first, other) for other in others)

    def _node(self, place: int, children: tuple[int, ...]) -> int:
        if all(child == children[0] for child in children):
            return children[0]
        key = (place, children)
        number = self._numbers.get(key)
        if number is None:
            if len(self._nodes) > MOST_NODES:
                raise TooManyNodesError
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return number

    def _join(self, how: str, first: int, other: int) -> int:
        known = _SIMPLE[how](first, other)
        if known is not None:
            return known
        key = (how, min(first, other), max(first, other))
        if key not in self._joined:
            place = min(self._nodes[first][0], self._nodes[other][0])
            self._joined[key] = self._node(
                place,
                tuple(
                    self._join(
                        how, self._below(first, place, answer), self._below(other, place, answer)
                    )
                    for answer in range(self._sizes[place])
                ),
            )
        return self._joined[key]

    def _below(self, diagram: int, place: int, answer: int) -> int:
        own, children = self._nodes[diagram]
        return children[answer] if own == place else diagram


def _both(first: int, other: int) -> int | None:
    if NEVER in (first, other):
        return NEVER
    if other in (first, ALWAYS):
        return first
    return other if first == ALWAYS else None


def _either(first: int, other: int) -> int | None:
    if ALWAYS in (first, other):
        return ALWAYS
    if other in (first, NEVER):
        return first
    return other if first == NEVER else None


def _unlike(first: int, other: int) -> int | None:
    if first == other:
        return NEVER
    if NEVER in (first, other):
        return first or other
    return None


_SIMPLE: dict[str, Callable[[int, int], int | None]] = {
    "both": _both,
    "either": _either,
    "unlike": _unlike,
}
"""What is known of two diagrams joined without looking into them."""
