"""The worker that lets legal clocks run out by themselves, round after round.

A clock that is set ahead would accept what nobody had the days to look at. So the worker compares
the clock with one that only counts on, and stops at a jump until the clock is right again, or
until somebody who has looked at it starts the worker anew. A clock that is set back lets nothing
run out: that is harmless.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.ports import Clock, Elapsed, Transaction
from core.review.tasks import ReviewRun
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.operators.end_unsupplied import end_unsupplied
from core.services.operators.urge_offices import urge_offices
from core.services.review_steps import ReviewRules

TOLERANCE = timedelta(minutes=5)
"""Clocks are adjusted a little all the time."""


@dataclass(frozen=True, slots=True)
class _Reading:
    wall: datetime
    ran: float

    def jump_since(self, earlier: "_Reading") -> timedelta:
        return self.wall - earlier.wall - timedelta(seconds=self.ran - earlier.ran)


class ClockWorker:
    """Does rounds. ``elapsed`` counts on, whatever the clock is set to."""

    def __init__(
        self, *, transaction: Transaction, rules: ReviewRules, clock: Clock, elapsed: Elapsed
    ) -> None:
        self._transaction = transaction
        self._rules = rules
        self._clock = clock
        self._elapsed = elapsed
        self._believed = self._read()

    def work(self) -> ReviewRun:
        """Do a round, and write down when it was and what came of it."""
        now = self._read()
        if now.jump_since(self._believed) > TOLERANCE:
            return self._note(ReviewRun(now.wall, 0, is_halted=True))
        self._believed = now
        accepted = accept_by_silence(self._transaction, self._rules, at=now.wall)
        end_unsupplied(self._transaction, self._rules, at=now.wall)
        urge_offices(self._transaction, self._rules, at=now.wall)
        return self._note(ReviewRun(now.wall, accepted))

    def _note(self, run: ReviewRun) -> ReviewRun:
        with self._transaction() as stores:
            stores.tasks.note_run(run)
        return run

    def _read(self) -> _Reading:
        return _Reading(self._clock(), self._elapsed())
