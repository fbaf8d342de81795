"""What time it is for sweeping: a clock that jumps ahead takes nothing away from anybody.

A machine's clock is set by others: by a time server, by somebody who mistypes the year, by a
battery that is empty. Whatever is over by such a jump was not used up by waiting. So a second
reading that only counts on (how long the machine has run) stands beside the clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

TOLERANCE = timedelta(minutes=5)
"""Two readings are never taken at once, and clocks are adjusted a little all the time."""
BELIEVED_AFTER = timedelta(days=1)
"""A jump that has stood for so long is the time: whoever lives has renewed by it since."""


class SteadyClock:
    """Tells the time, but believes a jump ahead only a day later; a jump back it believes.

    Examples:
        >>> from datetime import UTC
        >>> wall, ran = [datetime(2026, 11, 29, 9, tzinfo=UTC)], [0.0]
        >>> steady = SteadyClock(lambda: wall[0], lambda: ran[0])
        >>> wall[0] += timedelta(hours=8); ran[0] += 60
        >>> steady().isoformat()
        '2026-11-29T09:01:00+00:00'
    """

    def __init__(self, wall: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        """Begin to watch.

        Args:
            wall: The clock of the machine.
            elapsed: Seconds that only count on, whatever the clock is set to.
        """
        self._wall = wall
        self._elapsed = elapsed
        self._turn = Lock()
        self._believed = _Reading(wall(), elapsed())
        self._jumped: _Reading | None = None

    def __call__(self) -> datetime:
        """Return the time by which something may be swept away."""
        with self._turn:
            return self._steady(_Reading(self._wall(), self._elapsed()))

    def _steady(self, now: "_Reading") -> datetime:
        if now.jumped_since(self._believed) <= TOLERANCE or self._has_stood(now):
            self._believed, self._jumped = now, None
        return self._believed.wall_at(now.ran)

    def _has_stood(self, now: "_Reading") -> bool:
        """Say whether a jump has stood for long enough; another one on top begins anew."""
        if self._jumped is None or abs(now.jumped_since(self._jumped)) > TOLERANCE:
            self._jumped = now
        return now.ran - self._jumped.ran >= BELIEVED_AFTER.total_seconds()


@dataclass(frozen=True, slots=True)
class _Reading:
    """Both readings of one moment: what the clock said, and how long the machine had run."""

    wall: datetime
    ran: float

    def wall_at(self, ran: float) -> datetime:
        """Return what the clock would say after so long, if nobody set it."""
        return self.wall + timedelta(seconds=ran - self.ran)

    def jumped_since(self, earlier: "_Reading") -> timedelta:
        """Return by how much the clock was set ahead since; less than nothing is back."""
        return self.wall - earlier.wall_at(self.ran)
