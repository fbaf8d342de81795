"""What waits for departments' own systems, and these systems."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from core.review.department_messages import OutboxMessage


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many messages to a department wait, and how many are given up."""

    department: str
    pending: int
    dead: int


class InboxOutcome(StrEnum):
    """What became of a message that a department's system sent."""

    TAKEN = "taken"
    REFUSED = "refused"
    """It may come again, and be taken then."""


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """A message that a department's system sent: what it was about, never what it said.

    ``digest`` is that of its body. ``problem`` is the key of the message that says why it was
    refused.
    """

    department: str
    id: str
    digest: str
    at: datetime
    case_number: str = ""
    matter: str = ""
    action: str = ""
    outcome: InboxOutcome = InboxOutcome.REFUSED
    problem: str = ""


class InboxStore(Protocol):
    """Keeps of each message of a department's system what became of it."""

    def hold(self, message: InboxMessage) -> InboxMessage:
        """Return what is known of a message; nobody else takes it until the transaction ends.

        What comes for the first time is inserted as it is.
        """

    def settle(self, message: InboxMessage) -> None:
        """Write down what became of a message that is held."""

    def refused(self, limit: int) -> tuple[InboxMessage, ...]:
        """Return messages that were refused and never taken, the newest first."""


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

    def dead(self, limit: int) -> tuple[OutboxMessage, ...]:
        """Return messages that were given up, the newest first, without their letters."""

    def revive(self, message_ids: Collection[str], *, at: datetime) -> int:
        """Let messages that were given up be due again as if never tried; return how many."""
