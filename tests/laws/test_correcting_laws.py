"""One correction notice for each matter, complete, and in time (law 12), whatever is tried."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CaseError, CorrectionEmptyError, CorrectionTooLateError
from core.review.correcting import DAYS_TO_ASK, ask, last_day_to_ask
from core.review.models import Fault
from core.working_days import WEEKENDS_ONLY, day_of

RECEIVED = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
PLACES = ("F01", "F02", "F03.C01", "id-card@principal", "lease@premises")
places = st.lists(st.sampled_from(PLACES), min_size=0, max_size=4)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), places, st.integers(0, 9)),
        st.tuples(st.just("answer"), st.integers(0, 4), st.integers(0, 9)),
    ),
    max_size=12,
)


def fault(place):
    return Fault(place, place, "不清楚", "重交")


def asked(faults, *, earlier=(), at=RECEIVED, last_day=None):
    return ask(
        faults, matter="M", earlier=earlier, by="h", at=at, until=day_of(at), last_day=last_day
    )


@given(acts)
def test_whatever_is_tried_everything_is_said_in_the_first_notice(tried):
    now, corrections = RECEIVED, ()
    first = frozenset()
    for kind, what, days in tried:
        now += timedelta(days=days)
        if kind == "answer" and what < len(corrections) and corrections[what].is_open:
            answered = replace(corrections[what], answer="好", answered_at=now)
            corrections = (*corrections[:what], answered, *corrections[what + 1 :])
        elif kind == "ask":
            last_day = last_day_to_ask(RECEIVED, corrections, WEEKENDS_ONLY)
            try:
                notice = asked(
                    list(map(fault, what)), earlier=corrections, at=now, last_day=last_day
                )
            except CaseError:
                continue
            assert not any(correction.is_open for correction in corrections)
            assert day_of(now) <= last_day
            first = first or frozenset(correction.fault.place for correction in notice)
            corrections += notice
    assert {correction.fault.place for correction in corrections} == first
    numbers = [(correction.fault.place, correction.number) for correction in corrections]
    assert len(set(numbers)) == len(numbers)


@given(st.integers(0, 20))
def test_a_notice_is_in_time_or_refused(days):
    at = RECEIVED + timedelta(days=days)
    last_day = last_day_to_ask(RECEIVED, (), WEEKENDS_ONLY)

    if day_of(at) <= last_day:
        assert WEEKENDS_ONLY.between(day_of(RECEIVED), day_of(at)) <= DAYS_TO_ASK
        assert asked([fault("F01")], at=at, last_day=last_day)
    else:
        with pytest.raises(CorrectionTooLateError):
            asked([fault("F01")], at=at, last_day=last_day)


@pytest.mark.parametrize(
    "faults", [[], [Fault("F01", "a", " ", "b")], [Fault("F01", "a", "b", "")]]
)
def test_a_notice_says_what_is_wrong_and_how_to_mend_it(faults):
    with pytest.raises(CorrectionEmptyError):
        asked(faults)


def test_the_days_run_anew_when_everything_was_answered():
    (correction,) = asked([fault("F01")])
    answered = replace(correction, answer="好", answered_at=RECEIVED + timedelta(days=9))

    assert last_day_to_ask(RECEIVED, [answered], WEEKENDS_ONLY) == WEEKENDS_ONLY.after(
        day_of(RECEIVED + timedelta(days=9)), DAYS_TO_ASK
    )
