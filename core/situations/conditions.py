"""What a condition looks at: true, false, or not known yet (law 6)."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.models import Answer, Comparison, Operator

Truth = bool | None
"""``None`` is *unknown*: an answer that is still to come decides."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What has been answered, and which questions may still be answered.

    A question in neither will never be asked, so no condition on it can be satisfied.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    open: Set[str] = frozenset()


def satisfies(answer: Answer, comparison: Comparison) -> bool:
    """Say whether a given answer satisfies a comparison.

    Several answers are a set: ``eq`` compares the sets, ``in`` asks whether they
    intersect. What cannot be ordered is neither greater nor less.

    Examples:
        >>> satisfies(("a", "b"), Comparison(question="q", op="in", value=("b", "c")))
        True
        >>> satisfies("60", Comparison(question="q", op="gt", value=3))
        False
    """
    if comparison.op is Operator.IN:
        return bool(_as_set(answer) & _as_set(comparison.value))
    if comparison.op is Operator.EQ:
        return _as_set(answer) == _as_set(comparison.value)
    if comparison.op is Operator.NE:
        return _as_set(answer) != _as_set(comparison.value)
    if not (_is_number(answer) and _is_number(comparison.value)):
        return False
    return _ORDER[comparison.op](answer, comparison.value)


def _as_set(value: Answer) -> frozenset[str | int | float]:
    return frozenset(value) if isinstance(value, tuple) else frozenset((value,))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


_ORDER: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.GT: lambda answer, value: answer > value,
    Operator.GE: lambda answer, value: answer >= value,
    Operator.LT: lambda answer, value: answer < value,
    Operator.LE: lambda answer, value: answer <= value,
}
