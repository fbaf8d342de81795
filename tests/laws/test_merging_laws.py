"""Laws 1, 2 and 4: one question for one thing, whoever asks and in whatever order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import checks
from tests.strategies import any_answers, themes_with_answers

# A real theme has hundreds of fields, and there are twelve of them.
real = settings(max_examples=max(10, settings.default.max_examples // 4))


@real
@given(data=st.data())
def test_real_fields_are_one_question_exactly_when_element_and_subject_are_the_same(plan, data):
    checks.check_law_1(plan, plan.situate(data.draw(any_answers(plan))))


@given(themes_with_answers())
def test_generated_fields_are_one_question_exactly_when_element_and_subject_are_the_same(drawn):
    generated, answers = drawn

    checks.check_law_1(generated.plan, generated.plan.situate(answers))


@real
@given(data=st.data())
def test_merging_real_forms_is_idempotent_and_blind_to_order_and_loses_nothing(plan, data):
    answers = data.draw(any_answers(plan))
    order = data.draw(st.permutations(range(len(plan.theme.matters))))

    checks.check_law_2(plan, plan.situate(answers), order)


@given(themes_with_answers(), st.data())
def test_merging_generated_forms_is_idempotent_and_blind_to_order_and_loses_nothing(drawn, data):
    generated, answers = drawn
    order = data.draw(st.permutations(range(len(generated.theme.matters))))

    checks.check_law_2(generated.plan, generated.plan.situate(answers), order)


@real
@given(data=st.data())
def test_a_merged_field_of_a_real_theme_satisfies_everyone_who_asks(plan, data):
    checks.check_law_4(plan, plan.situate(data.draw(any_answers(plan))))


@given(themes_with_answers())
def test_a_merged_field_of_a_generated_theme_satisfies_everyone_who_asks(drawn):
    generated, answers = drawn

    checks.check_law_4(generated.plan, generated.plan.situate(answers))
