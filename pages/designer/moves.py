"""What the board in the browser tells, and whether it may be believed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Move:
    """One move on the board: the whole order after it.

    ``base`` is the revision that the board showed, ``sequence`` grows with every move.
    """

    order: tuple[str, ...]
    base: int
    sequence: int


def read_move(message: Any) -> Move | None:
    """Return the move that a browser tells, or nothing if it makes no sense.

    Examples:
        >>> read_move({"order": ["WJ-01"], "base": 1, "sequence": 7})
        Move(order=('WJ-01',), base=1, sequence=7)
        >>> read_move({"order": "WJ-01"}) is None
        True
    """
    if not isinstance(message, Mapping):
        return None
    order, base, sequence = message.get("order"), message.get("base"), message.get("sequence")
    if not isinstance(order, list | tuple) or not all(isinstance(code, str) for code in order):
        return None
    if not isinstance(base, int) or not isinstance(sequence, int):
        return None
    return Move(tuple(order), base, sequence)


def accepted_order(
    move: Move, *, known: Collection[str], changed_at: int
) -> tuple[str, ...] | None:
    """Return the order that a move asks for, or nothing if it began from an older state.

    Args:
        move: What the board tells.
        known: Codes that a theme may have; others are left out.
        changed_at: The revision at which something else than the board changed the theme.

    Examples:
        >>> move = Move(("B", "A", "B", "<x>"), base=3, sequence=1)
        >>> accepted_order(move, known={"A", "B"}, changed_at=3)
        ('B', 'A')
        >>> accepted_order(move, known={"A", "B"}, changed_at=4) is None
        True
    """
    if move.base < changed_at:
        return None
    return tuple(code for code in dict.fromkeys(move.order) if code in known)
