"""What departments' own systems are told of their matters, and when it is tried again.

A department hears of every step of its own matters that its system did not take itself, and of no
other matter (law 3). A message is named by the entry that it tells of, so that the same entry
never makes two messages.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.cases.models import CaseOutline, Event
from core.cases.review_actions import WITHDRAWN
from core.review.matter_reviews import MatterTerms
from core.staff.permissions import SYSTEM_PREFIX

RECEIVED = "received"
_OF_EVERY_MATTER = (RECEIVED, WITHDRAWN)
MOST_ATTEMPTS = 20
"""About two and a half days: a weekend during which nobody looks after the other system."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_ID_LENGTH = 32


class MessageState(StrEnum):
    """Whether a message has arrived."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    """It is not tried again until somebody has it sent anew."""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """What a department's system is to be told: one entry of a history, about one matter.

    ``kind`` is the action of the entry and ``sequence`` its place in the history. ``letter`` is
    what is sent, from the first attempt until it has arrived, so that every attempt sends the same.
    """

    id: str
    department: str
    case_number: str
    matter: str
    kind: str
    sequence: int
    created_at: datetime
    next_at: datetime
    state: MessageState = MessageState.PENDING
    attempts: int = 0
    last_error: str = ""
    letter: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def is_spent(self) -> bool:
        """Say whether it was tried as often as it is tried by itself."""
        return self.attempts >= MOST_ATTEMPTS


def system_actor(department: str) -> str:
    """Return by which name a department's system stands in histories.

    Examples:
        >>> system_actor("WJ")
        'system:WJ'
    """
    return f"{SYSTEM_PREFIX}{department}"


def messages_of(
    case: CaseOutline,
    events: Iterable[Event],
    terms: Sequence[MatterTerms],
    *,
    systems: frozenset[str],
) -> Iterator[OutboxMessage]:
    """Yield what the systems of departments are told of entries of a case.

    Args:
        case: The case.
        events: Entries that were just appended.
        terms: What is laid down for its matters.
        systems: Departments that have a system.
    """
    concerned = [term for term in terms if term.department in systems]
    for event in events:
        for term in concerned:
            is_own_step = event.actor == system_actor(term.department)
            if _is_about(event, term.matter) and not is_own_step:
                yield _message(case, event, term)


def wait_after(message: OutboxMessage) -> timedelta:
    """Return how long to wait after an attempt that failed: longer each time, never all at once.

    Messages that failed together come back apart, each by a share that its id gives.

    Examples:
        >>> from dataclasses import replace
        >>> at = datetime(2026, 11, 30)
        >>> first = OutboxMessage("1f", "WJ", "1", "WJ-01", "received", 1, at, at, attempts=1)
        >>> wait_after(first) < timedelta(minutes=1) < wait_after(replace(first, attempts=3))
        True
        >>> timedelta(hours=3) <= wait_after(replace(first, attempts=1000)) <= timedelta(hours=6)
        True
    """
    doublings = min(message.attempts - 1, 30)
    longest = min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)
    digest = hashlib.sha256(f"{message.id} {message.attempts}".encode()).digest()
    return longest * (0.5 + digest[0] / 512)


def _is_about(event: Event, matter: str) -> bool:
    return event.action in _OF_EVERY_MATTER or event.details.get("matter") == matter


def _message(case: CaseOutline, event: Event, term: MatterTerms) -> OutboxMessage:
    named = f"{case.number} {event.sequence} {term.matter} {event.digest}"
    return OutboxMessage(
        id=hashlib.sha256(named.encode()).hexdigest()[:_ID_LENGTH],
        department=term.department,
        case_number=case.number,
        matter=term.matter,
        kind=event.action,
        sequence=event.sequence,
        created_at=event.at,
        next_at=event.at,
    )
