"""What an officer may do with a matter and why not, and what has to be said with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases.history import next_event
from core.cases.review_actions import ReviewAction as Action
from core.errors import StatementIncompleteError, StepHinderedError
from core.i18n import LOCALES, messages_of
from core.review.clocks import decision_clock
from core.review.deciding import GrantedResult, Granting, Refusing, expect_complete
from core.review.matter_reviews import InspectionVisit, MatterReview, MatterTerms, after
from core.review.possible_steps import MatterStanding, choices, hindrance
from core.review.statements import (
    Accepting,
    Appointing,
    Extending,
    NotAccepting,
    Opining,
    Pausing,
)
from core.review.states import MatterState as State
from core.working_days import WEEKENDS_ONLY

TODAY = date(2026, 12, 1)
MONDAY = date(2026, 11, 30)
RECEIVED = datetime(2026, 11, 26, 2, 32, tzinfo=UTC)
TERM = MatterTerms("FOOD", "SCJG", 5, 10, is_inspected=True)
VISIT = InspectionVisit(TODAY, "09:30", ("FOOD",))
LICENCE = GrantedResult("食品经营许可证", "JY24412", date(2031, 11, 30))
REMEDIES = "六十日内申请行政复议，或者六个月内提起行政诉讼。"


def standing(state=State.RECEIVED, **more):
    known = {
        name: more.pop(name) for name in ("inspection", "is_deemed", "extra_days") if name in more
    }
    is_begun = state in (State.ACCEPTED, State.PAUSED, State.GRANTED)
    review = MatterReview(
        "FOOD", state, RECEIVED, accepted_on=MONDAY if is_begun else None, **known
    )
    clock = decision_clock(review, TERM, WEEKENDS_ONLY, more.get("today", TODAY))
    return MatterStanding(review, TERM, **{"today": TODAY, "clock": clock, **more})


def late(**more):
    return standing(State.ACCEPTED, today=date(2026, 12, 8), **more)


def problems_of(statement, on):
    with pytest.raises(StatementIncompleteError) as refused:
        expect_complete(statement, on)
    return [(problem.place, problem.rule) for problem in refused.value.problems]


INSPECTED = replace(VISIT, passed=True)
REASONS = [
    (Action.ACCEPTED, standing(State.ACCEPTED), "accepted"),
    (Action.ACCEPTED, standing(State.ACCEPTED, is_deemed=True), "deemed"),
    (Action.ACCEPTED, standing(State.WAITING, waits_for=("营业执照",)), "waiting"),
    (Action.ACCEPTED, standing(State.WAITING, is_in_vain=True), "in_vain"),
    (Action.ACCEPTED, standing(State.CORRECTING, answer_until=TODAY), "correcting"),
    (Action.ACCEPTED, standing(is_silent=True), "silent"),
    (Action.CORRECTION_ASKED, standing(State.PAUSED), "once_before_acceptance"),
    (Action.NOT_ACCEPTED, standing(State.WAITING), "waiting"),
    (Action.PAUSED, standing(), "not_accepted_yet"),
    (Action.PAUSED, standing(State.PAUSED), "paused"),
    (Action.RESUMED, standing(State.ACCEPTED), "not_paused"),
    (Action.EXTENDED, standing(State.ACCEPTED, extra_days=3), "extended"),
    (Action.EXTENDED, standing(State.ACCEPTED, today=date(2026, 12, 16)), "limit_over"),
    (Action.INSPECTED, standing(State.ACCEPTED), "no_appointment"),
    (Action.INSPECTED, standing(State.ACCEPTED, inspection=INSPECTED), "opinion_given"),
    (
        Action.INSPECTED,
        standing(State.ACCEPTED, inspection=VISIT, today=MONDAY),
        "inspection_ahead",
    ),
    (Action.GRANTED, standing(State.ACCEPTED), "opinion_missing"),
    (Action.GRANTED, standing(State.ACCEPTED, inspection=VISIT), "opinion_missing"),
    (
        Action.GRANTED,
        standing(State.ACCEPTED, inspection=replace(VISIT, passed=False)),
        "opinion_against",
    ),
    (
        Action.GRANTED,
        standing(State.ACCEPTED, inspection=INSPECTED, owed=("健康证明",)),
        "owed",
    ),
    (Action.GRANTED, standing(State.PAUSED, inspection=INSPECTED), "paused"),
    (Action.REFUSED, standing(State.GRANTED), "granted"),
    (Action.REFUSED, standing(State.WITHDRAWN), "withdrawn"),
]


@pytest.mark.parametrize(("action", "on", "reason"), REASONS)
def test_each_step_that_is_not_possible_says_why(action, on, reason):
    assert hindrance(action, on).key == reason


@pytest.mark.parametrize(
    ("action", "on"),
    [
        (Action.ACCEPTED, standing()),
        (Action.CORRECTION_ASKED, standing(State.WAITING)),
        (Action.NOT_ACCEPTED, standing(State.WAITING, is_in_vain=True)),
        (Action.NOT_ACCEPTED, standing(State.CORRECTING)),
        (Action.EXTENDED, late()),  # the statutory days still run
        (Action.GRANTED, standing(State.ACCEPTED, inspection=INSPECTED)),
        (Action.REFUSED, standing(State.ACCEPTED, owed=("健康证明",))),
    ],
)
def test_nothing_is_in_the_way_of_what_is_right(action, on):
    assert hindrance(action, on) is None


def test_a_paused_clock_can_be_resumed_and_not_paused_again():
    offered = [choice.action for choice in choices(standing(State.PAUSED))]

    assert Action.RESUMED in offered
    assert Action.PAUSED not in offered


def test_a_matter_without_inspection_offers_none():
    on = standing(State.ACCEPTED)
    plain = replace(on, term=replace(TERM, is_inspected=False))

    assert {choice.action for choice in choices(plain)}.isdisjoint(
        {Action.INSPECTION_SET, Action.INSPECTED}
    )
    assert hindrance(Action.GRANTED, plain) is None


INCOMPLETE = [
    (NotAccepting("", " ", ""), standing(), ["kind", "reason", "remedy"]),
    (NotAccepting("not_competent", "归城管局管", REMEDIES), standing(), ["authority"]),
    (NotAccepting("not_corrected", "没有补正", REMEDIES), standing(), ["kind"]),
    (
        NotAccepting("not_corrected", "没有补正", REMEDIES),
        standing(State.CORRECTING, answer_until=TODAY),
        ["kind"],
    ),
    (NotAccepting("blocked", "没有执照", REMEDIES), standing(), ["kind"]),
    (Pausing("holiday", TODAY, ""), standing(State.ACCEPTED), ["reason", "notice", "until"]),
    (Pausing("testing", None, "检测"), standing(State.ACCEPTED), ["until"]),
    (Extending(11, "", ""), standing(State.ACCEPTED), ["days", "reason", "approved_by"]),
    (Extending(0, "案情复杂", "局长"), standing(State.ACCEPTED), ["days"]),
    (
        Appointing("premises", MONDAY, "9点", "", ("FOOD",)),
        standing(State.ACCEPTED),
        ["day", "time", "place"],
    ),
    (Opining(passed=True, words="\u200b"), standing(State.ACCEPTED, inspection=VISIT), ["words"]),
    (Granting(()), late(inspection=INSPECTED), ["results", "late_reason"]),
    (
        Granting((GrantedResult("", "", TODAY),)),
        standing(State.ACCEPTED, inspection=INSPECTED),
        ["name", "number", "valid_until"],
    ),
    (Refusing("", "", ""), late(), ["reason", "article", "remedies", "late_reason"]),
    (Refusing("x" * 2_001, "第 35 条", REMEDIES), standing(State.ACCEPTED), ["reason"]),
]


@pytest.mark.parametrize(("statement", "on", "places"), INCOMPLETE)
def test_everything_that_is_missing_is_reported_at_once(statement, on, places):
    assert [place for place, _ in problems_of(statement, on)] == places


COMPLETE = [
    (Accepting(), standing()),
    (NotAccepting("not_competent", "归城管局管", REMEDIES, "市城管局"), standing()),
    (
        NotAccepting("not_corrected", "没有补正", REMEDIES),
        standing(State.CORRECTING, answer_until=MONDAY),
    ),
    (
        NotAccepting("blocked", "没有执照", REMEDIES),
        standing(State.WAITING, is_in_vain=True),
    ),
    (Pausing("testing", TODAY + timedelta(1), "检测要两天"), standing(State.ACCEPTED)),
    (Extending(10, "案情复杂", "局长"), standing(State.ACCEPTED)),
    (Appointing("premises", TODAY, "09:30", "演示路 1 号", ("FOOD",)), standing(State.ACCEPTED)),
    (Opining(passed=False, words="没有洗手池"), standing(State.ACCEPTED, inspection=VISIT)),
    (Granting((LICENCE,), late_reason="等检测"), late(inspection=INSPECTED)),
    (Refusing("面积不够", "《食品安全法》第三十五条", REMEDIES), standing(State.ACCEPTED)),
]


@pytest.mark.parametrize(("statement", "on"), COMPLETE)
def test_what_is_complete_is_taken_and_can_follow(statement, on):
    expect_complete(statement, on)

    details = {"matter": "FOOD", **statement.details()}
    entry = next_event(
        (), case_number="n", at=RECEIVED, actor="lin", action=statement.action, details=details
    )
    assert after(on.review, entry).state is not None


def test_details_leave_out_what_was_not_said():
    assert Granting((GrantedResult("证", " 1 "),)).details() == {
        "results": [{"name": "证", "number": "1"}]
    }


def test_what_is_in_the_way_is_reported_before_what_is_missing():
    decided = standing(State.GRANTED, last_by="林")

    with pytest.raises(StepHinderedError) as refused:
        expect_complete(Refusing("", "", ""), decided)

    assert refused.value.reason == "granted"
    assert refused.value.params["who"] == "林"


standings = st.builds(
    standing,
    st.sampled_from(State),
    today=st.dates(date(2026, 11, 30), date(2027, 1, 4)),
    inspection=st.sampled_from([None, VISIT, INSPECTED, replace(VISIT, passed=False)]),
    extra_days=st.integers(0, 10),
    is_silent=st.booleans(),
    is_in_vain=st.booleans(),
    owed=st.sampled_from([(), ("健康证明",)]),
)


@given(standings)
def test_every_reason_has_words_and_all_that_they_need(on):
    for action in Action:
        found = hindrance(action, on)
        if found is not None:
            for locale in LOCALES:
                words = messages_of(locale)[f"review.hindrance.{found.key}"]
                assert words.format(**found.params)


@given(standings)
def test_nobody_grants_while_something_is_owed_or_the_opinion_is_missing(on):
    if hindrance(Action.GRANTED, on) is None:
        assert on.review.state is State.ACCEPTED
        assert on.review.inspection.passed
        assert not on.owed
