from datetime import date

import pytest

from core.catalogue.models import FieldKey
from core.services.form_answers import check_values, keyed
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan

TODAY = date(2026, 11, 29)


def problems_of(catalogue, theme, values, only=None):
    plan = ThemePlan(catalogue.themes[theme], catalogue)
    guide = guide_theme(plan, plan.theme.typical_answers)
    found = check_values(plan, guide, keyed(values), only, today=TODAY)
    return {(problem.place, problem.rule) for problem in found}


def test_a_value_that_cannot_be_computed_is_reported_where_it_can_be_put_right(catalogue):
    problems = problems_of(catalogue, "T01", {"sign.size@sign": "三米宽"})

    assert ("sign.size@sign", "not-computable") in problems
    assert not {place for place, _ in problems if place == "sign.area@sign"}


def test_a_value_that_is_computed_is_not_missed(catalogue):
    problems = problems_of(catalogue, "T01", {"sign.size@sign": "6 x 1.2"})

    assert not {place for place, _ in problems if place.startswith(("sign.size", "sign.area"))}


def test_one_page_is_reported_only_its_own_problems(catalogue):
    key = FieldKey("sign.size", "sign")

    problems = problems_of(catalogue, "T01", {"sign.size@sign": "三米宽"}, only=frozenset({key}))

    assert problems == {("sign.size@sign", "not-computable")}


def test_shares_make_up_the_whole_and_periods_end_after_they_begin(catalogue):
    period = {"sign.period_from@sign": "2026-12-01", "sign.period_to@sign": "2026-11-01"}

    shared = problems_of(catalogue, "T03", {"per.holder_share@shareholder": [60, 50]})
    problems = problems_of(catalogue, "T01", period)

    assert ("per.holder_share@shareholder", "shares-not-whole") in shared
    assert ("sign.period_to@sign", "ends-before-it-begins") in problems


def test_no_more_people_were_examined_than_there_are(catalogue):
    counts = {"org.staff_count@subject": 3, "org.staff_examined@subject": 4}

    problems = problems_of(catalogue, "T02", counts)
    fine = problems_of(catalogue, "T02", counts | {"org.staff_examined@subject": 3})

    assert ("org.staff_examined@subject", "more-than-there-are") in problems - fine


@pytest.mark.parametrize(
    ("theme", "values", "place", "rule"),
    [
        (
            "T04",
            {"per.birth_time@newborn": "2026-11-30T01:00"},
            "per.birth_time@newborn",
            "born-in-future",
        ),
        (
            "T04",
            {"per.birth_date@mother": "1850-01-01"},
            "per.birth_date@mother",
            "date-out-of-range",
        ),
        (
            "T04",
            {"per.birth_date@mother": "2026年11月30日"},
            "per.birth_date@mother",
            "born-in-future",
        ),
        (
            "T04",
            {"per.birth_time@newborn": "2026-11-20 23:59", "per.birth_date@newborn": "2026-11-21"},
            "per.birth_date@newborn",
            "birth-not-of-time",
        ),
        (
            "T12",
            {
                "per.death_date@deceased": "1900-01-01T00:00",
                "per.id_no@deceased": "11010519491231002X",
            },
            "per.death_date@deceased",
            "dies-before-born",
        ),
        (
            "T09",
            {
                "per.id_no@employee": ["11010519491231002X", "441202199305200044"],
                "per.sex@employee": ["女", "男"],
            },
            "per.sex@employee",
            "sex-not-of-number",
        ),
        (
            "T09",
            {
                "per.id_no@employee": ["11010519491231002X", "441202199305200044"],
                "per.birth_date@employee": ["1949-12-31", "1993-05-21"],
            },
            "per.birth_date@employee",
            "birth-not-of-number",
        ),
    ],
)
def test_births_and_deaths_are_possible_and_agree(catalogue, theme, values, place, rule):
    assert (place, rule) in problems_of(catalogue, theme, values)


def test_the_day_and_the_time_of_a_birth_may_be_written_apart(catalogue):
    problems = problems_of(
        catalogue,
        "T04",
        {"per.birth_time@newborn": "2026-11-20 23:59", "per.birth_date@newborn": "20261120"},
    )

    assert not {place for place, _ in problems if place.startswith("per.birth")} & {
        "per.birth_time@newborn",
        "per.birth_date@newborn",
    }


def test_a_list_about_a_group_that_is_too_short_is_reported_by_its_missing_member(catalogue):
    values = {
        "per.name@shareholder": ["甲某", "乙某", "丙某"],
        "per.mobile@shareholder": ["13800002001"],
        "per.id_type@shareholder": "护照",
        "per.id_no@shareholder": ["E12345678", "E12345679", "E12345670"],
    }

    problems = problems_of(catalogue, "T03", values)

    assert {place for place, rule in problems if rule == "member-missing"} == {
        "per.mobile@shareholder",
        "per.id_type@shareholder",
    }
