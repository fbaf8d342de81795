"""What was granted on a promise is checked, put right, or revoked (告知承诺)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.cases.history import next_event
from core.cases.review_actions import ReviewAction as Action
from core.errors import StatementIncompleteError, StepHinderedError
from core.review.checking import CheckingCommitment, Revoking
from core.review.clocks import next_due
from core.review.commitments import Commitment
from core.review.deciding import GrantedResult, Granting, expect_complete
from core.review.matter_reviews import MatterReview, MatterTerms, after
from core.review.possible_steps import MatterStanding, choices, hindrance
from core.review.states import MatterState as State
from core.review.tasks import ReviewTask
from core.working_days import WEEKENDS_ONLY

TERM = MatterTerms("WJ-01", "WJ", 1, 20)
AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 12, 1)
PROMISES = (
    Commitment("mat.hygiene_test@premises", "卫生检测报告", date(2026, 12, 29)),
    Commitment("mat.commit_hygiene@subject", "告知承诺书", date(2026, 12, 15)),
)
REVOKING = Revoking("查无检测报告", "行政许可法第六十九条", "六十日内申请行政复议")


def with_step(review, statement, at=AT):
    details = {"matter": review.matter, **statement.details()}
    event = next_event(
        (), case_number="1", at=at, actor="lin", action=statement.action, details=details
    )
    return after(review, event)


def on(review, today=TODAY, **more):
    return MatterStanding(review, TERM, today, **more)


@pytest.fixture
def granted():
    begun = MatterReview("WJ-01", State.ACCEPTED, AT, accepted_on=TODAY)
    result = GrantedResult("卫生许可证", "WJ1")
    return with_step(begun, Granting((result,), commitments=PROMISES))


def delivered(review):
    return replace(review, state=State.DELIVERED)


def test_a_check_falls_due_for_each_document_also_after_delivery(granted):
    due = next_due(delivered(granted), TERM, WEEKENDS_ONLY, TODAY)

    assert due == date(2026, 12, 15)
    assert next_due(granted, TERM, WEEKENDS_ONLY, TODAY) == due  # handing over has until then
    kept = with_step(delivered(granted), CheckingCommitment(PROMISES[1].place, True, "相符"))
    assert next_due(kept, TERM, WEEKENDS_ONLY, TODAY) == date(2026, 12, 29)
    done = with_step(kept, CheckingCommitment(PROMISES[0].place, True, "相符"))
    assert next_due(done, TERM, WEEKENDS_ONLY, TODAY) is None
    task = ReviewTask("1", "WJ-01", "WJ", "T02", 1, "kiosk", AT, State.DELIVERED, AT, due)
    assert task.is_open
    assert not replace(task, due=None).is_open


def test_what_is_not_kept_is_ordered_right_before_it_is_revoked(granted):
    place = PROMISES[0].place
    failing = CheckingCommitment(place, False, "没有报告", "补做检测", date(2026, 12, 10))
    failed = with_step(delivered(granted), failing)

    assert hindrance(Action.REVOKED, on(delivered(granted))).key == "kept"
    assert hindrance(Action.REVOKED, on(failed, date(2026, 12, 10))).key == "mending"
    assert hindrance(Action.REVOKED, on(failed, date(2026, 12, 11))) is None
    again = with_step(failed, replace(failing, mend_by=date(2026, 12, 20)))
    assert hindrance(Action.REVOKED, on(again, date(2026, 12, 10))) is None
    mended = with_step(failed, CheckingCommitment(place, True, "补做了"))
    assert hindrance(Action.REVOKED, on(mended, date(2026, 12, 31))).key == "kept"
    revoked = with_step(again, REVOKING)
    assert (revoked.state, revoked.open_checks) == (State.REVOKED, ())
    assert next_due(revoked, TERM, WEEKENDS_ONLY, TODAY) is None


@pytest.mark.parametrize(
    ("statement", "places"),
    [
        (CheckingCommitment("mat.other@premises", True, "相符"), ["commitment"]),
        (CheckingCommitment(PROMISES[0].place, True, " "), ["words"]),
        (CheckingCommitment(PROMISES[0].place, False, "没有"), ["order", "mend_by"]),
        (CheckingCommitment(PROMISES[0].place, False, "没有", "补", TODAY), ["mend_by"]),
    ],
)
def test_a_check_says_everything_that_is_missing(granted, statement, places):
    with pytest.raises(StatementIncompleteError) as refused:
        expect_complete(statement, on(granted))

    assert [problem.place for problem in refused.value.problems] == places


def test_a_decision_names_every_promise_and_keeps_the_days_that_were_said():
    said = Granting((GrantedResult("许可证", "1"),), commitments=(replace(PROMISES[0], name="?"),))
    offered = [replace(it, check_by=date(2027, 1, 5)) for it in PROMISES]

    resting = said.resting_on(offered)

    assert [(it.name, it.check_by) for it in resting.commitments] == [
        ("卫生检测报告", date(2026, 12, 29)),
        ("告知承诺书", date(2027, 1, 5)),
    ]
    accepted = on(MatterReview("WJ-01", State.ACCEPTED, AT, accepted_on=TODAY))
    over = said.resting_on([replace(it, check_by=TODAY) for it in PROMISES])
    with pytest.raises(StatementIncompleteError):
        expect_complete(over, accepted)


def test_without_a_promise_nothing_is_checked_and_nothing_revoked(granted):
    plain = MatterReview("WJ-01", State.DELIVERED, AT, decided_on=TODAY)

    assert Action.COMMITMENT_CHECKED not in [choice.action for choice in choices(on(plain))]
    with pytest.raises(StepHinderedError):
        expect_complete(REVOKING, on(plain))
    assert choices(on(granted))[0].action is Action.COMMITMENT_CHECKED
    assert "commitments" not in Granting((GrantedResult("许可证", "1"),)).details()
