"""What waits for departments' own systems, and these systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from core.review.department_messages import OutboxMessage


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many messages to a department wait, and how many are given up."""

    department: str
    pending: int
    dead: int


class DepartmentSystem(Protocol):
    """A department's own system, however it is reached."""

    takes_sheet: bool
    """Whether it takes the form as a spreadsheet beside the data."""

    def deliver(self, message_id: str, letter: Mapping[str, Any]) -> None:
        """Hand over a letter; the same id is the same message, however often it comes.

        Raises:
            DepartmentSystemError: If it did not arrive, or nobody can say whether it did.
        """


class OutboxStore(Protocol):
    """Keeps messages to departments' systems, written with the entries that they tell of."""

    def add(self, messages: Sequence[OutboxMessage]) -> None:
        """Insert messages."""

    def claim(self, department: str, now: datetime, *, until: datetime) -> OutboxMessage | None:
        """Return the next message that is due, as tried once more; nobody else gets it ``until``.

        Of one case the earlier message comes first, as long as it is not given up.
        """

    def keep_letter(self, message: OutboxMessage, letter: Mapping[str, Any]) -> None:
        """Write down what is sent of a message, with every attempt."""

    def settle(self, message: OutboxMessage) -> None:
        """Write down what came of an attempt, unless somebody else has tried since.

        The letter of what has arrived is kept no longer.
        """

    def counts(self) -> tuple[OutboxCounts, ...]:
        """Return, by department, how many messages wait or are given up."""
