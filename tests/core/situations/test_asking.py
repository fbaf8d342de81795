"""How many questions are left, against counting every way through the theme."""

from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Comparison, Question
from core.situations.asking import representative_answers
from core.situations.conditions import satisfies
from tests.strategies import some_answers, themes


def walked(plan, situation):
    """Return (expected, longest) by walking every path, each answer equally likely."""
    if situation.complete:
        return 0.0, 0
    following = [walked(plan, after) for after in plan.forecast.situations_after(situation)]
    expected = sum(share for share, _ in following) / len(following)
    return 1 + expected, 1 + max(longest for _, longest in following)


@given(themes(lawful=True), st.data())
def test_the_questions_left_are_counted_as_by_walking_every_path(generated, data):
    plan = generated.plan
    situation = plan.situate(data.draw(some_answers(plan)))

    remaining = plan.forecast.remaining(situation)

    expected, longest = walked(plan, situation)
    assert abs(remaining.expected - expected) <= 0.005 + 1e-9
    assert remaining.longest == longest


def test_nothing_is_left_once_everything_is_answered(plans):
    for plan in plans.values():
        remaining = plan.forecast.remaining(plan.situate(plan.theme.typical_answers))

        assert (remaining.expected, remaining.longest) == (0, 0)


def test_a_real_theme_asks_no_more_than_it_has(plans):
    for plan in plans.values():
        remaining = plan.forecast.remaining(plan.situate({}))

        assert 1 <= remaining.expected <= remaining.longest <= len(plan.questions.order)


@given(st.lists(st.tuples(st.sampled_from(["eq", "ne", "gt", "ge", "lt", "le"]),
                          st.integers(-5, 5)), min_size=1, max_size=4),
       st.integers(-20, 20).map(lambda number: number / 2))  # fmt: skip
def test_representative_numbers_meet_every_outcome(comparisons, number):
    area = Question(id="area", text="?", kind="number")
    looked_at = [Comparison(question="area", op=op, value=value) for op, value in comparisons]

    answers = representative_answers(area, looked_at)

    def outcome(answer):
        return tuple(satisfies(answer, one) for one in looked_at)

    assert outcome(number) in {outcome(answer) for answer in answers}


@given(st.sets(st.sampled_from("甲乙丙丁")), st.lists(st.tuples(
    st.sampled_from(["in"]), st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=2)),
    min_size=1, max_size=3))  # fmt: skip
def test_representative_choices_meet_every_outcome(chosen, comparisons):
    uses = Question(id="uses", text="?", kind="multiple", options=tuple("甲乙丙丁"))
    looked_at = [Comparison(question="uses", op=op, value=value) for op, value in comparisons]

    answers = representative_answers(uses, looked_at)

    def outcome(answer):
        return tuple(satisfies(answer, one) for one in looked_at)

    assert outcome(tuple(chosen)) in {outcome(answer) for answer in answers}
