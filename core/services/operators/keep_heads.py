"""Write a signed head over all entries of a hall outside the database (law 20)."""

import logging
from datetime import timedelta

from core.cases.tree_heads import (
    KeptLog,
    LogEntry,
    head_differences,
    log_differences,
    next_head,
    signed,
)
from core.errors import AlteredRecordError, ServiceError
from core.ports import Clock, HeadStore, Signer, Transaction

_log = logging.getLogger(__name__)
_AT_ONCE = 5_000
_SOON = timedelta(minutes=55)
"""Several processes write each hour: one of them is enough."""


class HeadKeeper:
    """Keeps the heads of one hall."""

    def __init__(
        self, *, hall: str, transaction: Transaction, heads: HeadStore, signer: Signer, clock: Clock
    ) -> None:
        self._hall = hall
        self._transaction = transaction
        self._heads = heads
        self._signer = signer
        self._clock = clock

    def write(self, *, hourly: bool = False) -> bool:
        """Write a head if there is something new, or an hour is over; say whether it was written.

        What is kept outside is compared first, and never overwritten.

        Raises:
            AlteredRecordError: If the log is no longer the one that was signed.
            StorageError: If it cannot be read or written.
        """
        with self._heads.alone():
            kept = self._heads.read()
            if hourly and kept.heads and self._clock() - kept.heads[-1].at < _SOON:
                return False
            now = self._entries()
            self._expect_same(kept, now)
            last = kept.heads[-1] if kept.heads else None
            if not now or (last and last.size == len(now) and not hourly):
                return False
            head = next_head(self._hall, now, at=self._clock(), last=last)
            head = signed(head, self._signer.sign(head.signed))
            self._heads.append(KeptLog(tuple(now[len(kept.entries) :])), head)
            return True

    def write_unwatched(self, *, hourly: bool = False) -> None:
        """Write a head; what was altered is told to the operator and stops nobody else."""
        try:
            self.write(hourly=hourly)
        except AlteredRecordError as error:
            _log.log(
                logging.ERROR, "no head is written, run `history verify`: %s", error.params["what"]
            )
        except ServiceError as error:
            reason = error.params.get("reason", type(error).__name__)
            _log.log(logging.ERROR, "no head could be written: %s", reason)

    def _expect_same(self, kept: KeptLog, now: list[LogEntry]) -> None:
        last = kept.heads[-1:]
        found = (*kept.faults, *log_differences(kept.entries, now), *head_differences(last, now))
        for difference in found:
            raise AlteredRecordError(what=f"{difference.place} {difference.case}".strip())
        if not all(self._signer.is_genuine(head.signed, head.signature) for head in last):
            raise AlteredRecordError(what="tree head")

    def _entries(self) -> list[LogEntry]:
        """Read the log in pieces: it only grows, and nobody waits for long."""
        found: list[LogEntry] = []
        while True:
            with self._transaction() as stores:
                more = stores.log.entries(len(found), _AT_ONCE)
            found += more
            if len(more) < _AT_ONCE:
                return found
