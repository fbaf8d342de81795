"""What a history says about the supervising of a matter that is late or nearly so (督办).

The entries stand in the history of the case like all others: they cannot be taken back, and go
with the case when it is erased. No clock of the law depends on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.cases.models import Event
from core.working_days import day_of


class SupervisionAction(StrEnum):
    """An entry about the supervising of one matter, named in ``details["matter"]``."""

    REMINDED = "reminded"
    ESCALATED = "escalated"
    """Told to whoever is above the office."""
    REPORT_ASKED = "report_asked"
    REPORTED = "reported"
    """The office said why it is late, and what it does about it."""


_ACTIONS = frozenset(SupervisionAction)


@dataclass(frozen=True, slots=True)
class Supervision:
    """How far the supervising of a matter has come.

    ``reminded_for`` and ``escalated_for`` are the due days for which the clock did so: each once.
    Until ``report_by`` the office owes a report. ``reminded_on`` is the day of the last reminder.
    """

    last: SupervisionAction | None = None
    reminded_for: date | None = None
    escalated_for: date | None = None
    report_by: date | None = None
    reminded_on: date | None = None


def supervision_of(history: Iterable[Event], matter: str) -> Supervision:
    """Return how far the supervising of a matter has come, as the history says."""
    found = Supervision()
    for event in supervision_events(history, matter):
        found = _after(found, event)
    return found


def supervision_events(history: Iterable[Event], matter: str) -> tuple[Event, ...]:
    """Return the entries about the supervising of a matter, in order."""
    return tuple(
        event
        for event in history
        if event.action in _ACTIONS and event.details.get("matter") == matter
    )


def _after(before: Supervision, event: Event) -> Supervision:
    action, details = SupervisionAction(event.action), event.details
    now = replace(before, last=action)
    due = _day(details.get("due"))
    if action is SupervisionAction.REMINDED:
        return replace(now, reminded_on=day_of(event.at), reminded_for=due or now.reminded_for)
    if action is SupervisionAction.ESCALATED:
        return replace(now, escalated_for=due or now.escalated_for)
    until = _day(details.get("until")) if action is SupervisionAction.REPORT_ASKED else None
    return replace(now, report_by=until)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
