"""The plan of a theme whose matters stand in another order is the plan made of it anew."""

from hypothesis import given
from hypothesis import strategies as st

from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.reasons import explain_matters
from tests.strategies import themes_with_answers


@given(themes_with_answers(), st.randoms())
def test_a_reordered_plan_says_what_a_new_plan_says(drawn, random):
    plan, answers = drawn[0].plan, drawn[1]
    plan.forecast.ahead(plan.situate(answers))  # what is remembered of one order
    matters = random.sample(plan.theme.matters, len(plan.theme.matters))
    other = plan.theme.model_copy(update={"matters": tuple(matters)})

    reordered, anew = plan.reordered(other), ThemePlan(other, plan.catalogue)

    guide = guide_theme(anew, answers)
    assert guide_theme(reordered, answers) == guide
    assert list(reordered.matters) == list(anew.matters)
    assert reordered.findings == anew.findings
    assert reordered.pages(guide.form) == anew.pages(guide.form)
    assert explain_matters(reordered, answers) == explain_matters(anew, answers)
    assert reordered.forecast.ahead(guide.situation) == anew.forecast.ahead(guide.situation)


def test_the_plan_it_came_from_stays_as_it_was(plans):
    plan = plans["T02"]
    before = dict(plan.matters)
    backwards = plan.theme.model_copy(update={"matters": plan.theme.matters[::-1]})

    assert list(plan.reordered(backwards).matters) == list(before)[::-1]

    assert dict(plan.matters) == before
