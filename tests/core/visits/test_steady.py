"""A clock that jumps takes nothing away from anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.visits.steady import BELIEVED_AFTER, TOLERANCE, SteadyClock

BEGIN = datetime(2026, 11, 29, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Machine:
    """A machine that runs on while its clock is set to anything."""

    def __init__(self):
        self.wall, self.ran = BEGIN, 1000.0
        self.steady = SteadyClock(lambda: self.wall, lambda: self.ran)

    def run(self, time):
        self.wall += time
        self.ran += time.total_seconds()
        return self.steady()


@pytest.fixture
def machine():
    return Machine()


@given(some.lists(some.timedeltas(timedelta(0), timedelta(days=9)), max_size=8))
def test_while_nobody_sets_the_clock_it_is_the_clock(times):
    machine = Machine()
    for time in times:
        assert machine.run(time) == machine.wall


def test_small_adjustments_are_followed(machine):
    for _ in range(20):
        machine.wall += TOLERANCE
        assert machine.run(HOUR) == machine.wall


def test_a_jump_ahead_is_not_believed_until_it_has_stood_for_a_day(machine):
    machine.wall += 8 * HOUR
    assert machine.run(HOUR) == BEGIN + HOUR
    assert machine.run(BELIEVED_AFTER - HOUR) == BEGIN + BELIEVED_AFTER
    assert machine.run(HOUR) == machine.wall


def test_a_jump_on_top_of_another_begins_anew(machine):
    machine.wall += 8 * HOUR
    machine.run(23 * HOUR)
    machine.wall += 8 * HOUR

    assert machine.run(2 * HOUR) == BEGIN + 25 * HOUR


def test_a_clock_set_right_again_is_as_if_nothing_had_been(machine):
    machine.wall += 300 * HOUR
    machine.run(HOUR)
    machine.wall -= 300 * HOUR

    assert machine.run(HOUR) == machine.wall == BEGIN + 2 * HOUR


def test_a_clock_set_back_is_believed_at_once(machine):
    machine.wall -= 48 * HOUR
    assert machine.run(HOUR) == machine.wall
