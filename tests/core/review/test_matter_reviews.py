"""Where a matter stands, and its clocks, as its history tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.cases.history import next_event
from core.cases.models import Application, Case
from core.cases.review_actions import ReviewAction as Action
from core.errors import StepNotPossibleError
from core.review.clocks import (
    Light,
    day_to_speak,
    decision_clock,
    is_accepted_by_silence,
    light_of,
    next_due,
)
from core.review.matter_reviews import (
    MatterTerms,
    Wait,
    matter_reviews,
    ready_to_pass_on,
    waits_in_vain,
)
from core.review.states import MatterState
from core.working_days import WEEKENDS_ONLY, ZONE

FOOD = MatterTerms("FOOD", "SCJG", 5, 10, (Wait(frozenset({"LICENCE"})),), silence_accepts=True)
TERMS = (MatterTerms("LICENCE", "SCJG", 1, 15, silence_accepts=True), FOOD)
RECEIVED = datetime(2026, 11, 26, 2, 32, tzinfo=UTC)  # a Thursday


def on(day, month=11):
    return datetime(2026, month, day, 10, tzinfo=ZONE)


def case_with(*entries):
    application = Application("key", "T01", 1, {}, {})
    case = Case("261126-JQRX-GAYH", application, RECEIVED, matters=("LICENCE", "FOOD"))
    history = []
    for at, action, matter, details in entries:
        history.append(
            next_event(
                history,
                case_number=case.number,
                at=at,
                actor="lin",
                action=action,
                details={"matter": matter, **details},
            )
        )
    return Case(case.number, application, RECEIVED, matters=case.matters, history=tuple(history))


def review_of(matter, *entries):
    return matter_reviews(case_with(*entries), TERMS)[matter]


GRANTED = ((on(26), Action.ACCEPTED, "LICENCE", {}), (on(27), Action.GRANTED, "LICENCE", {}))
ACCEPTED = (
    *GRANTED,
    (on(27), Action.PASSED_ON, "FOOD", {}),
    (on(27), Action.ACCEPTED, "FOOD", {}),
)


def test_a_matter_waits_until_the_result_it_needs_is_there():
    waiting = matter_reviews(case_with(), TERMS)
    ready = matter_reviews(case_with(*GRANTED), TERMS)

    assert waiting["FOOD"].state is MatterState.WAITING
    assert ready_to_pass_on(waiting, TERMS) == ()
    assert ready_to_pass_on(ready, TERMS) == ("FOOD",)
    assert day_to_speak(ready["FOOD"], WEEKENDS_ONLY) is None


def test_a_refused_matter_refuses_no_other_but_leaves_it_waiting_in_vain():
    refused = review_of(
        "FOOD",
        (on(26), Action.ACCEPTED, "LICENCE", {}),
        (on(27), Action.REFUSED, "LICENCE", {}),
    )

    assert refused.state is MatterState.WAITING
    assert waits_in_vain(refused, FOOD, ["LICENCE"])
    assert not waits_in_vain(refused, FOOD, [])


def test_the_day_of_acceptance_does_not_count_and_paused_days_do_not_either():
    entries = (
        *ACCEPTED,
        (on(30), Action.PAUSED, "FOOD", {"reason": "testing", "until": "2026-12-02"}),
    )
    clock = decision_clock(review_of("FOOD", *entries), FOOD, WEEKENDS_ONLY, date(2026, 12, 1))

    assert (clock.elapsed, clock.paused, clock.left) == (1, 1, 4)
    assert clock.due == date(2026, 12, 8)


def test_a_pause_that_ends_earlier_than_planned_brings_the_due_day_forward():
    resumed = review_of(
        "FOOD",
        *ACCEPTED,
        (on(30), Action.PAUSED, "FOOD", {"reason": "testing", "until": "2026-12-02"}),
        (on(1, 12), Action.RESUMED, "FOOD", {}),
    )

    assert decision_clock(resumed, FOOD, WEEKENDS_ONLY, date(2026, 12, 1)).due == date(2026, 12, 7)


def test_an_extension_moves_both_time_limits():
    extended = review_of("FOOD", *ACCEPTED, (on(30), Action.EXTENDED, "FOOD", {"days": 10}))
    clock = decision_clock(extended, FOOD, WEEKENDS_ONLY, date(2026, 12, 1))

    assert (clock.committed, clock.statutory) == (15, 20)


def test_silence_accepts_on_the_sixth_working_day_as_of_the_day_of_receipt():
    review = review_of("LICENCE")
    last = day_to_speak(review, WEEKENDS_ONLY)
    deemed = review_of("LICENCE", (on(4, 12), Action.DEEMED_ACCEPTED, "LICENCE", {}))

    assert last == date(2026, 12, 3)
    assert not is_accepted_by_silence(review, TERMS[0], WEEKENDS_ONLY, last)
    assert is_accepted_by_silence(review, TERMS[0], WEEKENDS_ONLY, last + timedelta(days=1))
    assert deemed.is_deemed
    assert deemed.accepted_on == date(2026, 11, 26)


def test_the_days_to_speak_begin_anew_when_everything_was_put_right():
    asked = (on(27), Action.CORRECTION_ASKED, "LICENCE", {"places": ["F01", "F02"]})
    first = (on(30), Action.CORRECTED, "LICENCE", {"place": "F01"})
    last = (on(1, 12), Action.CORRECTED, "LICENCE", {"place": "F02"})

    assert review_of("LICENCE", asked, first).state is MatterState.CORRECTING
    right = review_of("LICENCE", asked, first, last)
    assert right.state is MatterState.RECEIVED
    assert day_to_speak(right, WEEKENDS_ONLY) == date(2026, 12, 8)


def test_what_is_passed_on_with_something_to_put_right_is_the_applicants_turn():
    asked = (on(26), Action.CORRECTION_ASKED, "FOOD", {"places": ["F01"]})

    passed_on = review_of("FOOD", asked, *GRANTED, (on(27), Action.PASSED_ON, "FOOD", {}))

    assert passed_on.state is MatterState.CORRECTING


def test_a_step_that_cannot_follow_is_refused():
    with pytest.raises(StepNotPossibleError):
        review_of("LICENCE", (on(27), Action.GRANTED, "LICENCE", {}))


def test_a_result_has_to_be_handed_over_within_ten_working_days():
    granted = review_of("LICENCE", *GRANTED)
    due = next_due(granted, TERMS[0], WEEKENDS_ONLY, date(2026, 11, 27))

    assert due == date(2026, 12, 11)
    assert light_of(due, WEEKENDS_ONLY, date(2026, 12, 10)) is Light.SOON
