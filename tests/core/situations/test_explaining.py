"""The smallest set of answers that decides something, against trying every set."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from core.catalogue.models import AllOf, AnyOf, Comparison, Question
from core.situations.engines.compiling import CompiledConditions
from core.situations.explaining import Explainer
from tests.core.situations.engines.test_compiling import truths_of
from tests.strategies import themes_with_answers


def smallest_by_trying(plan, answers):
    """Return for each item the size of the smallest part of the answers that decides it so."""
    whole = truths_of(plan, answers)
    sizes = [None] * len(whole)
    counting = [q for q in answers if q in plan.questions.order]
    for size in range(len(counting) + 1):
        for chosen in combinations(counting, size):
            part = truths_of(plan, {question: answers[question] for question in chosen})
            for item, truth in enumerate(whole):
                if sizes[item] is None and part[item] is truth:
                    sizes[item] = size
    return sizes


def reasons_of(plan, answers):
    compiled = plan.questions.compiled
    explainer = Explainer(compiled)
    reasons = explainer.reasons(compiled.settle(answers))
    return [reasons[group] for group in explainer.group_of]


@settings(max_examples=max(20, settings.default.max_examples // 2))
@given(themes_with_answers(lawful=True))
def test_no_smaller_set_of_answers_would_decide(drawn):
    generated, answers = drawn
    plan = generated.plan
    smallest = smallest_by_trying(plan, answers)

    for item, reason in enumerate(reasons_of(plan, answers)):
        assert reason.truth is truths_of(plan, answers)[item]
        if reason.truth is not None:
            assert len(reason.questions) == smallest[item]


@settings(max_examples=max(20, settings.default.max_examples // 2))
@given(themes_with_answers(lawful=False))
def test_the_answers_named_are_enough_even_where_questions_look_at_later_ones(drawn):
    generated, answers = drawn
    plan = generated.plan
    whole = truths_of(plan, answers)
    for item, reason in enumerate(reasons_of(plan, answers)):
        if reason.truth is not None:
            part = {q: answers[q] for q in reason.questions if q in answers}
            assert truths_of(plan, part)[item] is whole[item]


@given(themes_with_answers(lawful=True))
def test_what_is_undecided_waits_for_open_questions(drawn):
    generated, answers = drawn
    plan = generated.plan
    is_open = plan.situate(answers).known.open

    for reason in reasons_of(plan, answers):
        if reason.truth is None:
            assert reason.questions
            assert is_open >= set(reason.questions)


def yes(question):
    return Comparison(question=question, op="eq", value="是")


A, B, C = map(yes, "abc")
ALONE_OR_TOGETHER = AnyOf(any=(AllOf(all=(B, C)), A))
EITHER_WAY_A = AnyOf(any=(AllOf(all=(A, B)), AllOf(all=(A, C))))


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (ALONE_OR_TOGETHER, "是是是", (True, ("a",))),
        (ALONE_OR_TOGETHER, "否是是", (True, ("b", "c"))),
        (ALONE_OR_TOGETHER, "否否是", (False, ("a", "b"))),
        (EITHER_WAY_A, "否否否", (False, ("a",))),
        (EITHER_WAY_A, "是否否", (False, ("b", "c"))),
        (EITHER_WAY_A, "是是是", (True, ("a", "b"))),
    ],
)
def test_of_several_sets_the_smallest_and_earliest_is_reported(condition, answers, expected):
    questions = {q: Question(id=q, text="?", kind="single", options=("是", "否")) for q in "abc"}
    compiled = CompiledConditions(
        dict.fromkeys(questions, (None,)), [((condition,),)], {}, questions
    )
    settled = compiled.settle(dict(zip("abc", answers, strict=True)))

    assert Explainer(compiled).reason(settled, 0) == expected


def test_a_reason_in_a_real_theme_names_what_led_to_the_question(plans):
    plan = plans["T10"]
    answers = {**plan.theme.typical_answers, "area_biz": 420, "drain_public": "否"}
    reasons = reasons_of(plan, answers)
    by_ref = {item.ref: reasons[place] for place, item in enumerate(plan.items)}

    assert by_ref["XF-01"] == (True, ("area_biz",))
    assert by_ref["ZJ-01"] == (False, ("drain_public",))
    assert by_ref["WJ-01"] == (True, ())
    assert set(by_ref["WL-01"].questions) == {"stay_kind", "room_count", "area_biz"}
