"""One day for the person: the earliest promised, over weekends and holidays, and for whom."""

from datetime import date

import pytest

from core.materials.status import MaterialState, Promise, owed_day, tally
from core.working_days import WEEKENDS_ONLY, WorkingCalendar

NATIONAL_DAY = WorkingCalendar(
    frozenset(date(2026, 10, day) for day in range(1, 8)),
    frozenset({date(2026, 10, 10)}),
    frozenset({2026}),
)
FOOD, FIRE, SIGN = (
    Promise("F", "食品经营许可", 5),
    Promise("X", "消防检查", 1),
    Promise("S", "招牌", 3),
)


@pytest.mark.parametrize(
    ("promises", "received", "day", "matter"),
    [
        ((FOOD, FIRE, SIGN), date(2026, 11, 24), date(2026, 11, 25), "消防检查"),
        ((FOOD, SIGN), date(2026, 11, 27), date(2026, 12, 2), "招牌"),
        ((FOOD,), date(2026, 9, 30), date(2026, 10, 13), "食品经营许可"),
        ((SIGN, FIRE), date(2026, 9, 30), date(2026, 10, 8), "消防检查"),
        ((SIGN, Promise("Y", "别的", 3)), date(2026, 11, 24), date(2026, 11, 27), "招牌"),
        ((Promise("Z", "当场", 0), FOOD), date(2026, 11, 24), date(2026, 11, 24), "当场"),
    ],
)
def test_the_earliest_promise_is_the_day(promises, received, day, matter):
    owed = owed_day(promises, NATIONAL_DAY, received)

    assert (owed.day, owed.matter_name, owed.is_certain) == (day, matter, True)


@pytest.mark.parametrize("calendar", [NATIONAL_DAY, WEEKENDS_ONLY])
def test_a_day_in_a_year_without_announced_holidays_is_not_certain(calendar):
    assert not owed_day([FOOD], calendar, date(2026, 12, 29)).is_certain


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ("", "none"),
        ("fetched passed_on", "none"),
        ("handed_in template shared", "all"),
        ("handed_in later", "owed"),
        ("missing", "owed"),
    ],
)
def test_what_was_asked_is_reported_in_one_of_three_ways(states, sentence):
    assert tally(map(MaterialState, states.split())).as_words == sentence
