from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.attempts import Limit
from tests.fakes import FakeAttempts

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MOST, LOCKED_FOR = 5, timedelta(minutes=15)
LIMIT = Limit(MOST, (LOCKED_FOR,), forgotten_after=LOCKED_FOR)


@given(st.integers(0, 50), st.integers(0, 50))
def test_more_attempts_never_wait_less(some, more):
    assert LIMIT.wait_after(some) <= LIMIT.wait_after(some + more)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(minutes=30)), max_size=12))
def test_a_name_is_locked_exactly_after_five_attempts_within_the_time(pauses):
    attempts, now, in_a_row, last = FakeAttempts(), NOW, 0, NOW
    for pause in pauses:
        now += pause
        is_locked = in_a_row >= MOST and now < last + LOCKED_FOR

        attempt = attempts.count("policy", LIMIT, at=now)

        assert (attempt.not_before is not None) == is_locked
        if not is_locked:
            in_a_row, last = (in_a_row + 1 if now < last + LOCKED_FOR else 1), now
            assert attempt.count == in_a_row
