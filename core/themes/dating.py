"""Turn the working days of a schedule into dates."""

from dataclasses import dataclass
from datetime import date

from core.themes.scheduling import Schedule
from core.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class DatedReview:
    """One matter's review: its first and its last day."""

    matter: str
    start: date
    due: date


@dataclass(frozen=True, slots=True)
class DatedSchedule:
    """A schedule from the day of acceptance on.

    ``uncertain_year`` is the first year a date falls in whose holidays are not announced.
    """

    accepted_on: date
    due: date
    reviews: tuple[DatedReview, ...]
    uncertain_year: int | None


def dated(schedule: Schedule, calendar: WorkingCalendar, accepted_on: date) -> DatedSchedule:
    """Return the dates of a schedule, if everything is accepted on one day.

    A matter decided at once is due on the day on which it begins.
    """
    reviews = tuple(
        DatedReview(
            review.matter,
            calendar.after(accepted_on, min(review.start_day + 1, review.due_day)),
            calendar.after(accepted_on, review.due_day),
        )
        for review in schedule.reviews
    )
    due = max((review.due for review in reviews), default=accepted_on)
    years = range(accepted_on.year, due.year + 1)
    uncertain = next((year for year in years if year not in calendar.announced), None)
    return DatedSchedule(accepted_on, due, reviews, uncertain)
