"""What is kept of what was done to accounts."""

from typing import Protocol

from core.staff.account_events import AccountEvent, EventSearch


class AccountLog(Protocol):
    """Keeps what was done to accounts; nothing of it is ever changed."""

    def add(self, event: AccountEvent) -> None:
        """Add an event, after whatever others add at the same moment."""

    def found(self, asked: EventSearch, *, at_most: int) -> tuple[AccountEvent, ...]:
        """Return the events that are asked for, the newest first."""
