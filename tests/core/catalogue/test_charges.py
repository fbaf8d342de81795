"""What is paid for a matter is declared by a rule that its own form can answer."""

import pytest
from pydantic import ValidationError

from core.catalogue.catalogue import Catalogue
from core.catalogue.charge_checks import check_charge
from core.catalogue.editing.entry_kinds import EntryKind
from core.catalogue.editing.usage import uses_in
from core.catalogue.models import Charge, Matter
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets.importing import import_spreadsheet, write_spreadsheet
from tests.conftest import SHIPPED

FORM = [
    {"id": "F01", "label": "用途", "type": "choice", "options": ["住宅", "商业"]},
    {"id": "F02", "label": "份数", "type": "number"},
    {"id": "F03", "label": "坐落", "type": "address"},
]


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def matter(amount, **said):
    charge = {"name": "登记费", "amount": amount, "basis": "公告"} | said
    return Matter.model_validate(
        {
            "format": 1,
            "code": "A",
            "name": "A",
            "department": "D",
            "committed_days": 1,
            "fields": FORM,
            "charge": charge,
        }
    )


def rules(declared):
    return [finding.rule for _, finding in check_charge(declared, Catalogue())]


@pytest.mark.parametrize(
    "amount",
    [
        {"rule": "fixed", "yuan": "80.00"},
        {"rule": "by_option", "field": "F01", "options": {"住宅": "80.00"}},
        {"rule": "per_unit", "field": "F02", "each": "4.50"},
        {"rule": "rate", "field": "F02", "percent": "3"},
        {"rule": "assessed", "criteria": "由税务机关核定"},
    ],
)
def test_a_rule_that_the_form_can_answer_is_in_order(amount):
    assert rules(matter(amount)) == []


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ({"rule": "by_option", "field": "F09", "options": {}}, "charge-without-field"),
        ({"rule": "by_option", "field": "F02", "options": {}}, "charge-without-field"),
        ({"rule": "per_unit", "field": "F01", "each": "4.50"}, "charge-without-field"),
        ({"rule": "rate", "field": "F03", "percent": "3"}, "charge-without-field"),
        (
            {"rule": "by_option", "field": "F01", "options": {"车库": "80.00"}},
            "charge-unknown-option",
        ),
    ],
)
def test_a_rule_that_the_form_cannot_answer_is_told(amount, expected):
    assert rules(matter(amount)) == [expected]


def test_a_payer_and_a_waiver_that_nobody_knows_are_told():
    waiver = {"when": {"question": "small", "op": "eq", "value": "是"}, "basis": "公告"}
    declared = matter({"rule": "fixed", "yuan": "80.00"}, payer="bank", waivers=[waiver])

    assert rules(declared) == ["unknown-reference", "unknown-reference"]


@pytest.mark.parametrize("yuan", ["80", "80.0", "-1.00", "1,000.00", "٨٠.٠٠", 80.0, "80.00\n"])
def test_an_amount_without_its_fen_is_refused(yuan):
    with pytest.raises(ValidationError):
        Charge.model_validate(
            {"name": "费", "amount": {"rule": "fixed", "yuan": yuan}, "basis": "公告"}
        )


def test_a_charge_survives_the_way_through_a_spreadsheet(shipped):
    charged = [known for known in shipped.matters.values() if known.charge]

    for known in charged:
        imported = import_spreadsheet(
            write_spreadsheet(known), name="any", department=known.department, catalogue=shipped
        )
        assert imported.all_findings == []
        assert imported.matters[0].charge == known.charge
    assert {known.code for known in charged} >= {"SW-04", "SW-05", "SW-06", "ZRZY-01", "ZRZY-02"}


def test_a_payer_is_a_use_of_the_subject():
    declared = matter({"rule": "fixed", "yuan": "80.00"}, payer="buyer")

    assert (EntryKind.SUBJECTS, "buyer") in uses_in("matters", [("A", declared)])


def test_everything_shipped_that_is_paid_by_rule_says_so_in_words_too(shipped):
    charged = [known for known in shipped.matters.values() if known.charge]

    assert all(known.fee not in {"", "不收费"} for known in charged)
