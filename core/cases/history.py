"""The history of a case: append-only, each entry chained to the one before (law 11).

When a case is erased, the details of its entries are erased with it, but for those that hold no
person's words. The closing entry says what else stood in the others, so that they are still proved.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core.cases.models import Event
from core.cases.records import CLOSING, LASTING

BEGINNING = "0" * 64
"""What the first entry follows."""
OUTLINES = "entries"
"""What a closing entry says of the entries whose details are erased: a digest of the rest."""


def next_event(
    history: Sequence[Event],
    *,
    case_number: str,
    at: datetime,
    actor: str,
    action: str,
    details: Mapping[str, Any],
) -> Event:
    """Return the entry that follows a history.

    Details that hold a person's words are erased with the case, unless the action is one of
    :data:`~core.cases.records.LASTING`.
    """
    outlines = {OUTLINES: _outlines(history)} if action in CLOSING else {}
    previous = history[-1].digest if history else BEGINNING
    event = Event(
        case_number=case_number,
        sequence=len(history) + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        details={**details, **outlines},
        previous=previous,
        digest="",
    )
    return _sealed(event)


def broken_at(history: Sequence[Event], *, is_closed: bool = False) -> int | None:
    """Return the sequence of the first entry that was changed, dropped or moved.

    With ``is_closed`` the case was erased: details that went with it are not compared. Dropping
    entries at the end cannot be seen from the chain alone; whoever keeps the last digest
    elsewhere compares it as well.
    """
    closing = [event for event in history if event.action in CLOSING] if is_closed else []
    outlines = closing[-1].details.get(OUTLINES) if closing else None
    previous = BEGINNING
    for expected, event in enumerate(history, start=1):
        genuine = event.sequence == expected and event.previous == previous
        is_erased = is_closed and event.action not in LASTING
        if not genuine or not (_is_outlined(event, outlines) if is_erased else _is_sealed(event)):
            return expected
        previous = event.digest
    return None


def _is_sealed(event: Event) -> bool:
    return _sealed(event).digest == event.digest


def _is_outlined(event: Event, outlines: Any) -> bool:
    """Compare what is left of an entry; what was closed before there were outlines has none."""
    return outlines is None or outlines.get(str(event.sequence)) == _outline(event)


def _outlines(history: Iterable[Event]) -> dict[str, str]:
    erased = (event for event in history if event.action not in LASTING)
    return {str(event.sequence): _outline(event) for event in erased}


def _outline(event: Event) -> str:
    return _digest(_head_of(event))


def _sealed(event: Event) -> Event:
    digest = _digest([*_head_of(event), event.details, event.previous])
    return replace(event, at=event.at.astimezone(UTC), digest=digest)


def _head_of(event: Event) -> list[Any]:
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return [event.case_number, event.sequence, at, event.actor, event.action]


def _digest(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
