"""What time it is for sessions: a clock that is set back lets time go on all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock


@dataclass
class OnwardClock:
    """Tells the later of two: what the clock says, and what it said plus the time since.

    Examples:
        >>> from datetime import UTC
        >>> wall, ran = [datetime(2026, 11, 29, 9, tzinfo=UTC)], [0.0]
        >>> onward = OnwardClock(lambda: wall[0], lambda: ran[0])
        >>> _ = onward(); wall[0] -= timedelta(hours=8); ran[0] += 60
        >>> onward().isoformat()
        '2026-11-29T09:01:00+00:00'
    """

    wall: Callable[[], datetime]
    elapsed: Callable[[], float]

    def __post_init__(self) -> None:
        """Begin to count."""
        self._turn = Lock()
        self._last, self._ran = self.wall(), self.elapsed()

    def __call__(self) -> datetime:
        """Return the time, never earlier than what was told before."""
        with self._turn:
            ran = self.elapsed()
            counted = self._last + timedelta(seconds=ran - self._ran)
            self._last, self._ran = max(self.wall(), counted), ran
            return self._last
