"""What the board of a hall shows (大屏): numbers of matters, and nothing about anybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.review.tasks import TaskDay


@dataclass(frozen=True, slots=True)
class BoardRow:
    """How many matters of one department in one theme came today, wait, were granted, are late."""

    department: str
    theme: str
    received: int
    waiting: int
    granted: int
    late: int


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """The numbers of a department, a theme, or the whole hall."""

    name: str
    received: int
    waiting: int
    granted: int
    late: int


@dataclass(frozen=True, slots=True)
class HallBoard:
    """The board as it was read at a moment; ``cases`` came in today, each with its matters."""

    read_at: datetime
    day: TaskDay
    cases: int
    whole: BoardFigures
    departments: tuple[BoardFigures, ...]
    themes: tuple[BoardFigures, ...]


def added_up(rows: Iterable[BoardRow], name: Callable[[BoardRow], str]) -> tuple[BoardFigures, ...]:
    """Return the numbers of each group of rows, those with most to do first.

    Examples:
        >>> rows = [BoardRow("WJ", "T01", 1, 2, 0, 1), BoardRow("WJ", "T02", 0, 1, 3, 0)]
        >>> added_up(rows, lambda row: row.department)
        (BoardFigures(name='WJ', received=1, waiting=3, granted=3, late=1),)
    """
    groups: dict[str, list[BoardRow]] = defaultdict(list)
    for row in rows:
        groups[name(row)].append(row)
    figures = (
        BoardFigures(
            key,
            sum(row.received for row in found),
            sum(row.waiting for row in found),
            sum(row.granted for row in found),
            sum(row.late for row in found),
        )
        for key, found in groups.items()
    )
    return tuple(sorted(figures, key=lambda group: (-group.waiting, -group.granted, group.name)))
