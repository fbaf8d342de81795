"""When a case may be erased because its time is over, and the entry that says that it was.

The period counts from the last entry of the history, whatever it is, so that nothing with which
somebody is still busy goes; where nothing happened for all of it a case counts as concluded.
A case under a legal hold (行政复议, 行政诉讼) stays for as long as that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from core.cases.history import next_event
from core.cases.models import Event
from core.cases.records import PURGED
from core.errors import HoldUnfitError
from core.privacy.retention import Kept, Retention, period_in_words

_PERSONAL = re.compile(r"[0-9]{17}[0-9Xx]|1[0-9]{10}")
"""Numbers of identity cards and telephones."""
BY = "retention"
"""Who writes it."""
HELD, RELEASED = "hold_placed", "hold_lifted"
_LONGEST_REFERENCE = 80


class HoldGround(StrEnum):
    """Why a case is held: an administrative review, a lawsuit, another duty to keep evidence."""

    REVIEW = "review"
    LAWSUIT = "lawsuit"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class StandingHold:
    """Why a case is kept, since when and by whom. From ``review_on`` on somebody looks again.

    A hold ends when somebody lifts it, and never by itself: proceedings last as long as they last.
    """

    case_number: str
    ground: HoldGround
    reference: str
    placed_at: datetime
    placed_by: str
    review_on: date | None = None

    def is_due(self, today: date) -> bool:
        """Say whether somebody has to look whether the case is still to be kept."""
        return self.review_on is not None and self.review_on <= today


def hold_reference(text: str) -> str:
    """Return the number of the proceedings: the history outlives the case, so it names nobody.

    Raises:
        HoldUnfitError: If nothing is written, or too much, or what could be somebody's number.

    Examples:
        >>> hold_reference(" （2026）粤12行初345号 ")
        '（2026）粤12行初345号'
    """
    written = text.strip()
    if not 0 < len(written) <= _LONGEST_REFERENCE or _PERSONAL.search(written):
        raise HoldUnfitError
    return written


def begin_of_day(at: datetime) -> datetime:
    """Return when a day began: periods run to the end of one, so that a day has one purge."""
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def is_on_hold(history: Sequence[Event]) -> bool:
    """Say whether a case may not be erased until somebody lifts that."""
    holds = [event.action for event in history if event.action in (HELD, RELEASED)]
    return bool(holds) and holds[-1] == HELD


def standing_hold(history: Sequence[Event]) -> StandingHold | None:
    """Return the hold that a case is under, if it is."""
    if not is_on_hold(history):
        return None
    placed = next(event for event in reversed(history) if event.action == HELD)
    details = placed.details
    review_on = details.get("review_on")
    return StandingHold(
        placed.case_number,
        HoldGround(details["ground"]),
        details["reference"],
        placed.at,
        placed.actor,
        date.fromisoformat(review_on) if review_on else None,
    )


def is_over(history: Sequence[Event], before: datetime) -> bool:
    """Say whether nothing was written since a moment, and nobody holds the case."""
    return bool(history) and history[-1].at < before and not is_on_hold(history)


def purged_entry(
    number: str, history: Sequence[Event], periods: Retention, *, at: datetime
) -> Event:
    """Return the entry that says by which rule a case was erased."""
    rule = f"{Kept.CASES}={period_in_words(periods.cases)}"
    details = {"class": Kept.CASES.value, "rule": rule, "day": at.date().isoformat()}
    return next_event(history, case_number=number, at=at, actor=BY, action=PURGED, details=details)
