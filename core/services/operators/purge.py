"""Remove what is past its period (个人信息保护法 19, 47), each thing once, whoever is at it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from core.errors import CaseErasedError
from core.ports import Clock, Transaction
from core.privacy.purging import begin_of_day, is_over, purged_entry
from core.privacy.retention import BOUNDS, Kept, Retention, period_in_words
from core.services.citizens.lease_files import FileLeases
from core.services.setting_aside import unless_spoilt

__all__ = ["BOUNDS", "Kept", "Purged", "Purging", "Retention", "period_in_words"]

_BY_ROWS = (Kept.ATTEMPTS, Kept.CALLS, Kept.SESSIONS, Kept.ACCESS_LOG, Kept.QUIZZES)
_BELIEVED = timedelta(days=30)
"""So far ahead of what was written last a clock is believed by whoever looks at nothing else."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed of a class: what ended before a moment; of cases which."""

    kept: Kept
    before: datetime
    number: int
    cases: tuple[str, ...] = ()


class Purging:
    """Removes what is over. Uploads, links and visits are swept by whoever holds them."""

    def __init__(
        self, *, transaction: Transaction, held: FileLeases, clock: Clock, retention: Retention
    ) -> None:
        self._transaction = transaction
        self._held = held
        self._clock = clock
        self._retention = retention

    def purge(self) -> tuple[Purged, ...]:
        """Remove everything that is over, and return what it was."""
        return self._purge(self._clock())

    def purge_unwatched(self) -> tuple[Purged, ...]:
        """Remove what is over by a clock that may be wrong: nobody looks at what it removes."""
        now = self._clock()
        with self._transaction() as stores:
            last = stores.retention.last_written()
        return self._purge(min(now, last + _BELIEVED) if last else now)

    def preview(self) -> tuple[Purged, ...]:
        """Return what would be removed now; nothing is."""
        now, found = self._clock(), list[Purged]()
        for kept in _BY_ROWS:
            before = self._before(kept, now)
            with self._transaction() as stores:
                found.append(Purged(kept, before, stores.retention.over(kept, before)))
        before = self._before(Kept.CASES, now)
        cases = tuple(
            number for number in self._left_alone(before) if self._is_over(number, before)
        )
        return (*found, Purged(Kept.CASES, before, len(cases), cases))

    def _purge(self, now: datetime) -> tuple[Purged, ...]:
        found = [self._purge_rows(kept, now) for kept in _BY_ROWS]
        before = self._before(Kept.CASES, now)
        cases = tuple(
            number for number in self._left_alone(before) if self._purge_case(number, before)
        )
        self._held.sweep()  # the files of these cases too
        return (*found, Purged(Kept.CASES, before, len(cases), cases))

    def _purge_rows(self, kept: Kept, now: datetime) -> Purged:
        before = self._before(kept, now)
        with self._transaction() as stores:
            return Purged(kept, before, stores.retention.remove(kept, before, at=self._clock()))

    def _left_alone(self, before: datetime) -> Iterator[str]:
        with self._transaction() as stores:
            numbers = stores.retention.cases_left_alone(before)
        yield from numbers

    def _is_over(self, number: str, before: datetime) -> bool:
        with suppress(CaseErasedError), self._transaction() as stores:
            case = unless_spoilt(partial(stores.cases.get, number))
            return case is not None and is_over(case.history, before)
        return False

    def _purge_case(self, number: str, before: datetime) -> bool:
        """Erase a case, if it is still over; what was altered stays, for whoever finds out why.

        Its files are nobody's then, unless another case or visit has the same: they are swept.
        """
        with suppress(CaseErasedError), self._transaction() as stores:
            case = unless_spoilt(partial(stores.cases.get, number, to_change=True))
            if case is None or not is_over(case.history, before):
                return False
            entry = purged_entry(number, case.history, self._retention, at=self._clock())
            for digest in sorted(stores.cases.erase(entry)):
                stores.leases.hold(digest, holder=number, until=before)
            return True
        return False

    def _before(self, kept: Kept, now: datetime) -> datetime:
        return begin_of_day(now - self._retention.of(kept))
