"""Rows of tables take over persons who were named already: values, never a merge."""

import pytest

from core.catalogue.packages import read_package
from core.services.citizens import persons_for_rows
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho
from tests.conftest import SHIPPED

LIN = {"per.name@principal": "林秋月", "per.id_no@principal": "441202198803160028"}
HE = {"per.name@finance": "何小满", "per.id_no@finance": "441202199305200044"}


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def offered(shipped, values, group, statements=None, code="T03"):
    plan = ThemePlan(shipped.themes[code], shipped)
    guide = concluded_guide(plan, plan.theme.typical_answers)
    if statements:
        joined = WhoIsWho(plan, guide).plan_with(statements)
        guide = concluded_guide(joined, plan.theme.typical_answers)
    return persons_for_rows(shipped, guide, values, group)


def test_who_mostly_stands_in_the_first_row_comes_first(shipped):
    persons = offered(shipped, HE | LIN, "officer")

    assert [person.name for person in persons] == ["林秋月", "何小满"]
    assert persons[0].values["per.id_no@officer"] == "441202198803160028"


def test_a_person_in_several_roles_is_offered_once(shipped):
    persons = offered(shipped, LIN, "officer", {"finance": "principal", "liaison": "principal"})

    assert [person.name for person in persons] == ["林秋月"]


def test_rows_of_another_table_are_offered_and_nobody_twice(shipped):
    values = LIN | {"per.name@shareholder": ["周立夏", None], "per.name@officer": ["林秋月"]}
    values["per.id_no@officer"] = [LIN["per.id_no@principal"]]

    persons = offered(shipped, values, "officer")

    assert [person.name for person in persons] == ["周立夏"]


def test_who_never_stands_in_a_table_is_not_offered(shipped):
    values = {"per.name@applicant": "林秋月", "per.id_no@applicant": "441202198803160028"}

    moving = offered(shipped, values, "companion", {"mover": "applicant"}, code="T06")

    assert moving == ()
    assert [p.name for p in offered(shipped, values, "companion", code="T06")] == ["林秋月"]


def test_nothing_is_offered_where_nobody_is_named_or_the_catalogue_says_nothing(shipped):
    assert offered(shipped, {}, "officer") == ()
    assert offered(shipped, LIN, "unknown") == ()
