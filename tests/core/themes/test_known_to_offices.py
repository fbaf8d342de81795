"""What another entry, a record or an office tells is not asked of the applicant (law 5)."""

import pytest

from core.catalogue.models import FieldKey
from core.catalogue.packages import read_package
from core.forms.sources import ValueSource
from core.services.form_answers import complete_values, project_values
from core.services.queries.measure_themes import measure_themes
from core.themes.guides import guide_theme, licences_to_fetch
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho
from tests.conftest import SHIPPED

NUMBER, SPOUSE, CHILD = "441202198803160028", "441202199305200044", "11010519491231002X"
AGENT, RELATION = "per.id_no@agent", "per.relation_to_head@newborn"


def key(text):
    return FieldKey.parse(text)


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def guided(shipped, code, **answers):
    plan = ThemePlan(shipped.themes[code], shipped)
    return plan, guide_theme(plan, plan.theme.typical_answers | answers)


def test_a_person_who_comes_themselves_is_not_asked_again_as_the_agent(shipped):
    plan, own = guided(shipped, "T03")
    _, by_other = guided(shipped, "T03", by_agent="委托代理")
    values = {key("per.id_no@principal"): NUMBER, key("per.name@principal"): "林秋月"}

    complete = complete_values(plan, own, values)

    assert own.sources[key(AGENT)] is ValueSource.DERIVED
    assert by_other.sources[key(AGENT)] is ValueSource.APPLICANT
    assert (complete[key(AGENT)], complete[key("per.name@agent")]) == (NUMBER, "林秋月")
    assert "居民身份证@agent" not in {licence.code for licence in licences_to_fetch(plan, own)}


@pytest.mark.parametrize(
    ("married", "child", "names", "relations"),
    [
        ("已婚", "是", ["何小满", "何一"], ["配偶", "子女"]),
        ("已婚", "否", ["何小满"], ["配偶"]),
        ("未婚", "是", ["何一"], ["子女"]),
    ],
)
def test_the_family_that_is_looked_up_is_the_one_that_the_tax_form_names(
    shipped, married, child, names, relations
):
    plan, guide = guided(shipped, "T05", married=married, has_child=child)
    words = {
        key("per.name@buyer_spouse"): "何小满",
        key("per.id_no@buyer_spouse"): SPOUSE,
        key("per.name@buyer_child"): ["何一"],
        key("per.id_no@buyer_child"): [CHILD],
    }
    values = {place: value for place, value in words.items() if place in guide.form_by_key}

    rows = project_values(plan, guide, values)["ZRZY-04"]["F05"]

    assert [row["C1"] for row in rows] == names
    assert [row["C3"] for row in rows] == relations


def test_a_child_of_the_head_is_a_son_or_a_daughter_and_else_the_person_is_asked(shipped):
    plan, guide = guided(shipped, "T04")
    who = WhoIsWho(plan, guide)
    joined = who.plan_with(dict.fromkeys(("household_head", "declarant", "guardian"), "mother"))
    of_mother = guide_theme(joined, guide.situation.given)

    complete = complete_values(joined, of_mother, {key("per.sex@newborn"): "女"})

    assert guide.sources[key(RELATION)] is ValueSource.APPLICANT
    assert complete[key(RELATION)] == "女"


def test_a_grandparent_who_declares_and_is_the_head_is_asked(shipped):
    plan, guide = guided(shipped, "T04")
    joined = WhoIsWho(plan, guide).plan_with({"household_head": "declarant"})
    of_other = guide_theme(joined, guide.situation.given)

    assert of_other.sources[key(RELATION)] is ValueSource.APPLICANT


def test_the_acceptance_of_a_building_is_looked_up_by_its_address(shipped):
    plan, guide = guided(shipped, "T01")
    wanted = {licence.code: licence for licence in licences_to_fetch(plan, guide)}

    record = wanted["住建消防验收库@building"]

    assert str(record.holder) == "prem.biz_addr@premises"
    assert "prem.fire_accept" in record.elements


def test_with_parties_a_person_fills_in_thirty_entries_and_types_half_of_them(shipped):
    report = measure_themes(shipped, shipped.themes, fewest_persons=True)

    assert report.mean("fields", "required") <= 30
    assert report.mean("fields", "typed") <= 15
