"""How long it takes: as expected to begin with, then as observed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.visits.time_estimates import ElapsedTotal, StepKind, is_plausible, minutes_of, seconds_of

seconds = st.floats(min_value=0.1, max_value=1e6)
observed = st.dictionaries(
    st.sampled_from(list(StepKind)), st.builds(ElapsedTotal, st.integers(1, 10_000), seconds)
)
work = st.dictionaries(st.sampled_from(list(StepKind)), st.integers(0, 200))


@given(observed, st.sampled_from(list(StepKind)))
def test_what_is_reported_lies_between_what_was_expected_and_what_was_observed(taken, kind):
    expected = seconds_of(kind, {})
    average = taken[kind].seconds / taken[kind].number if kind in taken else expected

    lines = seconds_of(kind, taken)

    low, high = sorted((expected, average))
    assert low * 0.999 <= lines <= high * 1.001


@given(work, observed)
def test_more_work_never_takes_less_time(left, taken):
    more = {**left, StepKind.PAPER: left.get(StepKind.PAPER, 0) + 1}

    assert 1 <= minutes_of(left, taken) <= minutes_of(more, taken)


@pytest.mark.parametrize(
    ("taken", "counts"),
    [
        (ElapsedTotal(1, 20.0), True),
        (ElapsedTotal(1, 0.0), False),
        (ElapsedTotal(1, 12 * 8 + 1), False),
        (ElapsedTotal(0, 5.0), False),
    ],
)
def test_whoever_was_interrupted_is_not_counted(taken, counts):
    assert is_plausible(StepKind.FIELD, taken) is counts
