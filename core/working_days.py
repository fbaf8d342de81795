"""Working days: no weekends, no public holidays, but the weekends worked instead (行政许可法 82).

The day of acceptance does not count; the next working day is day 1. Public holidays are known
for the years that the State Council has announced; later days are provisional.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""China has one time zone, whatever the server is set to."""
_DAY = timedelta(days=1)
_SATURDAY = 5


def day_of(moment: datetime) -> date:
    """Return the day that it is in China at a moment.

    Examples:
        >>> from datetime import UTC
        >>> day_of(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        datetime.date(2026, 11, 25)
    """
    return moment.astimezone(ZONE).date()


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked.

    Args:
        holidays: Weekdays and weekends off by announcement.
        worked_weekends: Saturdays and Sundays worked to make up for holidays.
        announced: The years whose holidays are known.

    Examples:
        >>> national_day = frozenset({date(2026, 10, 1)})
        >>> calendar = WorkingCalendar(national_day, frozenset(), frozenset({2026}))
        >>> calendar.after(date(2026, 9, 30), 1)
        datetime.date(2026, 10, 2)
    """

    holidays: Set[date]
    worked_weekends: Set[date]
    announced: Set[int]

    def is_worked(self, day: date) -> bool:
        """Say whether offices work on a day."""
        if day in self.worked_weekends:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def is_certain(self, day: date) -> bool:
        """Say whether the holidays of the year of a day have been announced."""
        return day.year in self.announced

    def after(self, day: date, working_days: int) -> date:
        """Return the day so many working days later; 0 is the day itself.

        Raises:
            ValueError: If the number is negative.
        """
        if working_days < 0:
            raise ValueError(working_days)
        for _ in range(working_days):
            day = self.next_worked(day)
        return day

    def next_worked(self, day: date) -> date:
        """Return the first working day after a day."""
        day += _DAY
        while not self.is_worked(day):
            day += _DAY
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after the first day, up to the last."""
        days = (first + _DAY * step for step in range(1, (last - first).days + 1))
        return sum(map(self.is_worked, days))


WEEKENDS_ONLY = WorkingCalendar(frozenset(), frozenset(), frozenset())
"""Where no announcement is at hand, every date is provisional."""
