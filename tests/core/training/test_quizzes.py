"""A quiz has exactly one right answer to each question, by the guide, and reasons for all four."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building.installation import working_calendar
from building.practice import shipped_scenarios
from core.catalogue.packages import read_package
from core.themes.dating import dated
from core.themes.plans import ThemePlan
from core.training.questions import QUESTION_KINDS
from core.training.quiz_facts import facts_of
from core.training.quizzes import QuizQuestion, make_quiz
from tests.conftest import SHIPPED

CATALOGUE = read_package(SHIPPED).catalogue
FILES = shipped_scenarios()


def facts(scenario, locale="zh-CN"):
    plan = ThemePlan(CATALOGUE.themes[scenario.theme], CATALOGUE)
    return facts_of(scenario, plan, working_calendar(), locale)


def waited_for(known, about):
    return {
        code
        for edge in known.plan.theme.precedence
        if edge.matter == about and edge.binding == "hard"
        for code in edge.after
        if code in known.guide.matters
    }


def due_on(known, about):
    days = dated(known.guide.schedule, known.calendar, known.begins_on).reviews
    return next(str(it.due) for it in days if it.matter == about)


def material(known, key):
    return next((it for it in known.guide.materials if str(it.key) == key), None)


def is_asked(known, key):
    found = material(known, key)
    return found is not None and str(found.provided_by) == "applicant"


RIGHT = {
    "exempt": lambda known, about, key: (
        str(material(known, about).provided_by).partition(":")[0] == key
    ),
    "ask_for": lambda known, about, key: is_asked(known, key),
    "later": lambda known, about, key: (
        is_asked(known, key) and all(use.deferrable for use in material(known, key).uses)
    ),
    "due": lambda known, about, key: due_on(known, about) == key,
    "applies": lambda known, about, key: key in known.guide.matters,
    "waits": lambda known, about, key: (
        key in waited_for(known, about) if key else not waited_for(known, about)
    ),
}
"""What is right by the guide itself, kind by kind, written apart from the program."""


def expect_one_right(known, seed, least=3):
    questions = make_quiz(known, seed, 10)
    assert questions == make_quiz(known, seed, 10)
    assert len(questions) >= least
    for asked in questions:
        right = [RIGHT[asked.kind](known, asked.about, key) for key in asked.keys]
        assert right == [at == asked.right for at in range(4)]
        assert len(set(asked.answers)) == 4
        assert all(words.strip() and "{" not in words for words in asked.answers)
        assert all(why.strip() and "{" not in why for why in asked.whys)
        assert QuizQuestion.parse(asked.plain()) == asked


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.scenario.code)
def test_exactly_one_answer_is_right_by_the_guide_whatever_the_seed(file):
    known = facts(file.scenario)

    for seed in range(4):
        expect_one_right(known, seed)


@given(code=st.sampled_from(sorted(CATALOGUE.themes)), seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_exactly_one_answer_is_right_in_whatever_situation(code, seed):
    chance, theme = Random(seed), CATALOGUE.themes[code]
    answers = {
        asked.question: chance.choice(CATALOGUE.questions[asked.question].options)
        for asked in theme.questions
        if CATALOGUE.questions[asked.question].kind.value == "single"
    }
    scenario = FILES[0].scenario.model_copy(update={"theme": code, "answers": answers})

    expect_one_right(facts(scenario), seed, least=0)


def test_answers_and_order_are_the_same_in_every_language():
    scenario = next(file.scenario for file in FILES if file.scenario.code == "T02-1")

    chinese = make_quiz(facts(scenario), 7, 10)
    english = make_quiz(facts(scenario, "en"), 7, 10)

    assert [(it.kind, it.keys, it.right) for it in chinese] == [
        (it.kind, it.keys, it.right) for it in english
    ]
    assert chinese != english


def test_every_kind_is_asked_somewhere():
    asked = {question.kind for file in FILES for question in make_quiz(facts(file.scenario), 1, 12)}

    assert asked == set(QUESTION_KINDS)
