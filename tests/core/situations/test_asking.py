"""How many questions are left, against counting every way through the theme."""

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AskedQuestion, Question, Theme
from core.situations import asking
from core.situations.asking import QuestionForecast, Remaining
from core.situations.guiding import QuestionPlan
from tests.strategies import some_answers, themes


def walked(plan, situation):
    """Return (expected, longest) by walking every path, each answer with its share."""
    if situation.complete:
        return 0.0, 0
    expected, longest = 0.0, 0
    for one in plan.forecast.classes_of(situation.next_question):
        answers = {**situation.known.answers, situation.next_question: one.answer}
        further = walked(plan, plan.situate(answers))
        expected += one.share * further[0]
        longest = max(longest, further[1])
    return 1 + expected, 1 + longest


@given(themes(lawful=True), st.data())
def test_the_questions_left_are_counted_as_by_walking_every_path(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))

    remaining = plan.forecast.remaining(situation)

    expected, longest = walked(plan, situation)
    assert abs(remaining.expected - expected) < 1e-6
    assert remaining.longest == longest


def test_nothing_is_left_once_everything_is_answered(plans):
    for plan in plans.values():
        remaining = plan.forecast.remaining(plan.situate(plan.theme.typical_answers))

        assert (remaining.expected, remaining.longest) == (0, 0)


def test_a_real_theme_asks_no_more_than_it_has(plans):
    for plan in plans.values():
        remaining = plan.forecast.remaining(plan.situate({}))

        assert 1 <= remaining.expected <= remaining.longest <= len(plan.questions.order)


def forecast_of(whens):
    """Look ahead over yes-or-no questions q0, q1, … with these conditions."""
    questions = {
        f"q{number}": Question(id=f"q{number}", text="?", kind="single", options=("是", "否"))
        for number in range(len(whens))
    }
    asked = tuple(
        AskedQuestion(question=code, ask_when=when)
        for code, when in zip(questions, whens, strict=True)
    )
    theme = Theme(format=1, code="T", name="T", questions=asked)
    plan = QuestionPlan(theme, questions)
    return QuestionForecast(theme, plan, questions, ()), plan.situate({})


def yes(number):
    return {"question": f"q{number}", "op": "eq", "value": "是"}


def test_a_long_chain_of_questions_is_counted_exactly():
    forecast, nothing_answered = forecast_of([None, *map(yes, range(39))])

    remaining = forecast.remaining(nothing_answered)

    assert (round(remaining.expected, 6), remaining.longest) == (2.0, 40)


def test_a_question_that_looks_at_many_others_is_counted_exactly():
    some_yes = {"any": [yes(number) for number in range(30)]}
    forecast, nothing_answered = forecast_of([None] * 30 + [some_yes])

    remaining = forecast.remaining(nothing_answered)

    assert (round(remaining.expected, 6), remaining.longest) == (31.0, 31)


def test_ways_too_many_to_count_are_taken_to_ask_everything(monkeypatch):
    monkeypatch.setattr(asking, "MOST_CONDITIONS", 20)
    forecast, nothing_answered = forecast_of([None, *map(yes, range(9))])

    assert forecast.remaining(nothing_answered) == Remaining(10.0, 10)
