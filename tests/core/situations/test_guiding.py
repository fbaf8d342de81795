"""From raw answers to a situation."""

import pytest

from core.catalogue.models import Question, Theme
from core.errors import InvalidAnswersError
from core.situations.guiding import QuestionPlan

QUESTIONS = {
    "kind": Question(id="kind", text="?", kind="single", options=("店", "厂")),
    "food": Question(id="food", text="?", kind="single", options=("是", "否")),
    "items": Question(id="items", text="?", kind="multiple", options=("热", "冷")),
    "area": Question(id="area", text="?", kind="number"),
    "seats": Question(id="seats", text="?", kind="number", minimum=1, maximum=200),
}


def when(question, value, op="eq"):
    return {"question": question, "op": op, "value": value}


def plan_of(*asked, **more):
    questions = [{"question": code, "ask_when": condition} for code, condition in asked]
    theme = Theme.model_validate(
        {"format": 1, "code": "T", "name": "T", "questions": questions, **more}
    )
    return QuestionPlan(theme, QUESTIONS)


LAWFUL = [("kind", None), ("food", when("kind", "店")), ("items", when("food", "是"))]


def test_the_first_question_without_an_answer_comes_next():
    plan = plan_of(*LAWFUL)

    assert plan.situate({}).next_question == "kind"
    assert plan.situate({"kind": "店"}).next_question == "food"
    assert plan.situate({"kind": "厂"}).next_question is None


def test_a_question_whose_condition_fails_is_not_asked_and_its_old_answer_is_absent():
    situation = plan_of(*LAWFUL).situate({"kind": "厂", "food": "是", "items": ["热"]})

    assert situation.asked == ("kind",)
    assert situation.known.answers == {"kind": "厂"}
    assert situation.complete


def test_an_answer_given_in_advance_waits_until_its_question_is_asked():
    plan = plan_of(*LAWFUL)
    advance = {"food": "是", "items": ["热"]}

    assert plan.situate(advance).known.answers == {}
    assert plan.situate({"kind": "店", **advance}).known.answers == {
        "kind": "店",
        "food": "是",
        "items": ("热",),
    }


def test_no_answer_is_no_answer():
    assert plan_of(*LAWFUL).situate({"kind": None}).next_question == "kind"


def test_choosing_none_of_several_is_an_answer():
    assert plan_of(("items", None)).situate({"items": []}).complete


def test_a_question_that_stands_twice_is_asked_if_either_condition_holds():
    plan = plan_of(("kind", None), ("food", when("kind", "店")), ("food", when("kind", "厂")))

    assert plan.situate({"kind": "厂"}).asked == ("kind", "food")


def test_a_condition_may_look_at_a_later_question_while_the_theme_is_being_made():
    plan = plan_of(("food", when("kind", "店")), ("kind", None))

    assert plan.situate({}).next_question == "kind"
    assert plan.situate({"kind": "店"}).next_question == "food"


def test_questions_that_only_wait_for_each_other_are_never_asked():
    plan = plan_of(("food", when("items", "热", "in")), ("items", when("food", "是")))

    assert plan.situate({"food": "是", "items": ["热"]}).asked == ()
    assert plan.situate({}).complete


def test_a_circle_is_left_as_soon_as_another_answer_decides():
    either = {"any": [when("food", "是"), when("area", 10, "gt")]}
    plan = plan_of(("items", either), ("food", when("items", "热", "in")), ("area", None))

    situation = plan.situate({"area": 20, "items": ["热"]})

    assert situation.asked == ("items", "food", "area")
    assert situation.next_question == "food"


def test_a_long_chain_written_backwards_is_followed():
    number = 300
    questions = {
        f"q{place}": Question(id=f"q{place}", text="?", kind="single", options=("是",))
        for place in range(number)
    }
    asked = [
        {"question": f"q{place}", "ask_when": when(f"q{place - 1}", "是") if place else None}
        for place in reversed(range(number))
    ]
    theme = Theme.model_validate({"format": 1, "code": "T", "name": "T", "questions": asked})

    situation = QuestionPlan(theme, questions).situate(dict.fromkeys(questions, "是"))

    assert len(situation.asked) == number


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ({"kind": "摊"}, "not-an-option"),
        ({"kind": ["店"]}, "not-an-option"),
        ({"kind": 1}, "not-an-option"),
        ({"kind": True}, "not-an-option"),
        ({"kind": {}}, "not-an-option"),
        ({"items": "热"}, "list-expected"),
        ({"items": ["热", "温"]}, "not-an-option"),
        ({"items": [["热"]]}, "not-an-option"),
        ({"area": "60"}, "number-expected"),
        ({"area": True}, "number-expected"),
        ({"area": float("nan")}, "number-expected"),
        ({"area": float("inf")}, "number-expected"),
        ({"area": [60]}, "number-expected"),
        ({"seats": 0}, "too-small"),
        ({"seats": 200.5}, "too-great"),
    ],
)
def test_an_answer_that_its_question_cannot_take_is_refused(answer, rule):
    plan = plan_of(("kind", None), ("items", None), ("area", None), ("seats", None))

    with pytest.raises(InvalidAnswersError) as raised:
        plan.situate(answer)

    assert [problem.rule for problem in raised.value.problems] == [rule]
