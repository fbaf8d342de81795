"""How long the steps at the kiosk take, estimated from sums over earlier visits.

Only sums are kept, no single duration. Until enough has been observed, the expected seconds
below weigh in. They are judgements, and each visit reduces their weight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What is timed: fill in a field, check a filled-in field, give a material, sign."""

    FIELD = "field"
    LOOK = "look"
    PAPER = "paper"
    SIGNATURE = "signature"


_EXPECTED_SECONDS = {
    StepKind.FIELD: 12.0,
    StepKind.LOOK: 2.0,
    StepKind.PAPER: 45.0,
    StepKind.SIGNATURE: 25.0,
}
_STRENGTH = 50.0
"""The expectation weighs as much as this number of observed steps."""
_INTERRUPTED = 8.0
"""An average of more than this multiple of the expectation means an interruption."""


@dataclass(frozen=True, slots=True)
class ElapsedTotal:
    """How many steps of one kind were done, and how many seconds they took together."""

    number: int = 0
    seconds: float = 0.0

    def __add__(self, other: "ElapsedTotal") -> "ElapsedTotal":
        return ElapsedTotal(self.number + other.number, self.seconds + other.seconds)


def is_plausible(kind: StepKind, total: ElapsedTotal) -> bool:
    """Say whether the person was not interrupted, judging by the seconds."""
    return 0 < total.seconds <= total.number * _EXPECTED_SECONDS[kind] * _INTERRUPTED


def seconds_of(kind: StepKind, observed: Mapping[StepKind, ElapsedTotal]) -> float:
    """Return how long one step of a kind is expected to take.

    Examples:
        >>> seconds_of(StepKind.FIELD, {})
        12.0
        >>> seconds_of(StepKind.FIELD, {StepKind.FIELD: ElapsedTotal(50, 300.0)})
        9.0
    """
    total = observed.get(kind, ElapsedTotal())
    expected = _EXPECTED_SECONDS[kind] * _STRENGTH
    return (expected + total.seconds) / (_STRENGTH + total.number)


def minutes_of(left: Mapping[StepKind, int], observed: Mapping[StepKind, ElapsedTotal]) -> int:
    """Return how many minutes the steps that are left will take, one at least.

    Examples:
        >>> minutes_of({StepKind.FIELD: 20, StepKind.PAPER: 2}, {})
        6
    """
    seconds = sum(number * seconds_of(kind, observed) for kind, number in left.items())
    return max(1, round(seconds / 60))
