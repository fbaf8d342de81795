"""From which day a version takes effect, and until when a theme is offered."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.themes.terms import TermAction, ThemeTerm, life_of

AT = datetime(2026, 11, 30, tzinfo=UTC)
DAYS = st.dates(date(2026, 11, 1), date(2027, 2, 1))


def starts(version, day):
    return ThemeTerm(TermAction.EFFECTIVE, day, AT, "policy", version=version)


def archived(day, grace):
    return ThemeTerm(TermAction.ARCHIVED, day, AT, "policy", grace_until=grace)


@given(st.dictionaries(st.integers(1, 4), DAYS), DAYS)
def test_a_version_once_in_effect_gives_way_to_newer_ones_only(first_days, day):
    life = life_of(starts(*entry) for entry in first_days.items())

    today, tomorrow = life.version_on(4, day), life.version_on(4, day + timedelta(days=1))

    assert today <= tomorrow
    assert all(first_days.get(n, date.min) > day for n in range(today + 1, 5))
    assert today == 0 or first_days.get(today, date.min) <= day


def test_what_was_said_last_about_a_version_counts():
    life = life_of([starts(2, date(2026, 12, 1)), starts(2, date(2026, 12, 10))])

    assert life.version_on(2, date(2026, 12, 9)) == 1
    assert life.last_day_of(1, 2) == date(2026, 12, 9)
    assert life.last_day_of(2, 2) is None


def test_an_archived_theme_is_begun_until_its_last_day_and_handed_in_within_its_grace():
    last, grace = date(2026, 12, 31), date(2027, 1, 15)
    life = life_of([archived(last, grace)])
    next_day = timedelta(days=1)

    assert (life.may_begin(last), life.may_begin(last + next_day)) == (True, False)
    assert (life.may_hand_in(grace), life.may_hand_in(grace + next_day)) == (True, False)
    reopened = ThemeTerm(TermAction.REOPENED, last, AT, "policy")
    assert life_of([archived(last, grace), reopened]).may_begin(grace + next_day)
