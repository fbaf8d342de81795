"""What every engine knows of truth, and conditions written in it."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from core.catalogue.models import AllOf, Comparison, Condition

Encoded = TypeVar("Encoded")


class Algebra(Protocol[Encoded]):
    """What an engine knows of truth."""

    @property
    def always(self) -> Encoded:
        """Return what always holds."""

    @property
    def never(self) -> Encoded:
        """Return what never holds."""

    def all_of(self, parts: Iterable[Encoded], /) -> Encoded:
        """Return what holds where all parts do."""

    def any_of(self, parts: Iterable[Encoded], /) -> Encoded:
        """Return what holds where a part does."""


def encode(
    condition: Condition | None,
    algebra: Algebra[Encoded],
    compared: Callable[[Comparison], Encoded],
) -> Encoded:
    """Return a condition as an engine has it; no condition always holds."""
    if condition is None:
        return algebra.always
    if isinstance(condition, Comparison):
        return compared(condition)
    if isinstance(condition, AllOf):
        return algebra.all_of(encode(part, algebra, compared) for part in condition.all)
    return algebra.any_of(encode(part, algebra, compared) for part in condition.any)
