"""Everything of a theme worked out at once, against a plain reading of each condition."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison
from core.situations.conditions import Knowledge
from core.situations.engines import terms
from core.situations.engines.evaluating import evaluate
from tests import reference
from tests.strategies import any_answers, themes, themes_with_answers

real = settings(max_examples=max(10, settings.default.max_examples // 4))


def plain(condition):
    return None if condition is None else condition.model_dump(mode="json", exclude_defaults=True)


def truths_of(plan, answers):
    """Return what is in force for every item, condition by condition, as the design says."""
    theme = plan.theme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    known, waiting, _ = reference.situate(theme, answers)

    def one_of(conditions):
        truths = [reference.truth_of(plain(condition), known, waiting) for condition in conditions]
        return reference.any_of(truths)

    return [reference.all_of([one_of(group) for group in item.when]) for item in plan.items]


def compiled_truths(plan, answers):
    in_force = plan.questions.compiled.in_force(answers)
    return [in_force.truth(item) for item in range(len(plan.items))]


@given(themes_with_answers(lawful=True))
def test_what_is_in_force_is_what_each_condition_says(drawn):
    generated, answers = drawn

    assert compiled_truths(generated.plan, answers) == truths_of(generated.plan, answers)


@given(themes_with_answers(lawful=False))
def test_what_is_in_force_is_right_even_where_questions_look_at_later_ones(drawn):
    generated, answers = drawn

    assert compiled_truths(generated.plan, answers) == truths_of(generated.plan, answers)


@real
@given(data=st.data())
def test_what_is_in_force_in_a_real_theme_is_what_each_condition_says(plans, data):
    plan = plans[data.draw(st.sampled_from(sorted(plans)))]
    answers = data.draw(any_answers(plan))

    assert compiled_truths(plan, answers) == truths_of(plan, answers)


@given(themes_with_answers(lawful=False))
def test_what_is_known_gives_the_same_as_the_answers_it_was_learnt_from(drawn):
    generated, answers = drawn
    plan = generated.plan

    assert plan.in_force(plan.situate(answers)) == plan.questions.compiled.in_force(answers)


@given(themes(lawful=True) | themes(lawful=False), st.data())
def test_a_changed_answer_gives_the_same_as_starting_anew(generated, data):
    plan = generated.plan
    before, other = data.draw(any_answers(plan)), data.draw(any_answers(plan))
    compiled = plan.questions.compiled
    question = data.draw(st.sampled_from([*plan.questions.order, "q.none"]))
    after = {**before, question: other.get(question)}

    changed = compiled.change(compiled.settle(before), after, question)

    assert changed == compiled.settle(after)


def test_only_what_depends_on_a_changed_answer_is_looked_at_again(plans):
    plan = plans["T10"]
    compiled = plan.questions.compiled
    before = compiled.settle(plan.theme.typical_answers)
    looked_at = []

    class Answers(dict):
        def get(self, question):
            looked_at.append(question)
            return super().get(question)

    compiled.change(before, Answers(plan.theme.typical_answers, drain_public="是"), "drain_public")

    assert looked_at == ["drain_public", "drain_key"]


def test_matters_fields_tables_columns_and_materials_are_all_items(plans):
    plan = plans["T10"]
    matters = [planned.matter for planned in plan.matters.values()]
    refs = [item.ref for item in plan.items]

    expected = [matter.code for matter in matters]
    for matter in matters:
        expected += {f"{matter.code}.{field.id}" for field in matter.fields}
        expected += [f"{matter.code}.{f.id}.{c.id}" for f in matter.fields for c in f.columns]
        expected += [f"{matter.code}.{material.id}" for material in matter.materials]
    assert sorted(refs) == sorted(expected)


def about(question, value="甲"):
    return Comparison(question=question, op="eq", value=value)


WIDE = AllOf(all=tuple(AnyOf(any=tuple(about(f"q{i}", v) for v in "甲乙丙")) for i in range(9)))


def test_a_condition_with_very_many_terms_is_still_worked_out():
    nine = [f"q{place}" for place in range(9)]
    for answered, last in product(range(9), "甲丁"):
        answers = dict.fromkeys(nine[:answered], "乙") | {nine[answered]: last}
        known = Knowledge(answers, frozenset(nine) - answers.keys())

        expected = reference.truth_of(plain(WIDE), known.answers, known.open)
        assert evaluate(WIDE, known) is expected


def test_a_condition_written_very_wide_stays_small():
    book = terms.TermBook()

    assert len(book.terms_of(WIDE)) <= terms.MOST_TERMS
    assert len(book.leaves) < 40
