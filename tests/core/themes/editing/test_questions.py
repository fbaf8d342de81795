"""Questions are put in order, taken out and put back without losing what they had."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AskedQuestion,
    Asking,
    Comparison,
    IncludedMatter,
    Question,
    Theme,
)
from core.themes.editing.questions import (
    arrange_questions,
    asked_too_late,
    missing_questions,
    set_own_words,
)

BIG = Comparison(question="size", op="gt", value=3)
LARGE = AskedQuestion(question="large", ask_when=BIG, spoken="真的很大？")
THEME = Theme(
    format=1,
    code="T99",
    name="主题",
    questions=(AskedQuestion(question="size"), LARGE, AskedQuestion(question="who")),
    matters=(IncludedMatter(matter="M", when=BIG),),
    asking=Asking(together=(("size", "large", "who"), ("who", "large"))),
    typical_answers={"large": "是", "size": 5},
)
WHO = Question(id="who", text="谁？", kind="single", options=("A", "B"), why="决定谁来")


def codes(theme):
    return [question.question for question in theme.questions]


def test_the_order_changes_and_each_question_keeps_what_it_has():
    arranged = arrange_questions(["who", "large", "size"])(THEME)

    assert codes(arranged) == ["who", "large", "size"]
    assert arranged.questions[1] == LARGE
    assert arranged.typical_answers == THEME.typical_answers
    assert asked_too_late(arranged) == {"large": ("size",)}
    assert asked_too_late(THEME) == {}


def test_what_is_taken_out_takes_its_pins_along_and_comes_back_with_all_it_had():
    without = arrange_questions(["size", "who"])(THEME)
    assert without.typical_answers == {"size": 5}
    assert without.asking.together == (("size", "who"),)

    back = arrange_questions(["size", "who", "large"], [THEME])(without)
    assert back.questions[2] == LARGE
    assert back.typical_answers["large"] == "是"

    new = arrange_questions(["size", "who", "new"], [THEME])(without)
    assert new.questions[2] == AskedQuestion(question="new")


def test_what_a_condition_looks_at_and_nobody_asks_is_named():
    without = arrange_questions(["large", "who"])(THEME)

    assert missing_questions(without, Catalogue()) == ("size",)
    fixed = without.model_copy(update={"fixed_answers": {"size": 1}})
    assert missing_questions(fixed, Catalogue()) == ()
    assert missing_questions(THEME, Catalogue()) == ()


def test_own_words_are_said_only_where_they_differ_from_the_bank():
    own = set_own_words(WHO, "why", " 决定爸爸还是妈妈来 ")(THEME)
    assert own.worded(WHO).why == "决定爸爸还是妈妈来"

    for same in ("决定谁来", "  "):
        again = set_own_words(WHO, "why", same)(own)
        assert again.worded(WHO).why == "决定谁来"
        assert again.questions == THEME.questions
