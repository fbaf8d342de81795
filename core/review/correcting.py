"""One correction notice for each matter, complete, and in time (law 12; 行政许可法 32).

An authority says within five working days everything that has to be put right, once. After that
it may come back only to what it named already and what was not mended by the answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from core.characters import clean
from core.errors import (
    CorrectionEmptyError,
    CorrectionNotFirstError,
    CorrectionPendingError,
    CorrectionTooLateError,
)
from core.review.models import Correction, Fault
from core.working_days import WorkingCalendar, day_of

DAYS_TO_ASK = 5
"""Working days after receipt, or after the last answer (行政许可法 32(4), 82)."""
DAYS_TO_ANSWER = 10
"""Working days that are proposed to the applicant; the law names none."""


def last_day_to_ask(
    received_at: datetime, earlier: Iterable[Correction], calendar: WorkingCalendar
) -> date:
    """Return the day after which silence means accepted: the clock runs anew when all is mended.

    Args:
        received_at: When the application came in.
        earlier: What the same matter asked for before.
        calendar: Which days are worked.
    """
    answers = [request.answered_at for request in earlier if request.answered_at]
    return calendar.after(day_of(max([received_at, *answers])), DAYS_TO_ASK)


def ask(
    faults: Sequence[Fault],
    *,
    matter: str,
    earlier: Sequence[Correction],
    by: str,
    at: datetime,
    until: date,
    last_day: date | None,
) -> tuple[Correction, ...]:
    """Return the notice of one matter, item by item.

    Args:
        faults: Everything that has to be put right.
        matter: Whose form it is.
        earlier: What this matter asked for before.
        by: Who asks.
        at: When they ask.
        until: The day by which it is to be put right.
        last_day: The last day to ask, where silence means accepted.

    Raises:
        CorrectionEmptyError: If nothing is named, or something without what is wrong with it.
        CorrectionTooLateError: If the last day is over.
        CorrectionPendingError: If the applicant has not answered everything yet.
        CorrectionNotFirstError: If something is named that the first notice did not.
    """
    named = {fault.place: _cleaned(fault) for fault in faults}
    if not named or not all(value.wrong and value.remedy for value in named.values()):
        raise CorrectionEmptyError
    if last_day is not None and day_of(at) > last_day:
        raise CorrectionTooLateError(day=last_day.isoformat())
    if any(request.is_open for request in earlier):
        raise CorrectionPendingError
    known = {request.fault.place for request in earlier}
    if earlier and not named.keys() <= known:
        new = [fault.label for place, fault in named.items() if place not in known]
        raise CorrectionNotFirstError(labels="、".join(new))
    return tuple(
        Correction(matter, _times(place, earlier) + 1, fault, by, at, until)
        for place, fault in named.items()
    )


def _cleaned(fault: Fault) -> Fault:
    """Return a fault in words that can be shown and printed."""
    wrong, remedy = (clean(text, lines=True).strip() for text in (fault.wrong, fault.remedy))
    return replace(fault, wrong=wrong, remedy=remedy)


def _times(place: str, earlier: Iterable[Correction]) -> int:
    return sum(request.fault.place == place for request in earlier)
