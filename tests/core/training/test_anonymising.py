"""What a case said is replaced, and whatever would still be there is found."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import FieldKey, FieldType
from core.forms.models import MergedField
from core.kinds.fields import FIELD_KINDS
from core.kinds.values.credit_codes import credit_code_problem
from core.kinds.values.identity import birth_date_of, identity_problem, sex_of
from core.themes.guides import concluded_guide
from core.training.anonymising import KIND_RULES, CaseWords, anonymise
from core.training.leftovers import Leftover, as_searched, leftovers, spelt, traces_of
from core.training.models import Grant, Scenario
from core.training.pseudonyms import Pseudonyms
from core.working_days import WEEKENDS_ONLY
from tests.strategies import complete_answers, distinct_values, themes

NOBODY_ELSE = CaseWords({}, {})
REAL = {
    "text": "林秋月的表妹住在七楼",
    "paragraph": "本人林秋月，身份证在抽屉里",
    "address": "肇庆市端州区样例街2号3栋501",
    "phone": "13800002001",
    "identity": "441202198803160028",
    "table": "第一行林秋月",
    "signature": "林秋月",
    "date": "1988-03-16",
    "datetime": "1988-03-16T08:45",
    "integer": 18273,
    "number": 3827.5,
    "money": 918273.64,
    "choice": "自己写的选项林秋月",
    "choices": ["自己写的选项林秋月"],
    "boolean": "林秋月说是",
    "declaration": "林秋月承诺",
}
KEPT = {"month": "2026-11"}
"""A month tells nobody; it moves with the days."""


def field_of(kind, element="a.value"):
    key = FieldKey(element, "self")
    return MergedField(key, "值", "", FieldType(kind), True, (), "", ())


def scenario_with(values, **more):
    said = {"format": 2, "code": "X", "title": "X", "theme": "T", "answers": {}, **more}
    return Scenario.model_validate({**said, "values": values, "begins_on": "2026-05-12"})


def anonymised(values, fields, words=NOBODY_ELSE, **more):
    return anonymise(scenario_with(values, **more), fields, words, WEEKENDS_ONLY)


def test_every_kind_of_field_has_a_rule_and_a_member_here():
    assert set(KIND_RULES) == set(FIELD_KINDS) == {*REAL, *KEPT}


@pytest.mark.parametrize("kind", REAL)
def test_of_a_value_of_each_kind_nothing_is_left(kind):
    place, field = "a.value@self", field_of(kind)

    changed = anonymised({place: REAL[kind]}, {place: field})

    (value,) = changed.scenario.values.values()
    assert value != REAL[kind]
    assert changed.left == ()
    assert [replaced.place for replaced in changed.replaced] == [place]


@pytest.mark.parametrize("kind", ["address", "phone", "identity", "date", "datetime", "money"])
def test_what_stands_for_a_right_value_is_right(kind):
    place, field = "a.value@self", field_of(kind)

    (value,) = anonymised({place: REAL[kind]}, {place: field}).scenario.values.values()

    assert field.type.kind.problem(value) is None


def test_whoever_has_several_roles_is_one_person_in_all_of_them():
    values = {
        "per.name@principal": "林秋月",
        "per.name@staff": ("何小满", "林秋月"),
        "sign.safety_owner@sign": "林秋月",
        "case.sign@principal": "林秋月",
    }
    fields = {
        place: field_of("signature" if "sign@" in place else "text", place.partition("@")[0])
        for place in values
    }

    made = anonymised(values, fields).scenario.values

    name, (other, again) = made["per.name@principal"], made["per.name@staff"]
    assert name == again == made["sign.safety_owner@sign"] == made["case.sign@principal"]
    assert other != name
    assert "林" not in name


@pytest.mark.parametrize("number", ["441202198803160028", "44120219850405003X"])
def test_sex_and_age_in_a_number_stay_and_nobody_has_it(number):
    names = Pseudonyms(traces_of(number), timedelta(days=-28))

    made = names.identity(number)

    assert identity_problem(made) is None
    assert made[:6] == "449999"
    assert sex_of(made) == sex_of(number)
    assert birth_date_of(made) == names.day(birth_date_of(number))


def test_a_credit_code_stays_one_of_its_kind():
    names = Pseudonyms(traces_of("91110000600037341L"), timedelta())

    made = names.credit_code("91110000600037341L")

    assert (credit_code_problem(made), made[:8]) == (None, "91449999")
    assert made == names.credit_code("91110000600037341l")
    assert made != names.credit_code("91441200MA4UABCD1X")


@pytest.mark.parametrize(
    "hidden",
    [
        "林秋月",
        "找秋月就行",
        "林 秋·月",
        "LIN Qiuyue",
        "ｌｉｎｑｉｕｙｕｅ",
        "１３８００００２００１",
        "138-0000-2001",
    ],
)
def test_what_is_left_is_found_however_it_is_written(hidden):
    traces = dict.fromkeys(traces_of("林秋月", is_name=True), "per.name@principal")
    traces |= dict.fromkeys(traces_of("13800002001"), "per.mobile@principal")

    found = leftovers({"steps": [{"words": f"备注：{hidden}。"}]}, traces, ())

    assert {left.place for left in found} == {"steps.words"}
    assert {left.origin for left in found} <= {"per.name@principal", "per.mobile@principal"}


def test_what_nobody_replaced_blocks_with_its_place():
    words = CaseWords({}, {"case": "A-2026-K7Q2M"})

    changed = anonymise(
        scenario_with({}).model_copy(update={"code": "K7Q2M from A-2026-K7Q2M"}),
        {},
        words,
        WEEKENDS_ONLY,
    )

    assert changed.left == (Leftover("code", "case"),)


def test_remarks_of_officers_become_standard_sentences():
    grant = Grant(do="grant", day=3, matters=("M1",), basis="林秋月是我表姐", late_reason="忘了")

    changed = anonymised({}, {}, steps=(grant,))

    (step,) = changed.scenario.steps
    assert (step.day, step.matters) == (3, ("M1",))
    assert "林" not in step.basis
    assert step.late_reason != "忘了"


@given(st.data())
def test_no_marker_of_any_form_is_left(data):
    generated = data.draw(themes())
    plan = generated.plan
    answers = data.draw(complete_answers(plan))
    guide = concluded_guide(plan, answers)
    real = {str(key): _marked(value) for key, value in distinct_values(guide.form).items()}
    fields = {str(merged.key): merged for merged in guide.form}

    changed = anonymised(real, fields)

    assert changed.left == ()
    said = as_searched(str(list(changed.scenario.values.values())))
    assert "marked" not in said
    assert set(changed.scenario.values) == set(real)


def _marked(value):
    if isinstance(value, list):
        return tuple(map(_marked, value))
    is_marker = isinstance(value, str) and "#" in value
    return f"MARKED {value}" if is_marker else value


def test_how_a_name_sounds_is_looked_for():
    assert spelt("欧阳小满") in traces_of("欧阳小满", is_name=True)
