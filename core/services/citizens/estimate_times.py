"""Estimate how long a visit will take, from sums over earlier visits (law 14)."""

from collections.abc import Mapping
from datetime import date

from core.ports import Clock, Transaction
from core.visits.time_estimates import ElapsedTotal, StepKind, is_plausible, minutes_of
from core.working_days import day_of


class TimeEstimates:
    """Keeps how long the steps take in this hall, and reads the sums anew every day."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock
        self._day: date | None = None
        self._observed: Mapping[StepKind, ElapsedTotal] = {}

    def begin(self) -> None:
        """Note that a visit begins. Nothing is kept of it; the metrics count the calls."""

    def minutes(self, left: Mapping[StepKind, int]) -> int:
        """Return how many minutes the steps that are left will take."""
        today = day_of(self._clock())
        if today != self._day:
            with self._transaction() as stores:
                self._observed = stores.elapsed_times.observed()
            self._day = today
        return minutes_of(left, self._observed)

    def observe(self, totals: Mapping[StepKind, ElapsedTotal]) -> None:
        """Add how long a visit took, but for the kinds of steps that were interrupted."""
        plausible = {kind: total for kind, total in totals.items() if is_plausible(kind, total)}
        if plausible:
            with self._transaction() as stores:
                stores.elapsed_times.add(plausible)
