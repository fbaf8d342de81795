"""What keeps the log of all entries, its heads outside the database, and what reads all of it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from core.cases.records import CaseRecord, Difference
from core.cases.tree_heads import KeptLog, LogEntry, TreeHead
from core.ports.stores import ThemeStore
from core.review.tasks import ReviewTask


class LogStore(Protocol):
    """Keeps every entry of every history in one order."""

    def entries(self, first: int, limit: int) -> tuple[LogEntry, ...]:
        """Return so many entries from a position."""


class HeadStore(Protocol):
    """Keeps heads and entries outside the database; nothing in it is ever overwritten."""

    def alone(self) -> AbstractContextManager[None]:
        """Let one process at a time write."""

    def read(self) -> KeptLog:
        """Return everything that is kept, and what cannot be read of it."""

    def append(self, kept: KeptLog, head: TreeHead) -> None:
        """Write entries that came since and a head, durably."""


class Signer(Protocol):
    """Signs heads with a key that only this installation has."""

    def sign(self, content: bytes) -> str:
        """Return a signature."""

    def is_genuine(self, content: bytes, signature: str) -> bool:
        """Say whether a signature is this installation's."""


class CaseSnapshot(Protocol):
    """Every row about the cases of a hall at one moment, whatever stands in it."""

    def entries(self) -> tuple[tuple[LogEntry, ...], tuple[Difference, ...]]:
        """Return the log, and what is wrong with its rows."""

    def cases(self) -> Iterator[tuple[str, CaseRecord | None, tuple[Difference, ...]]]:
        """Yield each number with its record, or nothing and what cannot be read of it."""

    def tasks(self, number: str) -> tuple[tuple[ReviewTask, str], ...] | None:
        """Return the tasks of a case, each with the rules that computed it, if any are kept.

        Raises :class:`~core.errors.AlteredRecordError` if one makes no sense.
        """

    @property
    def themes(self) -> ThemeStore:
        """Return the themes as they are at the same moment."""


class CaseReader(Protocol):
    """Opens what there is, changes nothing and makes nothing."""

    def opened(self) -> AbstractContextManager[CaseSnapshot]:
        """Open a snapshot, or raise :class:`~core.errors.NoDatabaseError`."""
