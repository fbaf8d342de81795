"""The history of a case: append-only, each entry chained to the one before (law 11)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from core.cases.models import Event

BEGINNING = "0" * 64
"""What the first entry follows."""


def next_event(
    history: Sequence[Event],
    *,
    case_number: str,
    at: datetime,
    actor: str,
    action: str,
    details: Mapping[str, Any],
) -> Event:
    """Return the entry that follows a history. Details hold no personal data."""
    previous = history[-1].digest if history else BEGINNING
    event = Event(
        case_number=case_number,
        sequence=len(history) + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        details=dict(details),
        previous=previous,
        digest="",
    )
    return _sealed(event)


def broken_at(history: Sequence[Event]) -> int | None:
    """Return the sequence of the first entry that was changed, dropped or moved.

    Dropping entries at the end cannot be seen from the chain alone; whoever keeps the
    last digest elsewhere compares it as well.
    """
    previous = BEGINNING
    for expected, event in enumerate(history, start=1):
        genuine = event.sequence == expected and event.previous == previous
        if not genuine or _sealed(event).digest != event.digest:
            return expected
        previous = event.digest
    return None


def _sealed(event: Event) -> Event:
    content = [
        event.case_number,
        event.sequence,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.action,
        event.details,
        event.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Event(
        event.case_number, event.sequence, event.at.astimezone(UTC), event.actor, event.action,
        event.details, event.previous, digest,
    )  # fmt: skip
