"""What to ask next and how many questions are left, against trying everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import AskedQuestion, Asking, AskingOrder, Question, Theme
from core.catalogue.packages import read_package
from core.situations import ordering
from core.situations.asking import QuestionForecast, Remaining
from core.situations.guiding import QuestionPlan
from core.themes.plans import ThemePlan
from tests.core.situations.exhaustive import Exhaustive
from tests.strategies import some_answers, themes

ROUNDING = 1e-6


def given_in(situation):
    """Return the answers of a situation that were not fixed beforehand, as a set of pairs."""
    return frozenset(
        (q, answer) for q, answer in situation.known.answers.items() if q in situation.asked
    )


@settings(max_examples=60)
@given(themes(lawful=True), st.data())
def test_the_order_asks_the_fewest_questions_that_any_way_of_asking_can(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))

    ahead = plan.forecast.ahead(situation)

    assert ahead.exact
    assert abs(ahead.expected - Exhaustive(plan).fewest(given_in(situation))) < ROUNDING


@given(themes(lawful=True), st.data())
def test_the_questions_left_are_counted_as_by_asking_them(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))
    for order in AskingOrder:
        forecast = plan.forecast_with(order=order)

        remaining = forecast.remaining(situation)

        expected, longest = Exhaustive(plan).walk(forecast, given_in(situation))
        assert abs(remaining.expected - expected) < ROUNDING
        assert remaining.longest == longest


@settings(max_examples=60)
@given(themes(lawful=True), st.data())
def test_a_question_is_asked_if_and_only_if_its_answer_can_change_the_outcome(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))
    every_way = Exhaustive(plan)

    question = plan.forecast.ahead(situation).question

    if question is None:
        assert len(every_way.outcomes(given_in(situation))) == 1
    else:
        assert question in situation.asked
        assert question not in situation.known.answers
        assert every_way.makes_a_difference(question, given_in(situation))


@given(themes(lawful=True), st.data())
def test_what_is_concluded_is_what_every_further_answer_would_come_to(generated, data):
    plan = generated.plan
    answers = data.draw(some_answers(plan))

    concluded = plan.conclude(answers)

    given = given_in(plan.situate(answers))
    outcomes = Exhaustive(plan).outcomes(given)
    assert concluded.complete is (len(outcomes) == 1)
    if concluded.complete:
        assert outcomes == {plan.in_force(concluded).certain}
        assert not concluded.assumed & dict(given).keys()


@given(themes(lawful=True), st.data())
def test_the_authors_order_only_leaves_out_what_makes_no_difference(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))
    forecast, every_way = plan.forecast_with(order=AskingOrder.AUTHOR), Exhaustive(plan)

    question = forecast.ahead(situation).question

    open_ones = [q for q in situation.asked if q not in situation.known.answers]
    earlier = open_ones[: open_ones.index(question)] if question else open_ones
    assert not any(every_way.makes_a_difference(q, given_in(situation)) for q in earlier)


@given(themes(lawful=True), st.data())
def test_pinned_questions_follow_each_other_once_one_is_asked(generated, data):
    order = generated.plan.questions.order
    group = tuple(data.draw(st.permutations(order))[:3])
    asking = Asking(together=(group,)) if len(group) > 1 else Asking()
    theme = generated.theme.model_copy(update={"asking": asking})
    plan = ThemePlan(theme, generated.catalogue)

    answers, said = {}, []
    while (
        question := plan.forecast.ahead(situation := plan.situate(answers)).question
    ) is not None:
        pending = [q for q in group if q in situation.asked and q not in answers]
        pending = [
            q for q in pending if Exhaustive(plan).makes_a_difference(q, given_in(situation))
        ]
        if pending and any(q in group for q in said):
            assert question == pending[0]
        said.append(question)
        answers[question] = data.draw(st.sampled_from(plan.forecast.answers_to(question)))


def test_nothing_is_left_once_everything_is_answered(plans):
    for plan in plans.values():
        remaining = plan.forecast.remaining(plan.situate(plan.theme.typical_answers))

        assert (remaining.expected, remaining.longest) == (0, 0)


def test_the_fewest_questions_are_found_exactly_for_every_real_theme(plans):
    for plan in plans.values():
        nothing = plan.situate({})
        ours, authors = (plan.forecast_with(order=order).ahead(nothing) for order in AskingOrder)
        every = plan.forecast.expected_if_all_were_asked()

        assert ours.exact
        assert 1 <= ours.expected <= authors.expected <= every + ROUNDING
        assert ours.longest <= len(plan.questions.order)


def test_a_real_question_that_switches_nothing_is_never_asked(delivered_directory):
    catalogue = read_package(delivered_directory).catalogue
    plan = ThemePlan(catalogue.themes["T01"], catalogue)
    answers = {q: answer for q, answer in plan.theme.typical_answers.items() if q != "use_gas"}

    assert plan.forecast.ahead(plan.situate(answers)).question is None
    assert plan.conclude(answers).assumed == {"use_gas"}


# --- Themes of one kind


def forecast_of(whens, outcomes=None, **asking):
    """Look ahead over yes-or-no questions q0, q1, … with these conditions.

    Each question decides one thing, unless outcomes say otherwise.
    """
    questions = {
        f"q{number}": Question(id=f"q{number}", text="?", kind="single", options=("是", "否"))
        for number in range(len(whens))
    }
    asked = tuple(
        AskedQuestion(question=code, ask_when=when)
        for code, when in zip(questions, whens, strict=True)
    )
    theme = Theme(format=1, code="T", name="T", questions=asked, asking=Asking(**asking))
    decided = outcomes or [yes(number) for number in range(len(whens))]
    conditions = [AskedQuestion(question="q0", ask_when=when).ask_when for when in decided]
    plan = QuestionPlan(theme, questions, [((condition,),) for condition in conditions])
    return QuestionForecast(theme, plan, questions, conditions), plan


def yes(number):
    return {"question": f"q{number}", "op": "eq", "value": "是"}


def no(number):
    return {"question": f"q{number}", "op": "eq", "value": "否"}


def test_a_long_chain_of_questions_is_counted_exactly():
    forecast, plan = forecast_of([None, *map(yes, range(39))])

    remaining = forecast.remaining(plan.situate({}))

    assert (round(remaining.expected, 6), remaining.longest) == (2.0, 40)


def test_a_question_that_looks_at_many_others_is_counted_exactly():
    some_yes = {"any": [yes(number) for number in range(30)]}
    forecast, plan = forecast_of([None] * 30 + [some_yes])

    remaining = forecast.remaining(plan.situate({}))

    assert (round(remaining.expected, 6), remaining.longest) == (31.0, 31)


def test_the_question_that_spares_others_is_asked_first():
    either = [{"all": [yes(2), yes(0)]}, {"all": [yes(2), yes(1)]}]
    forecast, plan = forecast_of([None] * 3, either)

    assert forecast.ahead(plan.situate({}))[:3] == ("q2", 2.0, 3)


def test_the_author_may_keep_the_order_in_which_the_questions_were_written():
    either = [{"all": [yes(2), yes(0)]}, {"all": [yes(2), yes(1)]}]
    forecast, plan = forecast_of([None] * 3, either, order="author")

    assert forecast.ahead(plan.situate({})).question == "q0"


def test_what_only_seems_to_matter_is_not_asked():
    forecast, plan = forecast_of([None], [{"any": [yes(0), no(0)]}])

    assert forecast.ahead(plan.situate({})).question is None


def test_a_question_that_decides_only_whether_another_can_be_asked_is_asked():
    whens = [None, {"any": [yes(0), no(0)]}]
    forecast, plan = forecast_of(whens, [yes(1)])

    assert forecast.ahead(plan.situate({})).question == "q0"
    assert forecast.ahead(plan.situate({"q0": "否"})).question == "q1"


def test_ways_too_many_to_count_are_taken_to_ask_everything(monkeypatch):
    monkeypatch.setattr(ordering, "MOST_STATES", 5)
    forecast, plan = forecast_of([None, *map(yes, range(9))])

    assert forecast.remaining(plan.situate({})) == Remaining(10.0, 10)
    assert forecast.ahead(plan.situate({})).question == "q0"


def test_a_part_too_large_to_try_every_order_still_asks_what_spares_most():
    sparing = [{"all": [yes(12), yes(number)]} for number in range(12)]
    forecast, plan = forecast_of([None] * 13, sparing)

    ahead = forecast.ahead(plan.situate({}))

    assert (ahead.question, ahead.expected, ahead.longest, ahead.exact) == ("q12", 7.0, 13, False)


def test_questions_that_wait_for_each_other_keep_the_authors_order():
    forecast, plan = forecast_of([None, yes(2), yes(1)])

    assert forecast.ahead(plan.situate({})) == ("q0", 3.0, 3, False, False)
