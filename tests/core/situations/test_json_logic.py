"""JsonLogic: what we write means the same elsewhere, what we read means what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import AllOf, AnyOf, Comparison, QuestionKind
from core.errors import NotJsonLogicError
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.situations.json_logic import condition_of, json_logic_of
from tests.strategies import complete_answers, conditions_of, themes


def applied(rule, data):
    """Evaluate the operators that we write as JsonLogic does, in a few plain lines."""
    if not isinstance(rule, dict):
        return rule
    ((sign, parts),) = rule.items()
    if sign == "var":
        return data if parts == "" else data.get(parts)
    if sign == "some":
        items = applied(parts[0], data) or []
        return any(applied(parts[1], item) for item in items)
    values = [applied(part, data) for part in (parts if isinstance(parts, list) else [parts])]
    return {
        "and": lambda: all(values),
        "or": lambda: any(values),
        "!": lambda: not values[0],
        "in": lambda: values[1] is not None and values[0] in values[1],
        "==": lambda: values[0] == values[1],
        "!=": lambda: values[0] != values[1],
        "<": lambda: _number(values[0]) < values[1],
        "<=": lambda: _number(values[0]) <= values[1],
        ">": lambda: _number(values[0]) > values[1],
        ">=": lambda: _number(values[0]) >= values[1],
    }[sign]()


def _number(value):
    return 0 if value is None else value  # null counts as 0 in JavaScript


def plain(answers):
    return {
        q: list(answer) if isinstance(answer, tuple | list) else answer
        for q, answer in answers.items()
    }


@given(themes(), st.data())
def test_a_rule_holds_where_the_condition_does_whether_answered_or_not(generated, data):
    plan = generated.plan
    kinds = {code: question.kind for code, question in plan.catalogue.questions.items()}
    situation = plan.situate(data.draw(complete_answers(plan)))
    answers = situation.known.answers
    for condition in conditions_of(plan):
        rule = json_logic_of(condition, kinds)

        assert bool(applied(rule, plain(answers))) is (
            evaluate(condition, Knowledge(answers=answers)) is True
        )


@given(themes(), st.data())
def test_what_was_written_is_read_back_with_the_same_meaning(generated, data):
    plan = generated.plan
    kinds = {code: question.kind for code, question in plan.catalogue.questions.items()}
    known = Knowledge(answers=plan.situate(data.draw(complete_answers(plan))).known.answers)
    for condition in conditions_of(plan):
        again = condition_of(json_logic_of(condition, kinds))

        assert evaluate(again, known) is evaluate(condition, known)


def comparison(op, value, question="q"):
    return Comparison(question=question, op=op, value=value)


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (True, None),
        ({"and": [True, {"!": False}]}, None),
        ({"==": [{"var": "q"}, "是"]}, comparison("eq", "是")),
        ({"===": ["是", {"var": ["q"]}]}, comparison("eq", "是")),
        ({"<": [300, {"var": "q"}]}, comparison("gt", 300)),
        ({"!": {"<": [{"var": "q"}, 300]}}, comparison("ge", 300)),
        ({"!": [{"!": [{"==": [{"var": "q"}, "是"]}]}]}, comparison("eq", "是")),
        ({"in": [{"var": "q"}, ["甲", "乙"]]}, comparison("in", ("甲", "乙"))),
        ({"in": ["甲", {"var": "q"}]}, comparison("in", ("甲",))),
        ({"and": [{">": [3, 1]}, {"==": [{"var": "q"}, 1]}]}, comparison("eq", 1)),
        ({"or": [{"in": ["Spring", "Springfield"]}, {"==": [{"var": "q"}, 1]}]}, None),
    ],
)
def test_rules_of_others_are_read(rule, condition):
    assert condition_of(rule) == condition


def test_between_two_numbers_is_two_comparisons():
    between = condition_of({"<=": [1, {"var": "q"}, 10]})

    assert between.all == (comparison("ge", 1), comparison("le", 10))


@pytest.mark.parametrize(
    ("rule", "places"),
    [
        ({"cat": ["a", "b"]}, ["/cat"]),
        (
            {"and": [{"+": [1, 2]}, {"var": "a.b"}, {"==": [{"var": "q"}, None]}]},
            ["/and/0/+", "/and/1/var", "/and/2/=="],
        ),
        ({"==": [{"var": "q"}, True]}, ["/=="]),
        ({"<": [{"var": "q"}, "a"]}, ["/<"]),
        ({"!": {"in": ["甲", {"var": "q"}]}}, ["/!/0/in"]),
        (17, ["/"]),
        ([1, 2], ["/"]),
        ({}, ["/"]),
        ({"if": [True, 1, 2], "and": []}, ["/"]),
        ({"if": [True, True, False]}, ["/if"]),
        ({"and": []}, ["/and"]),
        ({"or": []}, ["/or"]),
        ({"and": [{"or": []}, {"==": [{"var": "q"}, 1]}]}, ["/and/0/or"]),
        ({"!": {"in": [{"var": "q"}, []]}}, ["/!/0/in"]),
        ({"!=": None}, ["/!="]),
        ({"and": [{"!=": None}, True]}, ["/and/0/!="]),
        ({"!=": [{"var": "q"}, None]}, ["/!="]),
        ({"and": [{"!=": [{"var": "q"}, None]}]}, ["/and/0/!="]),
        ({"and": [{"!=": [{"var": "p"}, None]}, {"==": [{"var": "q"}, 1]}]}, ["/and/0/!="]),
        ({"and": [{"!=": [None, {"var": "q"}]}, True]}, ["/and/0/!="]),
        ({"or": [{"!=": [{"var": "q"}, None]}, {"==": [{"var": "q"}, 1]}]}, ["/or/0/!="]),
        ({"!": {"==": [{"var": "q"}, None]}}, ["/!/0/=="]),
        ({"!!": [{"var": "q"}]}, ["/!!/0/var"]),
        ({"var": "q"}, ["/var"]),
        ({"==": [{"var": ["q", "x"]}, "x"]}, ["/=="]),
        ({"==": [{"var": "Shop area"}, "x"]}, ["/=="]),
        ({"==": [{"var": "q"}, 1, 2]}, ["/=="]),
        ({"<": [1, {"var": "q"}, 10, 5]}, ["/<"]),
        ({">": [10, {"var": "q"}, 1]}, ["/>"]),
        ({"==": [{"var": "q"}, [1]]}, ["/=="]),
        ({"==": [{"var": "q"}, "\ud800"]}, ["/=="]),
        ({"==": [{"var": "q"}, 2**53 + 1]}, ["/=="]),
        ({"==": [1, True]}, ["/=="]),
        ({"in": ["b", ["a", {"var": "q"}]]}, ["/in"]),
        ({"in": [{"var": "q"}, ["a"], 1]}, ["/in"]),
        ({"missing": ["q"]}, ["/missing"]),
        ({"and": ["yes", None, 0]}, ["/and/0", "/and/1", "/and/2"]),
        (False, ["/"]),
        ({"==": [1, 2]}, ["/"]),
    ],
)
def test_what_conditions_cannot_say_is_refused_with_every_place(rule, places):
    with pytest.raises(NotJsonLogicError) as refused:
        condition_of(rule)

    assert [problem.place for problem in refused.value.problems] == places


def test_that_there_is_an_answer_goes_without_saying_where_the_rest_needs_it():
    answered = {"!=": [{"var": "q"}, None]}
    either = {"or": [{"==": [{"var": "q"}, "甲"]}, {"==": [{"var": "q"}, "乙"]}]}

    found = condition_of({"and": [answered, either]})

    assert found == condition_of(either)


KINDS = {"n": QuestionKind.NUMBER, "s": QuestionKind.SINGLE, "m": QuestionKind.MULTIPLE}
N, S, M = ({"var": name} for name in "nsm")


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"==": [N, "60"]}, "kind"),
        ({"==": [S, 10]}, "kind"),
        ({"==": [M, "甲"]}, "kind"),
        ({"<": [S, 10]}, "kind"),
        ({"in": [M, ["甲"]]}, "kind"),
        ({"in": ["甲", S]}, "kind"),
        ({"in": [N, ["1"]]}, "kind"),
        ({"some": [S, {"in": [{"var": ""}, ["甲"]]}]}, "kind"),
        ({"==": [{"var": "other"}, 1]}, "no-question"),
    ],
)
def test_what_others_would_coerce_is_refused_where_the_question_is_known(rule, why):
    with pytest.raises(NotJsonLogicError) as refused:
        condition_of(rule, KINDS)

    assert [problem.rule for problem in refused.value.problems] == [f"json-logic-{why}"]


def test_a_rule_nested_too_deeply_is_refused():
    rule = {"==": [{"var": "q"}, 1]}
    for _ in range(5_00):
        rule = {"!": rule}

    with pytest.raises(NotJsonLogicError):
        condition_of(rule)


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        (AllOf(all=()), True),
        (AnyOf(any=()), False),
        (comparison("gt", "a", "s"), {"in": [S, []]}),
        (comparison("gt", 1, "m"), {"some": [M, {"in": [{"var": ""}, []]}]}),
        (comparison("eq", ("a", "b"), "s"), {"in": [S, []]}),
        (comparison("eq", ("a",), "s"), {"==": [S, "a"]}),
    ],
)
def test_what_others_would_read_otherwise_is_written_so_that_they_do_not(condition, rule):
    written = json_logic_of(condition, KINDS)

    assert written == rule or written["and"][1] == rule


def test_no_answer_is_smaller_than_a_number():
    rule = json_logic_of(comparison("lt", 300), {"q": QuestionKind.NUMBER})

    assert not applied(rule, {})
    assert applied(rule, {"q": 299})
