"""Answers that stand for all others: every outcome is met, with its share of all answers."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Comparison, Question
from core.situations.answering import answer_classes
from core.situations.conditions import satisfies

OPTIONS = "甲乙丙丁"


def compared(question, pairs):
    return [Comparison(question=question, op=op, value=value) for op, value in pairs]


def outcome(answer, looked_at):
    return tuple(satisfies(answer, comparison) for comparison in looked_at)


@given(
    st.lists(
        st.tuples(st.sampled_from(["eq", "ne", "gt", "ge", "lt", "le"]), st.integers(-5, 5)),
        min_size=1,
        max_size=4,
    ),
    st.integers(-20, 20).map(lambda number: number / 2),
)
def test_numbers_meet_every_outcome_once(pairs, number):
    looked_at = compared("area", pairs)

    classes = answer_classes(Question(id="area", text="?", kind="number"), looked_at)

    outcomes = [outcome(answer_class.answer, looked_at) for answer_class in classes]
    assert outcome(number, looked_at) in outcomes
    assert len(set(outcomes)) == len(outcomes)
    assert {answer_class.share for answer_class in classes} == {1 / len(classes)}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in", "eq", "ne"]), st.lists(st.sampled_from("甲乙丙"), max_size=2)
        ),
        max_size=3,
    )
)
def test_sets_of_options_have_their_share_of_all_sets(pairs):
    looked_at = compared("uses", pairs)
    question = Question(id="uses", text="?", kind="multiple", options=tuple(OPTIONS))
    every = [chosen for size in range(5) for chosen in combinations(OPTIONS, size)]
    expected = {}
    for chosen in every:
        met = outcome(chosen, looked_at)
        expected[met] = expected.get(met, 0) + 1 / len(every)

    classes = answer_classes(question, looked_at)

    shares = {
        outcome(answer_class.answer, looked_at): answer_class.share for answer_class in classes
    }
    assert len(shares) == len(classes)
    assert shares == pytest.approx(expected)


@pytest.mark.parametrize("limit", [1e18, 1e300, -1e300, 5e-324, 0])
def test_a_limit_of_any_size_has_numbers_on_both_sides(limit):
    looked_at = compared("area", [("gt", limit), ("lt", limit)])

    classes = answer_classes(Question(id="area", text="?", kind="number"), looked_at)

    met = {outcome(answer_class.answer, looked_at) for answer_class in classes}
    assert met == {(False, True), (False, False), (True, False)}


def test_of_very_many_options_the_sets_compared_with_are_met():
    options = tuple(f"o{number}" for number in range(15))
    looked_at = compared("uses", [("in", options), ("eq", options[3:5])])
    question = Question(id="uses", text="?", kind="multiple", options=options)

    classes = answer_classes(question, looked_at)

    assert (True, True) in {outcome(answer_class.answer, looked_at) for answer_class in classes}
    assert sum(answer_class.share for answer_class in classes) == pytest.approx(1)
