"""What counts attempts at secrets."""

from datetime import datetime
from typing import Protocol

from core.attempts import Attempt, Limit


class AttemptStore(Protocol):
    """Counts attempts at secrets, by a name that tells what was tried, or from where."""

    def count(self, name: str, limit: Limit, *, at: datetime) -> Attempt:
        """Count one attempt, if there may be one now."""

    def take_back(self, name: str) -> None:
        """Count one attempt less: it was no wrong one."""

    def forget(self, name: str) -> None:
        """Forget every attempt at something."""

    def forget_before(self, at: datetime) -> None:
        """Forget what was last tried before."""
