"""A question that somebody cannot answer yet is put off; that never makes more questions."""

import pytest

from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue


def asked_with(plan, answers, put_off=None):
    """Return the questions in the order in which they are asked, until nothing is open."""
    said, asked, later = {}, [], set()
    while (question := next_of(plan, said, later)) is not None:
        if question == put_off and not later:
            later.add(question)
            continue
        asked.append(question)
        said[question] = answers[question]
    return asked


def next_of(plan, said, later):
    situation = plan.conclude(said)
    question = plan.forecast.ahead(situation).question
    if question in later:
        return plan.forecast.besides(situation, later) or question
    return question


@pytest.mark.parametrize("code", ["T02", "T04", "T07", "T12"])
def test_whatever_is_put_off_the_same_questions_are_asked_in_another_order(code):
    theme = CATALOGUE.themes[code]
    plan = ThemePlan(theme, CATALOGUE)
    usual = asked_with(plan, theme.typical_answers)

    for question in usual:
        asked = asked_with(plan, theme.typical_answers, question)

        assert len(asked) <= len(usual)
        assert question in asked


def test_what_is_put_off_comes_after_all_that_is_asked_whatever_its_answer_is():
    theme = CATALOGUE.themes["T02"]

    asked = asked_with(ThemePlan(theme, CATALOGUE), theme.typical_answers, "subject_type")

    assert asked.index("subject_type") > 5
