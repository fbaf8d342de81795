"""Right values are taken, in one form, and impossible ones are told."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.catalogue.models import FieldKey
from core.catalogue.packages import read_package
from core.services.form_answers import asked_after_all, check_values, keyed, project_values
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "assets" / "catalogue"
TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def plans():
    shipped = read_package(SHIPPED).catalogue
    return {code: ThemePlan(shipped.themes[code], shipped) for code in ("T02", "T03")}


def case_of(place: str) -> dict[str, Any]:
    return json.loads((HERE / place).read_text("utf-8"))


def problems_of(plan, case):
    guide = guide_theme(plan, case["answers"])
    found = check_values(plan, guide, keyed(case["values"]), today=TODAY)
    return [(problem.place, problem.rule, dict(problem.params)) for problem in found]


def rules_reported(plan, case, place, value):
    case = {**case, "values": case["values"] | {place: value}}
    return [(where, rule) for where, rule, _ in problems_of(plan, case)]


RIGHT = [
    ("03-identity-card-valid-for-ever/case.json", "T03"),
    ("04-credit-codes-with-letters/case_village.json", "T02"),
    ("20-telephone-numbers/case_hyphens.json", "T02"),
    ("20-telephone-numbers/case_prefix.json", "T02"),
]


@pytest.mark.parametrize(("place", "theme"), RIGHT)
def test_right_values_are_taken(plans, place, theme):
    assert problems_of(plans[theme], case_of(place)) == []


def test_an_amount_beyond_all_sense_is_reported_at_its_field(plans):
    found = problems_of(plans["T03"], case_of("15-huge-amount/case.json"))

    assert [(where, rule) for where, rule, _ in found] == [
        ("org.reg_capital@subject", "number-too-large")
    ]


def test_every_member_is_looked_at(plans):
    found = problems_of(plans["T03"], case_of("16-members-not-checked/case_205.json"))

    assert {(where, rule, params["member"]) for where, rule, params in found} == {
        ("per.id_no@employee", "identity-length", "204"),
        ("per.name@employee", "required", "205"),
    }


def test_who_is_named_without_anything_else_is_reported(plans):
    found = problems_of(plans["T03"], case_of("16-members-not-checked/case_lengths.json"))

    assert {rule for _, rule, _ in found} == {"member-missing"}
    assert {params["member"] for _, _, params in found} == {"3"}
    assert "per.id_no@shareholder" in {where for where, _, _ in found}


def test_a_number_of_somebody_not_born_yet_is_reported_alone(plans):
    found = problems_of(plans["T02"], case_of("21-identity-number-impossible/case_born_2099.json"))

    assert [(where, rule) for where, rule, _ in found] == [
        ("per.id_no@principal", "identity-not-born")
    ]


GOOD_VALUES = [
    ("per.id_valid_to@principal", "长期有效"),
    ("per.id_valid_to@principal", "長期"),
    *(("per.id_valid_to@principal", f"{mark}长期") for mark in "\ufe0f\u3164\u034f\uffff"),
    ("per.id_valid_to@principal", "2046-05-01"),
    ("seal.kinds@seal", ["\t公章", "财务专用章\u3164"]),
    ("prem.tenure@domicile", "租赁\t"),
    ("case.commit@commit:SCJG-08", "同意"),
    ("per.id_no@agent", "441202-19880316-0028"),
    ("per.mobile@principal", "+852 9123 4567"),
    ("per.mobile@principal", "(0758) 2345678 转 801"),
    ("per.mobile@principal", "\u202d138 0000 2001\u202c"),
    ("org.reg_capital@subject", "1,234.50"),
    ("org.reg_capital@subject", "１２３"),
    ("org.reg_capital@subject", 10**17),
    ("per.holder_share@shareholder", ["66.67", "33.33"]),
    ("per.id_no@agent", "E12345678"),
    ("per.id_no@agent", "H12345678"),
    ("per.id_no@agent", "911124198108030024"),
    ("per.id_no@agent", "830000199201300022"),
]


@pytest.mark.parametrize(("place", "value"), GOOD_VALUES)
def test_other_right_values_of_the_same_kinds_are_taken(plans, place, value):
    case = case_of("03-identity-card-valid-for-ever/case.json")

    assert rules_reported(plans["T03"], case, place, value) == []


BAD_VALUES = [
    ("per.id_valid_to@principal", "很久", "date-unknown"),
    ("case.apply_date@case", "长期", "date-unknown"),
    ("case.commit@commit:SCJG-08", "不同意", "declaration-not-agreed"),
    ("case.commit@commit:SCJG-08", {}, "declaration-not-agreed"),
    ("per.name@finance", True, "not-text"),
    ("case.apply_date@case", "2027-01-01", "applied-in-future"),
    ("per.mobile@principal", "+852 123", "phone-unknown"),
    ("per.mobile@principal", "+86 1380000200", "mobile-too-short"),
    pytest.param("org.reg_capital@subject", 10**5000, "number-too-large", id="5000 digits"),
    pytest.param("org.reg_capital@subject", "9" * 10_000, "number-too-large", id="in words"),
    ("org.reg_capital@subject", 1e300, "number-too-large"),
    ("org.reg_capital@subject", "1e999999", "number-expected"),
    ("org.reg_capital@subject", "三万", "number-expected"),
    ("org.reg_capital@subject", "5万元", "number-expected"),
    ("org.reg_capital@subject", "-5", "negative"),
    ("org.reg_capital@subject", "0.12345678", "money-too-fine"),
    ("org.staff_count@subject", 10**30, "number-too-large"),
    ("org.staff_count@subject", "2.5", "integer-expected"),
    ("per.holder_share@shareholder", [50, 49.99], "shares-not-whole"),
    ("per.holder_share@shareholder", [10**40, 0], "number-too-large"),
    ("per.id_no@principal", "441202205001010012", "identity-not-born"),
    ("per.id_no@principal", "001202198803160020", "identity-unknown"),
    ("per.id_no@principal", "999999198803160027", "identity-unknown"),
    ("per.id_no@principal", "441202198813160021", "identity-unknown"),
    ("per.id_no@agent", "12345", "identity-length"),
]


@pytest.mark.parametrize(("place", "value", "rule"), BAD_VALUES)
def test_impossible_values_are_reported_where_they_stand(plans, place, value, rule):
    case = case_of("03-identity-card-valid-for-ever/case.json")

    assert (place, rule) in rules_reported(plans["T03"], case, place, value)


PERSONS = [
    ("per.birth_date@principal", "1988-03-17", "birth-not-of-number"),
    ("per.sex@principal", "男", "sex-not-of-number"),
    ("per.id_no@principal", "E12345678", "identity-length"),
]


@pytest.mark.parametrize(("place", "value", "rule"), PERSONS)
def test_what_is_reported_twice_about_a_person_agrees(plans, place, value, rule):
    case = case_of("20-telephone-numbers/case_prefix.json")

    assert (place, rule) in rules_reported(plans["T02"], case, place, value)


def test_a_foreigner_with_a_passport_is_taken(plans):
    case = case_of("20-telephone-numbers/case_prefix.json")
    foreigner = {"per.id_type@principal": "护照", "per.id_no@principal": "X1234567"}

    assert problems_of(plans["T02"], {**case, "values": case["values"] | foreigner}) == []


ONE_FORM = [
    ("per.mobile@principal", "+86 138-0000-2001", "13800002001"),
    ("per.mobile@principal", "（852）9123 4567", "+85291234567"),
    ("org.tel@subject", "（0758）2000000 转 8", "0758-2000000-8"),
    ("per.id_no@principal", "４４１２０２ 19850405003x", "44120219850405003X"),
    ("org.uscc@subject", "ｎ2441202mf-12345677", "N2441202MF12345677"),
]


@pytest.mark.parametrize(("place", "given", "written"), ONE_FORM)
def test_every_department_gets_the_one_form_of_what_was_typed(plans, place, given, written):
    case = case_of("20-telephone-numbers/case_prefix.json")
    plan, values = plans["T02"], case["values"] | {place: given}
    guide = guide_theme(plan, case["answers"])

    forms = project_values(plan, guide, keyed(values))

    uses = [use for uses in guide.uses.values() for use in uses if str(use.key) == place]
    assert uses
    assert {forms[use.matter][use.field] for use in uses} == {written}


def test_a_passport_is_taken_where_no_kind_of_paper_was_chosen_and_its_holder_is_asked(plans):
    case = case_of("16-members-not-checked/case_205.json")
    values = {
        place: value[:2] if isinstance(value, list) and place.endswith("@employee") else value
        for place, value in case["values"].items()
    }
    values["per.id_no@employee"] = ["441202199305200044", "E12345678"]
    guide = guide_theme(plans["T03"], case["answers"])

    assert problems_of(plans["T03"], {**case, "values": values}) == []
    asked = asked_after_all(plans["T03"], guide, keyed(values))
    assert {key for key in asked if key.subject == "employee"} == {FieldKey("per.sex", "employee")}
