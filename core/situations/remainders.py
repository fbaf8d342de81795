"""What is left of a condition after some answers: decided, or what still has to be looked at."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from core.catalogue.models import AllOf, Comparison
from core.situations.conditions import Truth


class Group(NamedTuple):
    """What is left of ``{all: […]}`` or ``{any: […]}``."""

    kind: str
    parts: tuple["Left", ...]


Left = bool | Comparison | Group
"""What is left of a condition: decided, or what still has to be looked at."""


def left_of(condition: Any, truth: Callable[[Comparison], Truth]) -> Left:
    """Return what is left of a condition, or of what was left of it, by what is known.

    Examples:
        >>> wet, big = (Comparison(question=q, op="eq", value="是") for q in ("wet", "big"))
        >>> left = left_of(AllOf(all=(wet, big)), lambda one: True if one is wet else None)
        >>> left is big
        True
    """
    if condition is None or isinstance(condition, bool):
        return condition is not False
    if isinstance(condition, Comparison):
        known = truth(condition)
        return condition if known is None else known
    if isinstance(condition, Group):
        kind, parts = condition
    else:
        is_all = isinstance(condition, AllOf)
        kind, parts = ("all", condition.all) if is_all else ("any", condition.any)
    return joined(kind, [left_of(part, truth) for part in parts])


def joined(kind: str, parts: Iterable[Left]) -> Left:
    """Return what is left of several parts of which all, or any, have to hold."""
    decisive = kind == "any"
    left = tuple(part for part in parts if part is not (not decisive))
    if decisive in {part for part in left if isinstance(part, bool)}:
        return decisive
    if not left:
        return not decisive
    return left[0] if len(left) == 1 else Group(kind, left)


def comparisons_left(left: Left) -> Iterator[Comparison]:
    """Yield what still has to be looked at."""
    if isinstance(left, Comparison):
        yield left
    elif isinstance(left, Group):
        for part in left.parts:
            yield from comparisons_left(part)
