"""Amounts are exact, rounded once, and never guessed."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from core.catalogue.models import AmountRule
from core.fees.amounts import amount_of

RULES = TypeAdapter(AmountRule)


def amount(rule, value=None):
    return amount_of(RULES.validate_python(rule), {} if value is None else {"F1": value})


def rate(percent, **more):
    return {"rule": "rate", "field": "F1", "percent": percent} | more


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ({"rule": "fixed", "yuan": "80.00"}, None, "80.00"),
        ({"rule": "per_unit", "field": "F1", "each": "0.10"}, 3, "0.30"),
        ({"rule": "per_unit", "field": "F1", "each": "10.00"}, "0", "0.00"),
        (rate("1.5"), "2133333.33", "32000.00"),
        (rate("3"), "0.17", "0.01"),  # 0.0051
        (rate("3"), "0.16", "0.00"),  # 0.0048
        (rate("1"), "0.50", "0.01"),  # half a fen counts
        (rate("3", in_ten_thousands=True), "213.4567", "64037.01"),
        (rate("3"), "1,000.00", "30.00"),
    ],
)
def test_what_the_rule_says_is_computed_to_the_fen(rule, value, expected):
    assert amount(rule, value) == Decimal(expected)
    assert f"{amount(rule, value):f}" == expected


@pytest.mark.parametrize("value", [None, "", "住宅", True, -1, "1e99", [3], float("nan")])
def test_what_cannot_be_read_is_left_to_the_office(value):
    assert amount(rate("3"), value) is None
    assert amount({"rule": "per_unit", "field": "F1", "each": "1.00"}, value) is None


def test_an_option_that_nobody_priced_is_left_to_the_office():
    rule = {"rule": "by_option", "field": "F1", "options": {"住宅": "80.00"}}

    assert amount(rule, "办公") is None
    assert amount(rule | {"otherwise": "550.00"}, "办公") == Decimal("550.00")
    assert amount(rule | {"otherwise": "550.00"}) is None


def test_what_an_office_assesses_is_never_computed():
    assert amount({"rule": "assessed", "criteria": "由税务机关核定"}, "100") is None
