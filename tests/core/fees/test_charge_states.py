"""Where a charge stands follows from the history alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.cases.charge_actions import ChargeAction as Action
from core.cases.models import Event
from core.cases.review_actions import ReviewAction
from core.errors import ChargeStepError
from core.fees.charges import (
    ChargeState,
    DeclaredCharge,
    charges_of,
    goes_back,
    is_in_the_way,
)
from core.review.states import MatterState

FEE = DeclaredCharge("A", "登记费", "fee", "登记局", "公告", amount=Decimal("80.00"))
TAX = replace(FEE, name="契税", kind="tax", amount=None, before_decision=True)
AT = datetime(2026, 11, 30, 2, tzinfo=UTC)
SAID = {
    Action.ASSESSED: {"amount": "32000.00", "basis": "契税法第三条"},
    Action.WAIVED: {"basis": "财税〔2019〕45号"},
    Action.PAID: {"amount": "80.00", "payment": "0012345"},
    Action.REFUNDED: {"amount": "80.00", "payment": "0012346"},
}


def after(*actions, declared=FEE, **said):
    events = [
        Event("1", place, AT, "x", action, {"matter": "A", **SAID[action], **said}, "", "")
        for place, action in enumerate(actions, start=1)
    ]
    return charges_of([declared], events)["A"]


@pytest.mark.parametrize(
    ("actions", "declared", "state"),
    [
        ((), FEE, ChargeState.DUE),
        ((), TAX, ChargeState.OPEN),
        ((), replace(FEE, amount=Decimal("0.00")), ChargeState.FREE),
        ((), replace(FEE, waived_by="公告"), ChargeState.WAIVED),
        ((Action.ASSESSED,), TAX, ChargeState.DUE),
        ((Action.ASSESSED, Action.ASSESSED), TAX, ChargeState.DUE),
        ((Action.WAIVED,), TAX, ChargeState.WAIVED),
        ((Action.PAID,), FEE, ChargeState.PAID),
        ((Action.PAID, Action.REFUNDED), FEE, ChargeState.REFUNDED),
    ],
)
def test_each_entry_moves_it(actions, declared, state):
    assert after(*actions, declared=declared).state is state


@pytest.mark.parametrize(
    ("actions", "declared"),
    [
        ((Action.PAID, Action.PAID), FEE),
        ((Action.PAID,), TAX),
        ((Action.PAID, Action.ASSESSED), FEE),
        ((Action.WAIVED, Action.PAID), FEE),
        ((Action.REFUNDED,), FEE),
        ((Action.PAID, Action.REFUNDED, Action.REFUNDED), FEE),
    ],
)
def test_an_entry_that_cannot_follow_is_refused(actions, declared):
    with pytest.raises(ChargeStepError):
        after(*actions, declared=declared)


def test_what_was_found_to_be_nothing_is_not_owed():
    charge = after(Action.ASSESSED, declared=TAX, amount="0.00")

    assert charge.state is ChargeState.FREE
    assert not is_in_the_way(charge, ReviewAction.GRANTED)


def test_a_payment_is_told_with_its_day_and_ticket():
    charge = after(Action.PAID)

    assert (charge.payment, charge.paid_on, charge.amount) == (
        "0012345",
        date(2026, 11, 30),
        Decimal("80.00"),
    )


@pytest.mark.parametrize(
    ("declared", "action", "blocks"),
    [
        (FEE, ReviewAction.DELIVERED, True),
        (FEE, ReviewAction.GRANTED, False),
        (TAX, ReviewAction.GRANTED, True),
        (TAX, ReviewAction.DELIVERED, True),
        (TAX, ReviewAction.REFUSED, False),
        (TAX, ReviewAction.ACCEPTED, False),
    ],
)
def test_what_is_owed_is_in_the_way_of_what_it_is_paid_for(declared, action, blocks):
    assert is_in_the_way(after(declared=declared), action) is blocks
    assert not is_in_the_way(after(Action.WAIVED, declared=declared), action)


def test_money_goes_back_where_nothing_was_done_for_it():
    paid = after(Action.PAID)

    gone = {state for state in MatterState if goes_back(paid, state)}
    assert gone == {MatterState.REFUSED, MatterState.NOT_ACCEPTED, MatterState.WITHDRAWN}
    assert not any(goes_back(after(), state) for state in MatterState)
