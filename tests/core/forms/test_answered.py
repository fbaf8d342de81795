"""Answers and form never contradict: what follows, what is limited, what is told."""

from random import Random

import pytest

from core.catalogue.models import QuestionKind
from core.catalogue.packages import read_package
from core.forms.sources import ValueSource
from core.services.citizens.plan_form import plan_form
from core.services.form_answers import check_values, keyed, project_values
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def guided(catalogue, theme, **answers):
    plan = ThemePlan(catalogue.themes[theme], catalogue)
    return plan, concluded_guide(plan, {**plan.theme.typical_answers, **answers})


def contradictions(catalogue, theme, values, **answers):
    plan, guide = guided(catalogue, theme, **answers)
    problems = check_values(plan, guide, keyed(values))
    return {problem.place for problem in problems if problem.rule == "contradicts-answer"}


@pytest.mark.parametrize(
    ("theme", "answers", "place", "other", "same"),
    [
        ("T01", {"online_sale": "是"}, "food.online@licence", False, True),
        ("T01", {"online_sale": "是"}, "food.online@licence", "否", "是"),
        ("T01", {}, "org.composition@subject", "家庭经营", "个人经营"),
        ("T01", {"capacity": 80}, "prem.capacity@premises", 81, "80"),
        ("T05", {"co_owned": "是"}, "re.share@buyer", "单独所有", "按份共有"),
        ("T08", {"married": "未婚"}, "per.marital@applicant", "已婚", "离婚"),
        ("T09", {"drug_only_otc": "是"}, "drug.category@licence", ["处方药"], ["乙类非处方药"]),
        ("T11", {}, "per.retire_age_type@retiree", "弹性提前退休", "法定年龄退休"),
    ],
)
def test_a_value_that_says_otherwise_than_the_answer_is_reported(
    shipped, theme, answers, place, other, same
):
    assert contradictions(shipped, theme, {place: other}, **answers) == {place}
    assert contradictions(shipped, theme, {place: same}, **answers) == set()


def test_of_several_choices_those_answered_are_among_them_and_no_others(shipped):
    place, answers = "food.items@licence", {"food_items": ["热食类", "自制饮品"]}
    right = ["热食类食品制售", "自制饮品制售", "散装食品销售"]

    assert contradictions(shipped, "T01", {place: right}, **answers) == set()
    assert contradictions(shipped, "T01", {place: right[:1]}, **answers) == {place}
    assert contradictions(shipped, "T01", {place: [*right, "冷食类食品制售"]}, **answers) == {place}


def test_a_given_value_is_projected_as_given_whatever_was_answered(shipped):
    plan, guide = guided(shipped, "T01", online_sale="是")

    forms = project_values(plan, guide, keyed({"food.online@licence": False}))

    assert False in forms["SCJG-03"].values()


def test_what_follows_is_a_value_of_every_form_it_stands_in(shipped):
    random = Random(20261129)
    for theme in shipped.themes.values():
        plan = ThemePlan(theme, shipped)
        for _ in range(8):
            answers = {
                question.question: drawn(shipped, question.question, random)
                for question in theme.questions
            }
            guide = concluded_guide(plan, answers)
            follows = guide.known.certain.keys()

            assert check_values(plan, guide, {}, frozenset(follows)) == ()
            assert {k for k, s in guide.sources.items() if s is ValueSource.ANSWER} == follows


def drawn(catalogue, code, random):
    question = catalogue.questions[code]
    if question.kind is QuestionKind.NUMBER:
        return random.choice((10, 60, 400))
    several = question.kind is QuestionKind.MULTIPLE
    return random.sample(question.options, 2) if several else random.choice(question.options)


def test_the_kiosk_offers_only_what_the_answers_leave(shipped):
    plan, guide = guided(shipped, "T08", married="未婚")

    fields = {str(f.key): f for page in plan_form(plan, guide).pages for f in page.fields}

    assert fields["per.marital@applicant"].options == ("未婚", "丧偶", "离婚")
