from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.staff.authenticating import (
    LOCKED_FOR,
    MOST_FAILURES,
    MOST_PASSWORD_BYTES,
    after_attempt,
    is_too_long,
    locked_until,
    normal_username,
    password_fault,
)
from core.staff.models import Failures

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
pauses = st.lists(st.timedeltas(timedelta(0), timedelta(minutes=30)), max_size=12)


@given(pauses)
def test_a_name_is_locked_exactly_after_five_attempts_within_the_time(pauses):
    failures, now, in_a_row = Failures(), NOW, 0
    for pause in pauses:
        now += pause
        if locked_until(failures, now) is not None:
            continue
        in_a_row = in_a_row + 1 if in_a_row and pause_since(failures, now) < LOCKED_FOR else 1
        failures = after_attempt(failures, now)

        assert (locked_until(failures, now) is not None) == (in_a_row >= MOST_FAILURES)


def pause_since(failures, now):
    return now - failures.last_at


@given(st.integers(MOST_FAILURES, 50))
def test_a_lock_ends_by_itself(count):
    failures = Failures(count, NOW)

    assert locked_until(failures, NOW + LOCKED_FOR - timedelta(seconds=1)) is not None
    assert locked_until(failures, NOW + LOCKED_FOR) is None
    assert after_attempt(failures, NOW + LOCKED_FOR).count == 1


@given(st.text())
def test_a_normal_username_stays_the_same(typed):
    once = normal_username(typed)

    assert normal_username(once) == once


@given(st.text(min_size=10))
def test_only_passwords_that_can_be_compared_are_taken(password):
    if password_fault(password, "policy") == "":
        assert len(password.encode()) <= MOST_PASSWORD_BYTES
        assert not is_too_long(password)
