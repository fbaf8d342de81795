"""The core and a plain reading of the design agree on every figure."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.themes.guides import guide_theme
from tests.laws import checks
from tests.strategies import any_answers, themes_with_answers, values_for

real = settings(max_examples=max(20, settings.default.max_examples // 2))


@real
@given(data=st.data())
def test_the_guide_of_a_real_theme_is_what_the_design_says(plan, plain_catalogue, data):
    theme = plain_catalogue["themes"][plan.theme.code]

    checks.check_agreement(plan, theme, plain_catalogue, data.draw(any_answers(plan)))


@given(themes_with_answers())
def test_the_guide_of_a_generated_theme_is_what_the_design_says(drawn):
    generated, answers = drawn

    checks.check_agreement(generated.plan, *generated.as_dictionaries(), answers)


@given(themes_with_answers(lawful=False))
def test_the_guide_is_what_the_design_says_even_where_questions_look_at_later_ones(drawn):
    generated, answers = drawn

    checks.check_agreement(generated.plan, *generated.as_dictionaries(), answers)


def test_typical_answers_are_projected_as_the_design_says(plan, plain_catalogue):
    answers = plan.theme.typical_answers
    theme = plain_catalogue["themes"][plan.theme.code]
    values = checks.distinct_values(guide_theme(plan, answers).form)

    checks.check_projections_agree(plan, theme, plain_catalogue, answers, values)


@settings(max_examples=max(5, settings.default.max_examples // 12))
@given(data=st.data())
def test_values_of_a_real_theme_are_projected_as_the_design_says(plan, plain_catalogue, data):
    answers = data.draw(any_answers(plan))
    theme = plain_catalogue["themes"][plan.theme.code]
    values = data.draw(values_for(guide_theme(plan, answers).form))

    checks.check_projections_agree(plan, theme, plain_catalogue, answers, values)
