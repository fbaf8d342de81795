"""Working days: weekends, holidays, weekends worked instead."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.holidays import working_calendar
from core.working_days import WEEKENDS_ONLY, WorkingCalendar

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
NUMBERS = st.integers(0, 60)


@st.composite
def calendars(draw):
    near = [date(2026, 1, 1) + timedelta(days=step) for step in range(40)]
    return WorkingCalendar(
        frozenset(draw(st.lists(st.sampled_from(near), max_size=15))),
        frozenset(
            options for options in draw(st.lists(st.sampled_from(near))) if options.weekday() > 4
        ),
        frozenset({2026}),
    )


@given(calendars(), st.dates(date(2026, 1, 1), date(2026, 2, 28)), NUMBERS)
def test_so_many_days_later_is_worked_and_counted_back(calendar, day, number):
    later = calendar.after(day, number)

    assert calendar.between(day, later) == number
    assert number == 0 or calendar.is_worked(later)


@given(calendars(), DAYS, NUMBERS, NUMBERS)
def test_more_days_are_never_earlier_and_add_up(calendar, day, days, other):
    assert calendar.after(calendar.after(day, days), other) == calendar.after(day, days + other)
    assert calendar.after(day, days) <= calendar.after(day, days + other)


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        ("2026-09-30", 1, "2026-10-08"),  # the week of the national holiday
        ("2026-10-08", 2, "2026-10-10"),  # a Saturday worked instead
        ("2026-02-13", 1, "2026-02-14"),  # another one, before the Spring Festival
        ("2026-02-14", 1, "2026-02-24"),
        ("2025-12-31", 1, "2026-01-04"),  # a Sunday worked instead
    ],
)
def test_holidays_are_those_of_the_state_council(day, number, due):
    calendar = working_calendar()

    assert calendar.after(date.fromisoformat(day), number) == date.fromisoformat(due)


def test_a_year_that_was_not_announced_is_uncertain():
    last = max(working_calendar().announced)

    assert working_calendar().is_certain(date(last, 6, 1))
    assert not working_calendar().is_certain(date(last + 1, 1, 4))
    assert not WEEKENDS_ONLY.is_certain(date(2026, 1, 1))


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="-1"):
        WEEKENDS_ONLY.after(date(2026, 1, 1), -1)
