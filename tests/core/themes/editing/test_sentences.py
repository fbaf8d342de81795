"""A condition is read as sentences and written back exactly; edits say what they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.themes.editing.sentences import (
    Joint,
    moved_line,
    read_sentences,
    with_joint,
    with_line,
    with_new_group,
    with_new_line,
    without_line,
)

comparisons = st.builds(
    Comparison,
    question=st.sampled_from("abcd"),
    op=st.sampled_from(("eq", "ne")),
    value=st.sampled_from(("x", "y")),
)
conditions = st.recursive(
    comparisons,
    lambda parts: st.one_of(
        st.builds(AllOf, all=st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, any=st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=9,
)
answers = st.fixed_dictionaries({code: st.sampled_from(("x", "y")) for code in "abcd"})


def holds(condition, given_answers):
    return evaluate(condition, Knowledge(answers=given_answers))


@given(st.none() | conditions)
def test_every_condition_is_written_back_as_it_was_read(condition):
    assert read_sentences(condition).condition() == condition


@given(st.none() | conditions, comparisons, answers)
def test_a_new_group_has_to_hold_besides(condition, line, given_answers):
    wider = with_new_group(read_sentences(condition), line).condition()

    both = holds(condition, given_answers) and holds(line, given_answers)
    assert holds(wider, given_answers) == both


@given(conditions, st.data())
def test_a_sentence_that_is_added_goes_again_without_a_trace(condition, data):
    sentences = read_sentences(condition)
    if not sentences.groups:
        return
    group = data.draw(st.integers(0, len(sentences.groups) - 1))
    line = data.draw(comparisons)

    added = with_new_line(sentences, group, line)
    back = without_line(added, (group, len(sentences.groups[group].lines)))

    given_answers = data.draw(answers)
    assert holds(back.condition(), given_answers) == holds(condition, given_answers)


@given(conditions, st.data())
def test_a_sentence_written_anew_changes_no_other(condition, data):
    sentences = read_sentences(condition)
    places = [(g, p) for g, group in enumerate(sentences.groups) for p in range(len(group.lines))]
    if not places:
        return
    group, place = data.draw(st.sampled_from(places))
    line = data.draw(comparisons)

    changed = with_line(sentences, (group, place), line)

    before = [list(shown.lines) for shown in sentences.groups]
    before[group][place] = line
    assert [list(shown.lines) for shown in changed.groups] == before
    assert read_sentences(changed.condition()).condition() == changed.condition()


A, B, C = (Comparison(question=code, op="eq", value="x") for code in "abc")


@pytest.mark.parametrize(
    ("edited", "condition"),
    [
        (with_joint(read_sentences(A), 0, Joint.ANY), AnyOf(any=(A,))),
        (with_joint(read_sentences(AllOf(all=(A, B))), 0, Joint.ANY), AnyOf(any=(A, B))),
        (with_new_line(read_sentences(A), 0, B), AllOf(all=(A, B))),
        (with_new_group(read_sentences(A), B), AllOf(all=(A, AnyOf(any=(B,))))),
        (without_line(read_sentences(AllOf(all=(A, B))), (0, 0)), B),
        (without_line(read_sentences(A), (0, 0)), None),
        (moved_line(read_sentences(AnyOf(any=(A, B, C))), (0, 2), -1), AnyOf(any=(A, C, B))),
        (moved_line(read_sentences(AnyOf(any=(A, B))), (0, 0), -1), AnyOf(any=(A, B))),
    ],
)
def test_an_edit_says_what_it_is_called(edited, condition):
    assert edited.condition() == condition
