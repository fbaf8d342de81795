"""Law 3: every department gets exactly its own form back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.themes.guides import guide_theme
from tests.laws import checks
from tests.strategies import any_answers, themes_with_answers, values_for

real = settings(max_examples=max(10, settings.default.max_examples // 4))


@real
@given(data=st.data())
def test_every_department_of_a_real_theme_gets_exactly_its_own_form_back(plan, data):
    checks.check_law_3(plan, plan.situate(data.draw(any_answers(plan))))


@given(themes_with_answers())
def test_every_department_of_a_generated_theme_gets_exactly_its_own_form_back(drawn):
    generated, answers = drawn

    checks.check_law_3(generated.plan, generated.plan.situate(answers))


def test_typical_answers_give_every_department_its_own_form_back(plan):
    situation = plan.situate(plan.theme.typical_answers)

    assert situation.complete
    checks.check_law_3(plan, situation)


@given(themes_with_answers(), st.data())
def test_values_of_any_shape_are_projected_as_the_plain_reading_does(drawn, data):
    generated, answers = drawn
    theme, catalogue = generated.as_dictionaries()
    values = data.draw(values_for(guide_theme(generated.plan, answers).form))

    checks.check_projections_agree(generated.plan, theme, catalogue, answers, values)
