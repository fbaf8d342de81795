"""What is learnt from answers, and what is not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Question
from core.situations.answering import AnswerClass
from core.situations.observing import (
    FEWEST_OBSERVED,
    class_name,
    counted_answers,
    observed_shares,
)

KIND = Question(id="kind", text="?", kind="single", options=("店", "厂", "摊"))
EQUAL = tuple(AnswerClass(option, 1 / 3) for option in KIND.options)


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3))
def test_shares_add_up_to_one_and_nothing_is_impossible(numbers):
    names = [class_name(option) for option in KIND.options]
    learnt = observed_shares({"kind": dict(zip(names, numbers, strict=True))})(KIND, EQUAL)

    assert abs(sum(share.share for share in learnt) - 1) < 1e-9
    assert all(share.share > 0 for share in learnt)
    assert [share.answer for share in learnt] == list(KIND.options)
    most = max(zip(numbers, learnt, strict=True), key=lambda pair: pair[0])[1]
    assert most.share == max(share.share for share in learnt)


def test_a_few_answers_teach_nothing():
    counts = {"kind": {class_name("店"): FEWEST_OBSERVED - 1}}

    assert observed_shares(counts)(KIND, EQUAL) == EQUAL


def test_the_exact_number_is_never_counted(plans):
    plan = plans["T01"]
    answers = {**plan.theme.typical_answers, "area_biz": 347.25}

    counted = counted_answers(plan.forecast, plan.conclude(answers))

    assert counted["area_biz"] == "301.0"
    assert "347" not in str(counted)


def test_what_was_only_assumed_is_not_counted(plans):
    plan = plans["T01"]
    concluded = plan.conclude(plan.theme.typical_answers)
    situation = replace(concluded, assumed=frozenset({"sign_need"}))

    counted = counted_answers(plan.forecast, situation)

    assert "sign_need" not in counted
    assert counted["subject_type"] == '"个体工商户"'


def test_what_most_people_answer_is_asked_about_first(plans):
    """With few shops and many factories, what only shops are asked costs less."""
    plan = plans["T10"]
    counts = {"stay_kind": {class_name("民宿"): 990, class_name("旅馆(酒店)"): 10}}
    learnt = plan.forecast_with(shares=observed_shares(counts))
    nothing = plan.situate({})

    assert learnt.ahead(nothing).exact
    assert learnt.ahead(nothing).expected != plan.forecast.ahead(nothing).expected
