"""How long something takes at the kiosk, learnt from how long it took: sums, and nobody's times.

Until enough has been observed the expectations below weigh in; they are judgements, not figures
from anywhere, and lose their weight with every visit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Work(StrEnum):
    """What somebody does: fill in a field, look at one that is filled in, give a paper, sign."""

    FIELD = "field"
    LOOK = "look"
    PAPER = "paper"
    SIGNATURE = "signature"


_EXPECTED_SECONDS = {Work.FIELD: 12.0, Work.LOOK: 2.0, Work.PAPER: 45.0, Work.SIGNATURE: 25.0}
_STRENGTH = 50.0
"""The expectation weighs as much as so many pieces of work that were observed."""
_INTERRUPTED = 8.0
"""Whoever takes so many times as long as expected did something else meanwhile."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many pieces of work took how many seconds together."""

    number: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.number + other.number, self.seconds + other.seconds)


def is_plausible(work: Work, taken: Taken) -> bool:
    """Say whether somebody worked all the while, as far as the seconds tell."""
    return 0 < taken.seconds <= taken.number * _EXPECTED_SECONDS[work] * _INTERRUPTED


def seconds_of(work: Work, observed: Mapping[Work, Taken]) -> float:
    """Return how long one piece of work is expected to take.

    Examples:
        >>> seconds_of(Work.FIELD, {}), seconds_of(Work.FIELD, {Work.FIELD: Taken(50, 300.0)})
        (12.0, 9.0)
    """
    taken = observed.get(work, Taken())
    expected = _EXPECTED_SECONDS[work] * _STRENGTH
    return (expected + taken.seconds) / (_STRENGTH + taken.number)


def minutes_of(left: Mapping[Work, int], observed: Mapping[Work, Taken]) -> int:
    """Return how many minutes the work that is left will take, one at least.

    Examples:
        >>> minutes_of({Work.FIELD: 20, Work.PAPER: 2}, {})
        6
    """
    seconds = sum(number * seconds_of(work, observed) for work, number in left.items())
    return max(1, round(seconds / 60))
