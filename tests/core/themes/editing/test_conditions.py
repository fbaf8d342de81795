"""When matters are in force and questions asked is set, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AskedQuestion, Comparison, Precedence
from core.catalogue.packages import read_package
from core.themes.composing import arrange_matters, new_theme
from core.themes.editing.conditions import (
    add_inclusion,
    inclusions,
    remove_inclusion,
    set_ask_when,
    set_matter_when,
)
from core.themes.editing.precedence import (
    add_edge,
    edges_of,
    possible_earlier,
    remove_edge,
    set_edge,
)
from core.themes.editing.sentences import read_sentences
from core.themes.editing.theme_shares import ThemeShares
from core.themes.plans import ThemePlan
from core.themes.scheduling import schedule_reviews
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
T01 = CATALOGUE.themes["T01"]
BIG = Comparison(question="area", op="gt", value=300)


def asked(theme):
    return [question.question for question in theme.questions]


def place_of(theme):
    return [(matter.matter, matter.when) for matter in theme.matters]


@pytest.mark.parametrize("code", sorted(CATALOGUE.themes))
def test_every_condition_of_a_theme_set_as_it_is_changes_nothing(code):
    theme = CATALOGUE.themes[code]
    seen = {}
    for matter in theme.matters:
        place = seen[matter.matter] = seen.get(matter.matter, -1) + 1
        when = read_sentences(matter.when).condition()
        assert set_matter_when(matter.matter, place, when, CATALOGUE)(theme) == theme
    for question in theme.questions:
        when = read_sentences(question.ask_when).condition()
        assert set_ask_when(question.question, when, CATALOGUE)(theme) == theme


def test_a_question_from_the_bank_is_asked_and_goes_with_the_last_that_looks_at_it():
    theme = arrange_matters(new_theme("T99", "主题", "SCJG", "企业"), ["CG-01"], CATALOGUE)
    bank = next(
        question.id
        for question in CATALOGUE.questions.values()
        if question.id not in asked(theme) and not question.links
    )
    when = Comparison(question=bank, op="ne", value="?")

    wider = set_matter_when("CG-01", 0, when, CATALOGUE)(theme)

    assert asked(wider) == [*asked(theme), bank]
    assert set_matter_when("CG-01", 0, None, CATALOGUE)(wider) == theme


def test_a_question_with_words_of_its_own_stays_when_nothing_looks_at_it():
    words = AskedQuestion(question="sign_need", spoken="挂不挂招牌？")
    questions = tuple(
        words if question.question == "sign_need" else question for question in T01.questions
    )
    theme = T01.model_copy(update={"questions": questions})

    freed = set_matter_when("CG-01", 0, None, CATALOGUE)(theme)

    assert words in freed.questions


def test_a_question_asks_what_it_looks_at_before_itself():
    bank = next(question for question in CATALOGUE.questions if question not in asked(T01))
    when = Comparison(question=bank, op="ne", value="?")

    changed = set_ask_when("by_agent", when, CATALOGUE)(T01)

    assert asked(changed)[asked(changed).index("by_agent") - 1] == bank


def test_shares_are_those_of_the_mock_up():
    shares = ThemeShares(T01, CATALOGUE)
    assert [shares.of_matter(code) for code in ("SCJG-01", "SCJG-03", "SCJG-04", "XF-01")] == [
        "25",
        "67",
        "33",
        "75",
    ]


codes = st.sampled_from(sorted({matter.matter for matter in T01.matters}))


@given(codes, st.data())
def test_a_matter_may_wait_for_whatever_closes_no_circle(matter, data):
    possible = possible_earlier(T01, matter)
    if not possible:
        return
    earlier = data.draw(st.sampled_from(possible))

    waiting = add_edge(Precedence(matter=matter, after=(earlier,)))(T01)

    days = {waiting_question.matter: 1 for waiting_question in waiting.matters}
    assert not schedule_reviews(days, waiting.precedence).stuck


def test_an_edge_is_added_changed_and_removed_again():
    edge = Precedence(matter="CG-01", after=("XF-01",))
    waiting = add_edge(edge)(T01)
    at = next(
        place for place, waiting_question in edges_of(waiting, "CG-01") if waiting_question == edge
    )

    suggested = set_edge(at, binding="suggested")(waiting)

    assert suggested.precedence[at] == edge.model_copy(update={"binding": "suggested"})
    assert add_edge(edge)(waiting) == waiting
    assert remove_edge(at)(suggested) == T01
    assert set_edge(at, after=())(suggested) == T01
    assert ThemePlan(suggested, CATALOGUE).ready


@pytest.mark.parametrize("code", ["CG-01", "XF-01"])
def test_an_inclusion_that_is_added_is_removed_without_a_trace(code):
    bank = next(
        question.id
        for question in CATALOGUE.questions.values()
        if question.id not in asked(T01) and not question.links
    )
    when = Comparison(question=bank, op="ne", value="?")
    wider = add_inclusion(code, when, CATALOGUE)(T01)

    first = inclusions(T01, code)[0]
    assert [included.when for included in inclusions(wider, code)] == [first.when, when]
    assert asked(wider) == [*asked(T01), bank]
    assert remove_inclusion(code, 1, CATALOGUE)(wider) == T01


def test_the_last_inclusion_of_a_matter_stays():
    assert remove_inclusion("CG-01", 0, CATALOGUE)(T01) == T01
    assert remove_inclusion("CG-01", 5, CATALOGUE)(T01) == T01
