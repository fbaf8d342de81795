"""Tell how long it will take, from how long it took others (law 14: sums, and nothing else)."""

from collections.abc import Mapping
from datetime import date

from core.ports import Clock, Transaction
from core.visits.pace import Taken, Work, is_plausible, minutes_of
from core.working_days import day_of


class PaceLearner:
    """Keeps how long everything takes in this hall; it learns anew every day."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock
        self._day: date | None = None
        self._observed: Mapping[Work, Taken] = {}

    def begin(self) -> None:
        """Note that a visit begins. Nothing is kept of it: who watches the process counts calls."""

    def minutes(self, left: Mapping[Work, int]) -> int:
        """Return how many minutes the work that is left will take."""
        today = day_of(self._clock())
        if today != self._day:
            with self._transaction() as stores:
                self._observed = stores.pace.observed()
            self._day = today
        return minutes_of(left, self._observed)

    def observe(self, taken: Mapping[Work, Taken]) -> None:
        """Add how long somebody took, as far as they were not interrupted."""
        plausible = {work: one for work, one in taken.items() if is_plausible(work, one)}
        if plausible:
            with self._transaction() as stores:
                stores.pace.add(plausible)
