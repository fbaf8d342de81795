"""Two people change one theme: as if one had worked after the other, and nothing gets lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import Comparison, Precedence
from core.catalogue.packages import read_package
from core.themes.composing import arrange_matters
from core.themes.editing.conditions import set_ask_when, set_matter_when
from core.themes.editing.merge_words import MergeWords
from core.themes.editing.merging import Choice, Side
from core.themes.editing.merging_themes import ThemeSides, merge_themes
from core.themes.editing.named_parts import ABSENT, ThemePlace, place_changes
from core.themes.editing.precedence import add_edge, possible_earlier, remove_edge, set_edge
from core.themes.editing.questions import arrange_questions, set_own_words
from core.themes.editing.settled import bind_subject
from core.themes.editing.sheet import fix_answer, rename, set_audience, set_typical
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
BASE = CATALOGUE.themes["T02"]
MATTERS = [included.matter for included in BASE.matters]
OTHERS = sorted(CATALOGUE.matters.keys() - set(MATTERS))[:6]
QUESTIONS = [asked.question for asked in BASE.questions]
CHOICES = [code for code in QUESTIONS if CATALOGUE.questions[code].options]


def document(theme):
    return theme.model_dump(mode="json", by_alias=True, exclude_unset=True)


def unordered(theme):
    """A theme without the order of its lists, which two orders of work may leave differently."""
    return {
        part: sorted(map(str, value)) if isinstance(value, list) else value
        for part, value in document(theme).items()
    }


def arranged(codes):
    return lambda theme: arrange_matters(theme, codes(theme), CATALOGUE, [BASE])


def listed(theme):
    return list(dict.fromkeys(included.matter for included in theme.matters))


def put_in(code):
    return arranged(lambda theme: [*listed(theme), code])


def take_out(code):
    return arranged(lambda theme: [known for known in listed(theme) if known != code])


def only_if(code, question, place=0):
    when = Comparison(question=question, op="eq", value=CATALOGUE.questions[question].options[0])
    return set_matter_when(code, place, when, CATALOGUE)


def ask_if(question, other):
    when = Comparison(question=other, op="eq", value=CATALOGUE.questions[other].options[0])
    return set_ask_when(question, when, CATALOGUE)


def wait(code, earlier):
    def change(theme):
        if code not in listed(theme) or earlier not in possible_earlier(theme, code):
            return theme
        return add_edge(Precedence(matter=code, after=(earlier,)))(theme)

    return change


def wait_no_more(edge):
    def change(theme):
        return (
            remove_edge(theme.precedence.index(edge))(theme) if edge in theme.precedence else theme
        )

    return change


def move_question(code):
    def change(theme):
        asked = [question.question for question in theme.questions]
        return arrange_questions([code, *(q for q in asked if q != code)])(theme)

    return change


BENT = {"precedence", "questions", "typical_answers"}
"""Parts of which both changes are there in one entry, or a question stays that is needed."""
CHANGES = st.one_of(
    st.sampled_from(OTHERS).map(put_in),
    st.sampled_from(MATTERS).map(take_out),
    st.builds(only_if, st.sampled_from(MATTERS), st.sampled_from(CHOICES)),
    st.builds(ask_if, st.sampled_from(QUESTIONS[1:]), st.sampled_from(CHOICES[:1])),
    st.builds(wait, st.sampled_from(MATTERS), st.sampled_from(MATTERS)),
    st.sampled_from(BASE.precedence).map(wait_no_more),
    st.sampled_from(["开店", "开面馆"]).map(rename),
    st.sampled_from(["企业", "个人"]).map(set_audience),
    st.builds(
        lambda code, words: set_own_words(CATALOGUE.questions[code], "spoken", words),
        st.sampled_from(QUESTIONS),
        st.sampled_from(["您来吗？", "他来吗？"]),
    ),
    st.sampled_from(CHOICES).map(
        lambda code: set_typical(CATALOGUE.questions[code], CATALOGUE.questions[code].options[-1])
    ),
)
PAIRS = st.lists(CHANGES, min_size=1, max_size=2)


def changed(theme, changes):
    for change in changes:
        theme = change(theme)
    return theme


def merged(mine, theirs, choices=(), base=BASE):
    return merge_themes(ThemeSides(base, mine, theirs), CATALOGUE, choices)


@settings(max_examples=30)
@given(PAIRS)
def test_what_only_one_changed_is_theirs(changes):
    theme = changed(BASE, changes)

    assert document(merged(theme, BASE).theme) == document(theme)
    assert document(merged(BASE, theme).theme) == document(theme)
    assert merged(theme, theme).conflicts == ()


@settings(max_examples=50)
@given(PAIRS, PAIRS)
def test_without_a_conflict_it_is_as_if_one_had_worked_after_the_other(mine, theirs):
    left, right = changed(BASE, mine), changed(BASE, theirs)

    both = merged(left, right)

    assert bool(both.conflicts) == bool(merged(right, left).conflicts)
    if not both.conflicts:
        assert document(merged(right, left).theme) == document(both.theme)
        in_turn = [changed(right, mine), changed(left, theirs)]
        assert unordered(both.theme) in [unordered(theme) for theme in in_turn]


@settings(max_examples=40)
@given(PAIRS, PAIRS, st.sampled_from(Side))
def test_every_change_is_taken_or_asked_about(mine, theirs, side):
    """A question may stay that one of them took out, as long as the other needs it."""
    left, right = changed(BASE, mine), changed(BASE, theirs)
    both = merged(left, right)
    asked = {conflict.place for conflict in both.conflicts}
    for theme in (left, right):
        for change in place_changes(document(BASE), document(theme)):
            if change.place in asked or not change.place.name:
                continue
            differing = place_changes(document(both.theme), document(theme))
            same = change.place not in {it.place for it in differing}
            assert same or asked or change.place.part in BENT

    choices = [Choice(conflict, side) for conflict in both.conflicts]
    settled = merged(left, right, choices)
    for _ in range(5):
        choices += [Choice(conflict, side) for conflict in settled.conflicts]
        settled = merged(left, right, choices)
    assert settled.conflicts == ()


def test_of_two_sentences_about_one_matter_one_is_chosen():
    left, right = (only_if(MATTERS[1], code)(BASE) for code in CHOICES[:2])

    both = merged(left, right)

    (conflict,) = both.conflicts
    assert conflict.place == ThemePlace("matters", MATTERS[1])
    assert conflict.mine[0]["when"]["question"] == CHOICES[0]
    for side, theme in ((Side.MINE, left), (Side.THEIRS, right)):
        settled = merged(left, right, [Choice(conflict, side)])
        assert settled.conflicts == ()
        assert document(settled.theme)["matters"] == document(theme)["matters"]


def test_a_choice_about_other_sentences_does_not_count():
    left, right, later = (only_if(MATTERS[1], code)(BASE) for code in CHOICES[:3])
    (seen,) = merged(left, right).conflicts

    assert merged(left, later, [Choice(seen, Side.MINE)]).conflicts != ()


def test_a_matter_that_one_took_out_while_something_came_to_wait_for_it_is_asked_about():
    first, last = MATTERS[0], put_in(OTHERS[0])
    base = last(BASE)
    left = take_out(first)(base)
    right = add_edge(Precedence(matter=OTHERS[0], after=(first,)))(base)

    (conflict,) = merged(left, right, base=base).conflicts
    out = merged(left, right, [Choice(conflict, Side.MINE)], base=base)
    stays = merged(left, right, [Choice(conflict, Side.THEIRS)], base=base)

    assert (conflict.place, conflict.mine) == (ThemePlace("matters", first), ABSENT)
    assert out.conflicts == stays.conflicts == ()
    assert document(out.theme) == document(left)
    assert document(stays.theme) == document(right)


def test_two_who_let_each_other_wait_are_asked():
    free = BASE.model_copy(update={"precedence": ()})
    left, right = (
        add_edge(Precedence(matter=MATTERS[at], after=(MATTERS[1 - at],)))(free) for at in (0, 1)
    )

    (conflict,) = merged(left, right, base=free).conflicts

    assert conflict.place == ThemePlace("precedence")
    settled = merged(left, right, [Choice(conflict, Side.THEIRS)], base=free)
    assert settled.theme.precedence == right.precedence


def test_both_orders_of_a_list_cannot_hold():
    left, right = (move_question(code)(BASE) for code in QUESTIONS[1:3])

    (conflict,) = merged(left, right).conflicts

    assert conflict.place == ThemePlace("questions")
    settled = merged(left, right, [Choice(conflict, Side.MINE)])
    assert settled.theme.questions == left.questions


def test_what_is_new_in_a_list_stands_where_its_author_put_it():
    left = arranged(lambda theme: [OTHERS[0], *listed(theme)])(BASE)
    right = arranged(lambda theme: [*listed(theme)[::-1], OTHERS[1]])(BASE)

    both = merged(left, right)

    assert both.conflicts == ()
    assert listed(both.theme) == [OTHERS[0], *MATTERS[::-1], OTHERS[1]]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (bind_subject(MATTERS[0], "applicant", "agent"), bind_subject(MATTERS[1], "shop", "agent")),
        (
            fix_answer(CATALOGUE.questions[CHOICES[0]], CATALOGUE.questions[CHOICES[0]].options[0]),
            rename("开面馆"),
        ),
        (set_edge(0, binding="suggested"), only_if(MATTERS[0], CHOICES[0])),
    ],
)
def test_changes_of_different_parts_are_both_there(mine, theirs):
    both = merged(mine(BASE), theirs(BASE))

    assert both.conflicts == ()
    assert document(both.theme) in [document(mine(theirs(BASE))), document(theirs(mine(BASE)))]


def test_a_question_stays_for_whoever_came_to_need_it_and_goes_when_nobody_does():
    needed = only_if("SCJG-01", "bo_exempt")(BASE)

    stays = merged(take_out("SCJG-02")(BASE), needed)

    assert stays.conflicts == ()
    assert "bo_exempt" in [asked.question for asked in stays.theme.questions]
    assert "bo_exempt" in stays.theme.typical_answers
    both = put_in(OTHERS[0])(needed)
    gone = merged(take_out("SCJG-02")(both), take_out("SCJG-01")(both), base=both)
    assert gone.conflicts == ()
    assert "bo_exempt" not in [asked.question for asked in gone.theme.questions]


def test_a_question_that_somebody_added_stands_in_quotes_once():
    added = {**document(BASE), "questions": [*document(BASE)["questions"], {"question": "use_gas"}]}
    words = MergeWords(CATALOGUE, "zh-CN")

    [said] = [words.change(change) for change in place_changes(document(BASE), added)]
    assert said == "加入问题“是否使用燃气?”"
