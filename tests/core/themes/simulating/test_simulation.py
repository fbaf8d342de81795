"""Very many situations at once come to the same as one guide after another."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.packages import read_package
from core.errors import WhatIfError
from core.situations.drawing import draw_answers
from core.situations.engines.packed_columns import by_pattern, how_many, packed, unpacked
from core.situations.engines.situation_columns import SituationColumns
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.simulating.simulation import comparisons_of, simulate_drawn, simulate_theme
from tests.conftest import SHIPPED
from tests.strategies import themes

some = settings(max_examples=max(20, settings.default.max_examples // 2))


def drawn_for(plan, number, seed=7, weights=None):
    questions = {code: plan.catalogue.questions.get(code) for code in plan.questions.order}
    return draw_answers(questions, comparisons_of(plan), number=number, seed=seed, weights=weights)


def figures_of(guide):
    fields, materials = guide.fields_count, guide.materials_count
    return {
        "fields.before": fields.before,
        "fields.after": fields.after,
        "fields.asked": fields.asked,
        "materials.before": materials.before,
        "materials.after": materials.after,
        "materials.asked": materials.asked,
        "working_days": guide.schedule.working_days,
    }


def check_every_situation(plan, number, seed=7):
    drawn = drawn_for(plan, number, seed)
    columns = SituationColumns(plan.questions.compiled, drawn)
    simulation = simulate_drawn(plan, drawn)
    for person in range(number):
        answers = drawn.of(person)
        in_force = plan.questions.compiled.in_force(answers)
        items = [int(unpacked(bits, number)[person]) for bits in columns.items]
        assert items == [in_force.certain >> item & 1 for item in range(len(items))]
        figures = {name: int(figure.values[person]) for name, figure in simulation.figures.items()}
        assert figures == figures_of(guide_theme(plan, answers))
    in_force = [guide_theme(plan, drawn.of(person)).matters for person in range(number)]
    for code, share in simulation.matters.items():
        assert share == round(sum(code in matters for matters in in_force) / number, 6)


@some
@given(themes(lawful=True), st.integers(0, 1000))
def test_every_situation_of_a_generated_theme_is_counted_as_its_guide_does(generated, seed):
    check_every_situation(generated.plan, 12, seed)


@some
@given(themes(lawful=False), st.integers(0, 1000))
def test_the_same_where_questions_look_at_later_ones(generated, seed):
    check_every_situation(generated.plan, 12, seed)


def test_every_situation_of_the_real_themes_is_counted_as_its_guide_does(plans):
    for plan in plans.values():
        check_every_situation(plan, 70)


@pytest.mark.parametrize("code", ["T01", "T09", "T10"])
def test_several_choices_that_say_a_value_are_counted_as_their_guide_does(code):
    """The shipped catalogue knows from what is sold whether cakes are decorated."""
    shipped = read_package(SHIPPED).catalogue

    check_every_situation(ThemePlan(shipped.themes[code], shipped), 40)


def test_the_same_seed_gives_the_same_situations(plans):
    first, again, other = (
        simulate_theme(plans["T01"], number=500, seed=seed) for seed in (1, 1, 2)
    )

    assert first.matters == again.matters
    assert np.array_equal(
        first.figures["fields.asked"].values, again.figures["fields.asked"].values
    )
    assert first.matters != other.matters


def test_options_are_equally_likely_and_weights_are_kept(plans):
    plan = plans["T10"]

    even = simulate_theme(plan, number=20_000, seed=3)
    weighted = simulate_theme(
        plan,
        number=20_000,
        seed=3,
        weights={"has_catering": {"是": 9, "否": 1}, "area_biz": {"60": 1, "420": 1}},
    )

    assert even.matters["SCJG-03"] == pytest.approx(0.5, abs=0.02)
    assert weighted.matters["SCJG-03"] == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize(
    "weights",
    [
        {"q.none": {"是": 1}},
        {"has_catering": {"也许": 1}},
        {"has_catering": {"是": -1}},
        {"has_catering": {"是": 0}},
        {"area_biz": {"大": 1}},
        {"food_items": {"热食类": 2}},
    ],
)
def test_weights_that_mean_nothing_are_refused(plans, weights):
    with pytest.raises(WhatIfError):
        simulate_theme(plans["T10"], number=10, seed=1, weights=weights)


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_bits_keep_every_truth(truths):
    bits = packed(np.array(truths))

    assert unpacked(bits, len(truths)).tolist() == [int(truth) for truth in truths]
    assert how_many(bits) == sum(truths)


@given(st.integers(0, 90), st.integers(1, 30), st.integers(0, 1000))
def test_values_by_pattern_are_those_of_each_situation(width, number, seed):
    truths = np.random.default_rng(seed).random((width, number)) < 0.5
    worked_out = []

    def value_of(pattern):
        worked_out.append(pattern)
        return (sum(pattern), int(any(pattern)))

    values = by_pattern([packed(truth) for truth in truths], number, value_of)

    assert values.tolist() == [[int(column.sum()), int(column.any())] for column in truths.T]
    assert len(worked_out) == len(set(worked_out))
