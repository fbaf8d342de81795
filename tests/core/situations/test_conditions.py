"""Conditions in three values, against a table of all of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from tests import reference

TRUTHS = {"t": True, "f": False, "u": None}
KNOWN = Knowledge(answers={"t": "甲", "f": "乙"}, open={"u"})


def about(question):
    return Comparison(question=question, op="eq", value="甲")


@pytest.mark.parametrize("questions", list(product("tfu", repeat=2)))
def test_all_is_false_if_one_is_false_and_else_unknown_if_one_is_unknown(questions):
    truths = [TRUTHS[question] for question in questions]
    expected = False if False in truths else None if None in truths else True

    assert evaluate(AllOf(all=tuple(map(about, questions))), KNOWN) is expected


@pytest.mark.parametrize("questions", list(product("tfu", repeat=2)))
def test_any_is_true_if_one_is_true_and_else_unknown_if_one_is_unknown(questions):
    truths = [TRUTHS[question] for question in questions]
    expected = True if True in truths else None if None in truths else False

    assert evaluate(AnyOf(any=tuple(map(about, questions))), KNOWN) is expected


def test_nothing_is_required_by_no_condition():
    assert evaluate(None, Knowledge()) is True
    assert evaluate(AllOf(all=()), Knowledge()) is True
    assert evaluate(AnyOf(any=()), Knowledge()) is False


@pytest.mark.parametrize("op", ["eq", "ne", "gt", "ge", "lt", "le", "in"])
def test_a_question_that_is_never_asked_satisfies_nothing(op):
    assert evaluate(Comparison(question="q", op=op, value=3), Knowledge()) is False


@pytest.mark.parametrize(
    ("answer", "op", "value", "truth"),
    [
        ("甲", "eq", "甲", True),
        ("甲", "ne", "甲", False),
        ("甲", "in", ("甲", "乙"), True),
        ("丙", "in", ("甲", "乙"), False),
        (("甲", "乙"), "eq", ("乙", "甲"), True),
        (("甲", "乙"), "eq", "甲", False),
        (("甲", "乙"), "ne", ("甲",), True),
        (("甲", "乙"), "in", ("乙", "丙"), True),
        (("甲", "乙"), "in", "乙", True),
        ((), "in", ("甲",), False),
        ((), "eq", (), True),
        (300, "gt", 300, False),
        (300, "ge", 300, True),
        (300.5, "gt", 300, True),
        (299, "lt", 300, True),
        (300, "le", 300.0, True),
        (300, "eq", 300.0, True),
        ("300", "eq", 300, False),
        ("甲", "gt", 1, False),
        (1, "lt", "甲", False),
        (("甲",), "ge", 1, False),
    ],
)
def test_answers_are_compared_as_the_design_says(answer, op, value, truth):
    comparison = Comparison(question="q", op=op, value=value)

    assert evaluate(comparison, Knowledge(answers={"q": answer})) is truth
    assert reference.compare(answer, op, value) is truth


def nested(parts):
    several = st.lists(parts, max_size=3).map(tuple)
    return several.map(lambda p: AllOf(all=p)) | several.map(lambda p: AnyOf(any=p))


any_condition = st.recursive(st.sampled_from("tfun").map(about), nested, max_leaves=8)


@given(any_condition, st.sampled_from(["甲", "乙"]))
def test_an_answer_never_undecides_a_condition(condition, answer):
    before = evaluate(condition, KNOWN)
    after = evaluate(condition, Knowledge(answers={**KNOWN.answers, "u": answer}))

    assert after is not None
    assert before in (None, after)


@given(any_condition)
def test_conditions_mean_what_the_plain_reading_says(condition):
    plain = condition.model_dump(mode="json")

    assert evaluate(condition, KNOWN) is reference.truth_of(plain, KNOWN.answers, KNOWN.open)
