"""A quiz has exactly one right answer to each question, by the guide, and reasons for all four."""

import pytest

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


def is_right(known, kind, about, key):
    """Say by the guide itself what is right, kind by kind, written apart from the program."""
    guide, materials = known.guide, {str(it.key): it for it in known.guide.materials}
    match kind:
        case "exempt":
            return str(materials[about].provided_by).partition(":")[0] == key
        case "ask_for":
            return key in materials and str(materials[key].provided_by) == "applicant"
        case "later":
            uses = materials[key].uses
            asked = str(materials[key].provided_by) == "applicant"
            return asked and all(use.deferrable for use in uses)
        case "due":
            due = dated(guide.schedule, known.calendar, known.begins_on)
            return str({it.matter: it.due for it in due.reviews}[about]) == key
        case "applies":
            return key in guide.matters
        case "waits":
            edges = known.plan.theme.precedence
            after = {
                code
                for edge in edges
                if edge.matter == about and edge.binding == "hard"
                for code in edge.after
                if code in guide.matters
            }
            return key in after if key else not after
    raise AssertionError(kind)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.scenario.code)
def test_exactly_one_answer_is_right_by_the_guide_whatever_the_seed(file):
    known = facts(file.scenario)

    for seed in range(6):
        questions = make_quiz(known, seed, 10)
        assert questions == make_quiz(known, seed, 10)
        assert len(questions) >= 3
        for asked in questions:
            right = [is_right(known, asked.kind, asked.about, key) for key in asked.keys]
            assert right == [at == asked.right for at in range(4)]
            assert len(set(asked.answers)) == 4
            assert all(words.strip() and "{" not in words for words in asked.answers)
            assert all(why.strip() and "{" not in why for why in asked.whys)
            assert QuizQuestion.parse(asked.plain()) == asked


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
