"""Who may come in: so many sessions in this process, and so many of one address."""

import time
from collections import Counter, deque
from collections.abc import Callable

from adapters.serving.limits import RETURNING_SHARE, Limits


class Admission:
    """Counts places. One is free again when its session is gone, not when its connection is.

    Streamlit keeps the session of a lost connection for a while. Were its place free at once,
    opening and closing connections would fill the memory.
    """

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._now = now
        self._open: Counter[str] = Counter()
        self._lingering: deque[tuple[float, str]] = deque()

    @property
    def connected(self) -> int:
        """Return how many are connected."""
        return self._open.total()

    def has_room(self, address: str, *, returning: bool = False) -> bool:
        """Say whether somebody from there could come in now."""
        self._let_go()
        share = RETURNING_SHARE if returning else 1.0
        of_address = self._open[address] + sum(
            1 for _, lingering in self._lingering if lingering == address
        )
        return (
            self.connected + len(self._lingering) < self._limits.sessions * share
            and of_address < self._limits.sessions_per_address * share
        )

    def enter(self, address: str, *, returning: bool = False) -> bool:
        """Take a place, or say that there is none. Whoever returns takes the place they left."""
        self._let_go()
        if returning and self._take_back(address):
            self._open[address] += 1
            return True
        if not self.has_room(address, returning=returning):
            return False
        self._open[address] += 1
        return True

    def leave(self, address: str) -> None:
        """Note that a connection is gone; its session lingers."""
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]
        self._lingering.append((self._now() + self._limits.lingers, address))

    def _take_back(self, address: str) -> bool:
        for place, (_, lingering) in enumerate(self._lingering):
            if lingering == address:
                del self._lingering[place]
                return True
        return False

    def _let_go(self) -> None:
        while self._lingering and self._lingering[0][0] <= self._now():
            self._lingering.popleft()
