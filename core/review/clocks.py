"""Legal clocks: until when an office has to speak, to decide, and to hand over (law 12).

All are working days (行政许可法 82). The day on which a clock begins does not count; the next
working day is day 1. Days that a pause covers do not count (行政许可法 45).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.review.commitments import day_to_check
from core.review.correcting import DAYS_TO_ASK
from core.review.matter_reviews import MatterReview, MatterTerms, has_result
from core.review.states import MatterState
from core.working_days import WorkingCalendar, day_of

DAYS_TO_DELIVER = 10
"""Working days after a decision for the applicant (行政许可法 44)."""
DAYS_TO_CHECK = 20
"""Working days after a decision on a promise, unless an installation or an officer says others."""
MOST_EXTRA_DAYS = 10
"""Working days by which the head of an office may extend, with a reason (行政许可法 42)."""
_DAY = timedelta(days=1)
_TO_DELIVER = (MatterState.GRANTED, MatterState.REISSUING)


class Light(StrEnum):
    """How near the next due day is; ``NONE`` where nobody of the staff is expected to act."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DecisionClock:
    """How many working days of a decision are gone and left, on one day.

    ``left`` is negative when it is overdue. ``is_certain`` says that the holidays of the year of
    the due day have been announced; a due day of a later year is provisional.
    """

    committed: int
    statutory: int | None
    elapsed: int
    paused: int
    due: date
    statutory_due: date | None
    is_certain: bool

    @property
    def left(self) -> int:
        """Return how many counted days are left of the committed ones."""
        return self.committed - self.elapsed


def day_to_speak(review: MatterReview, calendar: WorkingCalendar) -> date | None:
    """Return the last day to accept, refuse to accept, or ask for correction, if one runs.

    After it, silence means accepted where the law says so (行政许可法 32(4)).
    """
    if review.state is not MatterState.RECEIVED:
        return None
    return calendar.after(day_of(review.complete_at), DAYS_TO_ASK)


def is_accepted_by_silence(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> bool:
    """Say whether the days in which an office had to speak are over."""
    last = day_to_speak(review, calendar)
    return term.silence_accepts and last is not None and last < today


def decision_clock(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> DecisionClock | None:
    """Return the clock of the decision, once the matter was accepted.

    A clock that was decided stands as it was on the day of the decision.
    """
    if review.accepted_on is None:
        return None
    last = min(today, review.decided_on or today)
    gone = list(_worked_days(review.accepted_on, last, calendar))
    counted = [day for day in gone if not _is_paused(review, day)]
    committed = term.committed_days + review.extra_days
    statutory = None if term.statutory_days is None else term.statutory_days + review.extra_days
    due = _due(review, committed, calendar, today)
    return DecisionClock(
        committed=committed,
        statutory=statutory,
        elapsed=len(counted),
        paused=len(gone) - len(counted),
        due=due,
        statutory_due=None if statutory is None else _due(review, statutory, calendar, today),
        is_certain=calendar.is_certain(due),
    )


def next_due(
    review: MatterReview, term: MatterTerms, calendar: WorkingCalendar, today: date
) -> date | None:
    """Return the day by which the office itself has to do its next thing, if there is one."""
    if has_result(review):
        days = (day_to_deliver(review, calendar), day_to_check(review.checks))
        return min((day for day in days if day), default=None)
    if review.state is MatterState.ACCEPTED:
        clock = decision_clock(review, term, calendar, today)
        return clock.due if clock else None
    return day_to_speak(review, calendar)


def day_to_deliver(review: MatterReview, calendar: WorkingCalendar) -> date | None:
    """Return the last day to hand over what was granted, while it waits."""
    if review.state not in _TO_DELIVER or review.decided_on is None:
        return None
    return calendar.after(review.decided_on, DAYS_TO_DELIVER)


def light_of(due: date | None, calendar: WorkingCalendar, today: date) -> Light:
    """Return how near a due day is: yellow is one working day before it.

    Examples:
        >>> from core.working_days import WEEKENDS_ONLY
        >>> friday, monday = date(2026, 12, 4), date(2026, 12, 7)
        >>> light_of(monday, WEEKENDS_ONLY, friday).value
        'soon'
        >>> light_of(friday, WEEKENDS_ONLY, monday).value
        'overdue'
    """
    if due is None:
        return Light.NONE
    if due <= today:
        return Light.TODAY if due == today else Light.OVERDUE
    return Light.SOON if calendar.between(today, due) <= 1 else Light.LATER


def _due(review: MatterReview, days: int, calendar: WorkingCalendar, today: date) -> date:
    """Return the day on which so many counted days are over.

    While a pause lasts, the days up to its planned end, or to today, do not count yet.
    """
    day = review.accepted_on or today
    open_until = max(review.pauses[-1].planned or today, today) if _is_open(review) else None
    for _ in range(days):
        day = calendar.next_worked(day)
        while _is_skipped(review, day, open_until):
            day = calendar.next_worked(day)
    return day


def _is_skipped(review: MatterReview, day: date, open_until: date | None) -> bool:
    ended = review.pauses[:-1] if open_until else review.pauses
    if open_until and review.pauses[-1].first < day <= open_until:
        return True
    return any(pause.covers(day) for pause in ended)


def _is_open(review: MatterReview) -> bool:
    return bool(review.pauses) and review.pauses[-1].last is None


def _is_paused(review: MatterReview, day: date) -> bool:
    return any(pause.covers(day) for pause in review.pauses)


def _worked_days(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    """Return the working days after the first, up to the last."""
    days = (first + _DAY * step for step in range(1, (last - first).days + 1))
    return [day for day in days if calendar.is_worked(day)]
