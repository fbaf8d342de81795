"""Pauses of a clock: days that do not count, for reasons of the law alone (行政许可法 45)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: those after ``first``, up to ``last``.

    ``planned`` is the day that was told as its end. While it lasts, ``last`` is empty.
    """

    reason: str
    first: date
    planned: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether a day is not counted.

        Examples:
            >>> pause = Pause("testing", date(2026, 11, 30), last=date(2026, 12, 2))
            >>> [pause.covers(date(2026, 12, day)) for day in (1, 2, 3)]
            [True, True, False]
            >>> pause.covers(date(2026, 11, 30))
            False
        """
        return self.first < day and (self.last is None or day <= self.last)
