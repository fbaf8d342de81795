"""So many messages a second: whoever sends more waits, and nothing is lost by it."""

import asyncio
import time
from collections.abc import Callable


class Pace:
    """Lets ``at_once`` through, then ``a_second``.

    Examples:
        >>> pace = Pace(2.0, 1, now=lambda: 0.0)
        >>> pace.wait_for_next(), pace.wait_for_next(), pace.wait_for_next()
        (0.0, 0.5, 1.0)
    """

    def __init__(
        self, a_second: float, at_once: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = 1 / a_second
        self._ahead = (at_once - 1) * self._interval
        self._now = now
        self._due = now()

    def wait_for_next(self) -> float:
        """Return for how many seconds the next message has to wait, and count it."""
        now = self._now()
        waits = max(0.0, self._due - self._ahead - now)
        self._due = max(self._due, now) + self._interval
        return waits

    async def hold_back(self) -> None:
        """Wait as long as the next message has to."""
        waits = self.wait_for_next()
        if waits:
            await asyncio.sleep(waits)
