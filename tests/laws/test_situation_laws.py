"""Laws 6 and 7: answers only ever decide, and only what was asked counts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import checks
from tests.strategies import any_answers, some_answers, stray_answers, themes

real = settings(max_examples=max(10, settings.default.max_examples // 4))


@real
@given(data=st.data())
def test_an_answer_in_a_real_theme_never_undecides_anything(plan, data):
    checks.check_law_6(plan, data.draw(some_answers(plan)))


@given(themes(lawful=True), st.data())
def test_an_answer_in_a_generated_theme_never_undecides_anything(generated, data):
    checks.check_law_6(generated.plan, data.draw(some_answers(generated.plan)))


@given(themes(lawful=False), st.data())
def test_an_answer_never_undecides_even_where_questions_look_at_later_ones(generated, data):
    checks.check_law_6(generated.plan, data.draw(some_answers(generated.plan)))


@real
@given(data=st.data())
def test_answers_to_questions_that_a_real_theme_does_not_ask_change_nothing(plan, data):
    answers, strays = data.draw(any_answers(plan)), data.draw(stray_answers(plan))

    checks.check_only_asked_questions_count(plan, answers, strays)


@given(themes(lawful=False), st.data())
def test_answers_to_questions_that_are_not_asked_change_nothing(generated, data):
    plan = generated.plan
    answers, strays = data.draw(any_answers(plan)), data.draw(stray_answers(plan))

    checks.check_only_asked_questions_count(plan, answers, strays)


def test_the_conditions_of_a_real_theme_look_at_earlier_questions(plan):
    checks.check_law_7(plan)


@real
@given(data=st.data())
def test_the_next_question_of_a_real_theme_never_depends_on_later_ones(plan, data):
    checks.check_next_question_depends_on_earlier_ones(plan, data.draw(some_answers(plan)))


@given(themes(lawful=True), st.data())
def test_the_next_question_of_a_lawful_theme_never_depends_on_later_ones(generated, data):
    plan = generated.plan

    checks.check_law_7(plan)
    checks.check_next_question_depends_on_earlier_ones(plan, data.draw(some_answers(plan)))
