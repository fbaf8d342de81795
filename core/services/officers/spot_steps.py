"""What is written when an entry is put right on the spot: one entry for each matter that asks."""

from collections.abc import Iterator
from datetime import date

from core.agents.models import CaseAct
from core.cases.review_actions import ReviewAction
from core.cases.value_changes import ValueChange
from core.errors import Problem, ReceiverUnknownError, StatementIncompleteError, StepHinderedError
from core.review.advancing import ReviewStep
from core.review.spot_statements import CorrectingOnSpot
from core.review.states import may_follow
from core.services.acting_persons import ActingClaim, acts_in, expect_may
from core.services.correctable_entries import (
    changes_by_matter,
    changes_of,
    new_problems,
    spot_fields,
)
from core.services.officers.own_matters import ReviewedCase


def spot_steps(
    reviewed: ReviewedCase, matter: str, statement: CorrectingOnSpot, *, today: date
) -> Iterator[ReviewStep]:
    """Yield an entry for each matter that asks for what changes, with its own alone (law 3).

    Raises:
        StepHinderedError: If a matter that asks for it has been decided already.
        StatementIncompleteError: Listing everything that cannot be.
        ReceiverUnknownError: If the number is that of nobody who acts in the case.
        ActingRefusedError: If an agent may not agree to it.
    """
    opened = reviewed.opened
    if not acts_in(opened.case, opened.guide, statement.number_end):
        raise ReceiverUnknownError
    changes = _changes(reviewed, matter, statement)
    by_matter = changes_by_matter(opened.uses, changes)
    asking = {code: by_matter[code] for code in reviewed.terms if code in by_matter}
    claim = ActingClaim(statement.number_end)
    expect_may(opened.case, opened.guide, claim, CaseAct.SUPPLY, on=today, matters=tuple(asking))
    _expect_undecided(reviewed, list(asking))
    for code, own in asking.items():
        details = statement.details() | {
            "changes": [change.as_details() for change in own],
            "by_matter": matter,
        }
        yield ReviewStep(ReviewAction.CORRECTED_ON_SPOT, code, details)


def _changes(
    reviewed: ReviewedCase, matter: str, statement: CorrectingOnSpot
) -> tuple[ValueChange, ...]:
    opened = reviewed.opened
    plan, guide, application = opened.plan, opened.guide, opened.case.application
    offered = {(it.place, it.row) for it in spot_fields(plan, guide, application, matter)}
    if (statement.place, statement.row) not in offered:
        raise StatementIncompleteError((Problem("entry", "review_missing"),))
    changes = changes_of(
        plan,
        guide,
        application,
        place=statement.place,
        written=statement.value,
        row=statement.row,
    )
    if not changes:
        raise StatementIncompleteError((Problem("value", "review_same_value"),))
    problems = tuple(new_problems(plan, guide, application, changes))
    if problems:
        raise StatementIncompleteError(problems)
    return changes


def _expect_undecided(reviewed: ReviewedCase, matters: list[str]) -> None:
    states = {code: reviewed.reviews[code].state for code in matters}
    decided = [code for code, it in states.items() if not may_follow(it, _ACTION)]
    if decided:
        names = "、".join(reviewed.names(decided))
        raise StepHinderedError("spot_decided", {"matters": names})


_ACTION = ReviewAction.CORRECTED_ON_SPOT
