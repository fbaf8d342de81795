"""How often a secret may be tried: some times at once, then after a while, longer each time.

What is guarded outlives every wrong attempt. Whoever has the right secret only has to wait.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

REMEMBERED_FOR = timedelta(days=1)
"""No limit remembers an attempt for longer."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts in a row are free, then each has to wait, the last of the waits for ever on.

    Attempts are in a row until there was none for ``forgotten_after``.
    """

    free: int
    waits: tuple[timedelta, ...]
    forgotten_after: timedelta

    @property
    def steps(self) -> tuple[tuple[int, timedelta], ...]:
        """Return after how many attempts or more how long is to be waited.

        Examples:
            >>> minute = timedelta(minutes=1)
            >>> [(n, wait.seconds) for n, wait in Limit(5, (minute, 4 * minute), minute).steps]
            [(5, 60), (6, 240)]
        """
        return tuple((self.free + place, wait) for place, wait in enumerate(self.waits))

    def wait_after(self, count: int) -> timedelta:
        """Return how long is to be waited after so many attempts."""
        return max((wait for least, wait in self.steps if count >= least), default=timedelta(0))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: which in a row it is, or until when there may be none."""

    count: int
    not_before: datetime | None = None


def minutes_of(duration: timedelta) -> int:
    """Return whole minutes, rounded up, so that waiting them is enough.

    Examples:
        >>> minutes_of(timedelta(seconds=61))
        2
    """
    return ceil(duration.total_seconds() / 60)
