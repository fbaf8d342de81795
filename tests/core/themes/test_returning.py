"""A matter that is taken out of a theme and put back is as it was."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AskedQuestion,
    Comparison,
    IncludedMatter,
    MaterialRequirement,
    Matter,
    Precedence,
    Question,
    Theme,
)
from core.themes.composing import arrange_matters

NOTHING = Catalogue()


def codes_of(theme):
    return [matter.matter for matter in theme.matters]


def once_each(theme):
    return len(set(codes_of(theme))) == len(theme.matters)


def as_waiting(theme):
    """The theme without the order in which its waiting is written, which says nothing."""
    edges = {(e.matter, e.mode, e.binding, frozenset(e.after)) for e in theme.precedence}
    return edges, theme.model_copy(update={"precedence": ()})


def a_theme(*edges, matters=("A", "B", "C", "D")):
    included = tuple(IncludedMatter(matter=code) for code in matters)
    return Theme(format=1, code="T", name="主题", matters=included, precedence=edges)


def out_and_back(theme, out, catalogue=NOTHING):
    codes = codes_of(theme)
    left = [code for code in codes if code not in out]
    return arrange_matters(arrange_matters(theme, left, catalogue), codes, catalogue, [theme])


def test_every_matter_of_every_theme_comes_back_as_it_was(catalogue):
    for theme in filter(once_each, catalogue.themes.values()):
        for code in codes_of(theme):
            assert out_and_back(theme, [code], catalogue) == theme, (theme.code, code)


def test_two_neighbours_together_add_and_lose_nothing_on_their_way_out_and_back(catalogue):
    for theme in filter(once_each, catalogue.themes.values()):
        for pair in pairwise(codes_of(theme)):
            back = out_and_back(theme, pair, catalogue)
            assert as_waiting(back) == as_waiting(theme), (theme.code, pair)


def test_a_question_that_a_theme_leaves_out_comes_in_with_no_other_matter():
    asks = MaterialRequirement(
        id="M1", name="材料", when=Comparison(question="children", op="eq", value="是")
    )
    known = Catalogue(
        matters={
            code: Matter(
                format=1, code=code, name=code, department="D", committed_days=1, materials=needed
            )
            for code, needed in {"A": (asks,), "B": ()}.items()
        },
        questions={
            "children": Question(
                id="children", text="有孩子吗", kind="single", options=("是", "否")
            )
        },
    )
    left_out = a_theme(matters=("A", "B"))

    assert out_and_back(left_out, ["B"], known).questions == ()
    assert out_and_back(left_out, ["A"], known).questions == ()
    added = arrange_matters(a_theme(matters=("B",)), ["A", "B"], known)
    assert added.questions == (AskedQuestion(question="children"),)


@given(data=st.data())
def test_several_come_back_as_they_were_in_whatever_order(catalogue, data):
    known = [code for code, theme in catalogue.themes.items() if once_each(theme)]
    theme = catalogue.themes[data.draw(st.sampled_from(known))]
    codes = codes_of(theme)
    leaving = data.draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))
    steps = [theme]
    for code in leaving:
        left = [question for question in codes_of(steps[0]) if question != code]
        steps.insert(0, arrange_matters(steps[0], left, catalogue, steps[1:]))
    for code in data.draw(st.permutations(leaving)):
        back = {*codes_of(steps[0]), code}
        wanted = [returned for returned in codes if returned in back]
        steps.insert(0, arrange_matters(steps[0], wanted, catalogue, steps[1:]))

    assert as_waiting(steps[0]) == as_waiting(theme)


@pytest.mark.parametrize(
    "edge",
    [
        Precedence(matter="C", after=("A", "B"), mode="any"),
        Precedence(matter="C", after=("A", "B")),
        Precedence(matter="A", after=("C", "D"), binding="suggested"),
    ],
)
@pytest.mark.parametrize("out", [("A",), ("B",), ("C",), ("A", "B"), ("A", "C")])
def test_one_of_several_is_one_of_several_again(edge, out):
    theme = a_theme(edge)

    assert out_and_back(theme, out) == theme


def test_two_groups_of_alternatives_stay_two():
    theme = a_theme(
        Precedence(matter="D", after=("A", "B"), mode="any"),
        Precedence(matter="D", after=("C", "E"), mode="any"),
        matters=("A", "B", "C", "D", "E"),
    )

    for code in "ABCDE":
        assert as_waiting(out_and_back(theme, [code])) == as_waiting(theme)


def test_what_was_changed_meanwhile_between_others_stays_changed():
    before = a_theme(
        Precedence(matter="B", after=("A",)),
        Precedence(matter="C", after=("B",)),
    )
    without = arrange_matters(before, ["A", "B", "D"], NOTHING)
    changed = without.model_copy(update={"precedence": (Precedence(matter="D", after=("A",)),)})

    back = arrange_matters(changed, ["A", "B", "C", "D"], NOTHING, [without, before])

    assert set(back.precedence) == {
        Precedence(matter="D", after=("A",)),
        Precedence(matter="C", after=("B",)),
    }


def test_the_latest_of_several_earlier_themes_is_what_counts():
    old, new = (
        a_theme().model_copy(update={"matters": (IncludedMatter(matter="A", when=_is(answer)),)})
        for answer in ("旧", "新")
    )

    (back,) = arrange_matters(a_theme(matters=()), ["A"], NOTHING, [new, old]).matters

    assert back.when == _is("新")


def test_a_matter_that_never_was_in_the_theme_always_applies(catalogue):
    theme = catalogue.themes["T02"]

    added = arrange_matters(theme, [*codes_of(theme), "YC-01"], catalogue, [theme])

    assert added.matters[-1] == IncludedMatter(matter="YC-01")


def test_a_question_comes_back_with_when_it_is_asked_and_where(catalogue):
    theme = catalogue.themes["T01"]
    depending = [question for question in theme.questions if question.ask_when is not None]
    assert depending

    bare = arrange_matters(theme, codes_of(theme)[:1], catalogue)
    back = arrange_matters(bare, codes_of(theme), catalogue, [theme])

    assert back.questions == theme.questions
    assert back.typical_answers == theme.typical_answers


def _is(answer):
    return Comparison(question="kind", op="eq", value=answer)


def test_asked_question_without_history_is_always_asked(catalogue):
    theme = catalogue.themes["T01"]
    bare = arrange_matters(theme, codes_of(theme)[:1], catalogue)

    added = arrange_matters(bare, codes_of(theme), catalogue)

    fresh = {question.question for question in added.questions} - {
        question.question for question in bare.questions
    }
    assert all(AskedQuestion(question=code) in added.questions for code in fresh)
