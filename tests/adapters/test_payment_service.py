"""The real adapter against the real stand-in, over loopback; both against the contract."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from adapters.payment_service import HttpPaymentService
from adapters.stand_in import StandIn, read_knowledge
from adapters.stand_in_payments import StandInPayments
from core.errors import SourceUnreachableError
from core.fees.payments import Payment, PaymentPart, PaymentState
from tests.adapters.serving_stand_in import serving

ROOT = Path(__file__).parents[2]
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/payment.yaml").read_text("utf-8"))
TOKEN = "a-token-for-tests"
PARTS = (
    PaymentPart("SW-04", "契税", Decimal("32000.00")),
    PaymentPart("ZRZY-01", "不动产登记费", Decimal("80.00")),
)
PAYMENT = Payment(
    "261130-ACDE-FGHY-1", "261130-ACDE-FGHY", PARTS, datetime(2026, 11, 30, tzinfo=UTC)
)


@pytest.fixture(scope="module")
def url():
    with serving(StandIn(read_knowledge(), TOKEN).app()) as address:
        yield address


def schema(name):
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    )


def test_a_payment_is_opened_paid_and_given_back_in_part(url):
    service = HttpPaymentService(url, TOKEN)

    shown = service.open(PAYMENT, "买房")
    again = service.open(PAYMENT, "买房")
    states = [service.look(PAYMENT.key).state for _ in range(3)]
    service.give_back(PAYMENT.key, PARTS[1])
    service.give_back(PAYMENT.key, PARTS[1])

    assert shown == again
    assert states == [PaymentState.OPEN, PaymentState.PAID, PaymentState.PAID]
    assert service.close(PAYMENT.key).state is PaymentState.PAID


def test_a_payment_that_is_closed_is_not_paid_any_more(url):
    service, other = HttpPaymentService(url, TOKEN), replace(PAYMENT, key="other-1")
    service.open(other, "买房")

    assert service.close(other.key).state is PaymentState.CLOSED
    assert {service.look(other.key).state for _ in range(3)} == {PaymentState.CLOSED}
    assert service.look("never-opened").state is PaymentState.CLOSED


def test_nothing_else_is_an_answer(url):
    for service in (
        HttpPaymentService(url, "wrong"),
        HttpPaymentService(url, TOKEN, takes_demo=False),
        HttpPaymentService("http://127.0.0.1:9", TOKEN, backoff_seconds=0),
    ):
        with pytest.raises(SourceUnreachableError):
            service.look(PAYMENT.key)


def test_what_the_stand_in_says_keeps_to_the_contract():
    stand_in = StandInPayments()
    parts = [{"matter": "A", "name": "费", "amount": "80.00"}]
    asked = {"key": "k", "title": "t", "total": "80.00", "parts": parts}

    schema("Payment").validate(asked)
    answer = stand_in.open(json.dumps(asked).encode(), "id")

    schema("Answer").validate(answer)
    assert answer["demo"] is True


@pytest.mark.parametrize("wrong", [{"total": "81.00"}, {"total": "80"}, {"parts": []}, {"x": 1}])
def test_the_stand_in_takes_nothing_that_was_not_agreed(wrong):
    parts = [{"matter": "A", "name": "费", "amount": "80.00"}]
    asked = {"key": "k", "title": "t", "total": "80.00", "parts": parts} | wrong

    assert StandInPayments().open(json.dumps(asked).encode(), "id") is None
