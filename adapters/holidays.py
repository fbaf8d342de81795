"""The public holidays of China as the State Council announced them, from chinese-calendar."""

from functools import cache

from chinese_calendar.constants import holidays, workdays

from core.working_days import WorkingCalendar


@cache
def working_calendar() -> WorkingCalendar:
    """Return which days are worked, with every year that the package knows."""
    return WorkingCalendar(
        frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays)
    )
