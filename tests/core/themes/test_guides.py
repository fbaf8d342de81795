"""The guide of every delivered theme, in exact figures."""

import pytest

from core.catalogue.packages import read_package
from core.errors import InvalidAnswersError
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests import reference

# Theme: fields before and after, materials before and after, days, days in a row, trips.
TYPICAL = {
    "T01": (203, 144, 38, 21, 6, 17, 9, 1),
    "T02": (71, 61, 12, 7, 2, 2, 2, 0),
    "T03": (247, 141, 32, 11, 5, 12, 13, 1),
    "T04": (142, 85, 23, 7, 11, 20, 9, 1),
    "T05": (172, 97, 40, 10, 6, 12, 11, 1),
    "T06": (49, 43, 9, 8, 25, 25, 4, 1),
    "T07": (20, 16, 5, 4, 2, 2, 4, 1),
    "T08": (33, 30, 8, 5, 2, 2, 2, 0),
    "T09": (223, 142, 40, 19, 41, 51, 12, 1),
    "T10": (224, 155, 40, 19, 6, 14, 8, 1),
    "T11": (64, 40, 14, 4, 15, 17, 4, 0),
    "T12": (123, 49, 30, 8, 11, 32, 11, 1),
}


@pytest.fixture(scope="module")
def delivered(delivered_directory):
    return read_package(delivered_directory).catalogue


@pytest.mark.parametrize("code", TYPICAL)
def test_typical_answers_come_to_the_quoted_figures(delivered, code):
    theme = delivered.themes[code]

    guide = guide_theme(ThemePlan(theme, delivered), theme.typical_answers)

    assert guide.situation.complete
    assert (
        guide.fields_count.before,
        guide.fields_count.after,
        guide.materials_count.before,
        guide.materials_count.after,
        guide.schedule.working_days,
        guide.schedule.serial_working_days,
        guide.trips.before,
        guide.trips.after,
    ) == TYPICAL[code]


@pytest.mark.parametrize("code", TYPICAL)
def test_the_plain_reading_comes_to_the_same_figures(delivered_directory, code):
    catalogue = reference.load_catalogue(delivered_directory)
    theme = catalogue["themes"][code]

    evaluated = reference.evaluate(theme, catalogue, theme["typical_answers"])

    figures = [evaluated[n][when] for n in ("fields", "materials") for when in ("before", "after")]
    days = [evaluated["schedule"][name] for name in ("working_days", "serial_working_days")]
    assert (*figures, *days, evaluated["trips"]["before"], evaluated["trips"]["after"]) == TYPICAL[
        code
    ]


@pytest.mark.parametrize("code", TYPICAL)
def test_what_is_asked_is_never_more_than_what_is_left_after_merging(delivered, code):
    theme = delivered.themes[code]

    guide = guide_theme(ThemePlan(theme, delivered), theme.typical_answers)

    assert 0 < guide.fields_count.asked <= guide.fields_count.after <= guide.fields_count.before
    assert guide.materials_count.asked <= guide.materials_count.after


@pytest.mark.parametrize("code", TYPICAL)
def test_every_matter_of_the_quoted_figures_is_catalogued(delivered, code):
    plan = ThemePlan(delivered.themes[code], delivered)

    assert plan.findings == ()
    assert plan.ready


def test_without_answers_only_what_is_certain_counts(delivered):
    guide = guide_theme(ThemePlan(delivered.themes["T10"], delivered), {})

    assert guide.situation.next_question == "subject_type"
    assert guide.matters == ("WJ-01",)
    assert "SCJG-01" in guide.undecided
    assert guide.fields_count.before == sum(len(uses) for uses in guide.uses.values())


def test_all_answers_that_cannot_be_taken_are_reported_at_once(delivered):
    answers = {"subject_type": "合伙", "has_license": 7, "area_biz": "大"}

    with pytest.raises(InvalidAnswersError) as raised:
        guide_theme(ThemePlan(delivered.themes["T01"], delivered), answers)

    assert [(problem.place, problem.rule) for problem in raised.value.problems] == [
        ("subject_type", "not-an-option"),
        ("has_license", "not-an-option"),
        ("area_biz", "number-expected"),
    ]


def test_a_wrong_answer_to_a_question_that_is_not_asked_is_no_problem(delivered):
    plan = ThemePlan(delivered.themes["T01"], delivered)
    answers = {"subject_type": "个体工商户", "bo_exempt": 7}

    assert "bo_exempt" not in plan.situate(answers).known.answers


def test_a_fixed_answer_wins(delivered):
    plan = ThemePlan(delivered.themes["T10"], delivered)

    situation = plan.situate({"food_form": "仅销售预包装食品"})

    assert situation.known.answers["food_form"] == "餐饮"
    assert "food_form" not in situation.asked
