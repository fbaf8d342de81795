"""What changes between two versions, against looking at every situation one by one."""

from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import QuestionKind, comparisons_in
from core.materials.merging import MaterialUse
from core.situations.answering import answer_classes
from core.situations.engines.situation_diagrams import count_situations
from core.themes.comparing.differences import compare_plans
from core.themes.plans import ThemePlan
from core.themes.verifying.encoded_themes import EncodedTheme
from tests.generating import generate_theme
from tests.strategies import conditions_of


def papers_of(use: MaterialUse):
    return ["@".join(document) for document in use.documents] or [use.ref]


def asked_for(plan, situation):
    """Return everything that a complete situation asks for."""
    in_force = plan.in_force(situation)
    found = {("question", code) for code in situation.asked}
    for code, planned in plan.matters.items():
        if planned.truth(in_force):
            found.add(("matter", code))
        found |= {("field", str(use.key)) for use in planned.fields_in(in_force)}
        found |= {
            ("material", key) for use in planned.materials_in(in_force) for key in papers_of(use)
        }
    return found


def every_answer(question, compared):
    """Return every answer; numbers as often as something tells them apart."""
    if question.kind is QuestionKind.NUMBER:
        return [comparison.answer for comparison in answer_classes(question, compared)]
    if question.kind is QuestionKind.SINGLE:
        return question.options
    sizes = range(len(question.options) + 1)
    return [chosen for size in sizes for chosen in combinations(question.options, size)]


def situations_of(plans):
    """Yield every pair of situations that the same person can be in, each once."""
    questions = plans[0].catalogue.questions
    asked = list(dict.fromkeys(code for plan in plans for code in plan.questions.order))
    conditions = [condition for plan in plans for condition in conditions_of(plan)]
    compared = [comparison for condition in conditions for comparison in comparisons_in(condition)]
    ways = [
        every_answer(
            questions[code], [comparison for comparison in compared if comparison.question == code]
        )
        for code in asked
    ]
    seen = set()
    for chosen in product(*ways):
        answers = dict(zip(asked, chosen, strict=True))
        pair = tuple(plan.situate(answers) for plan in plans)
        given = frozenset((q, answers[q]) for situation in pair for q in situation.asked)
        if given not in seen:
            seen.add(given)
            yield pair


@st.composite
def two_versions(draw):
    """Draw a theme, and the same with conditions moved about and a matter or question gone."""
    generated = draw(
        st.builds(
            generate_theme,
            seed=st.integers(0, 2**32 - 1),
            matters=st.integers(1, 3),
            questions=st.integers(0, 3),
            entries=st.integers(0, 3),
            materials=st.integers(0, 2),
            lawful=st.just(True),
        )
    )
    theme = generated.theme
    whens = draw(st.permutations([matter.when for matter in theme.matters]))
    moved = [
        matter.model_copy(update={"when": when})
        for matter, when in zip(theme.matters, whens, strict=True)
    ]
    kept = draw(st.integers(0, len(moved)))
    asked = theme.questions[: draw(st.integers(0, len(theme.questions)))]
    changed = theme.model_copy(update={"matters": tuple(moved[:kept]), "questions": asked})
    return generated.plan, ThemePlan(changed, generated.catalogue)


@settings(max_examples=60)
@given(two_versions())
def test_every_change_is_counted_as_by_looking_at_every_situation(versions):
    before, after = versions
    pairs = [
        (asked_for(before, situation), asked_for(after, other))
        for situation, other in situations_of(versions)
    ]

    difference = compare_plans(before, after)

    assert difference.situations == len(pairs)
    assert difference.changed == sum(was != becomes for was, becomes in pairs)
    assert difference.outcomes_changed == sum(
        any(key[0] != "question" for key in was ^ becomes) for was, becomes in pairs
    )
    counted = {
        (c.kind, c.key): (c.comes_in.situations, c.goes_out.situations) for c in difference.changes
    }
    keys = {key for was, becomes in pairs for key in was | becomes}
    tried = {
        key: (
            sum(key in becomes and key not in was for was, becomes in pairs),
            sum(key in was and key not in becomes for was, becomes in pairs),
        )
        for key in keys
    }
    assert counted == {key: numbers for key, numbers in tried.items() if any(numbers)}


@settings(max_examples=60)
@given(two_versions())
def test_every_witness_shows_its_change_in_both_versions(versions):
    before, after = versions
    for change in compare_plans(before, after).changes:
        for share, having, there in (
            (change.comes_in, after, before),
            (change.goes_out, before, after),
        ):
            if not share.situations:
                assert share.witness is None
                continue
            situations = [plan.situate(share.witness) for plan in (having, there)]
            assert all(situation.complete for situation in situations)
            assert (change.kind, change.key) in asked_for(having, situations[0])
            assert (change.kind, change.key) not in asked_for(there, situations[1])


def test_a_real_theme_compared_with_itself_is_the_same_for_everybody(plans):
    for plan in plans.values():
        difference = compare_plans(plan, plan)

        assert difference.is_empty
        assert difference.witness is None
        assert difference.situations == count_situations(EncodedTheme(plan).questions)


def test_a_moved_limit_is_counted_in_billions_of_situations(plans):
    plan = plans["T10"]
    without = plan.theme.model_copy(
        update={
            "matters": tuple(matter for matter in plan.theme.matters if matter.matter != "GA-02")
        }
    )

    difference = compare_plans(plan, ThemePlan(without, plan.catalogue))

    gone = next(change for change in difference.changes if change.key == "GA-02")
    assert 0 < gone.goes_out.situations == difference.changed < difference.situations
    assert gone.comes_in.situations == 0


def test_what_is_said_differently_is_distinguished_from_what_is_asked(plans):
    plan = plans["T02"]
    matters = dict(plan.catalogue.matters)
    hygiene = matters["WJ-01"]
    renamed = hygiene.fields[0].model_copy(update={"label": "店名"})
    matters["WJ-01"] = hygiene.model_copy(
        update={"committed_days": 5, "fields": (renamed, *hygiene.fields[1:])}
    )
    catalogue = replace(plan.catalogue, matters=matters)

    difference = compare_plans(plan, ThemePlan(plan.theme, catalogue))

    words = {(edit.place, edit.attribute): (edit.before, edit.after) for edit in difference.edits}
    assert difference.changed == 0
    assert not difference.is_empty
    assert words["WJ-01", "committed_days"] == (hygiene.committed_days, 5)
    assert words["WJ-01.F01", "label"] == (hygiene.fields[0].label, "店名")
    assert {edit.situations for edit in difference.edits} == {difference.situations}
