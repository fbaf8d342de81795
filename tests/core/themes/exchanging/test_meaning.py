"""What is accepted from others means what it meant there, for every answer tried."""

from itertools import product
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.models import Question
from core.errors import NotDmnError, NotJsonLogicError
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.situations.json_logic import condition_of
from core.themes.exchanging.dmn import MODEL, read_dmn
from tests.core.themes.exchanging import naive
from tests.core.themes.exchanging.naive import Cell, compared, equal, feel

QUESTIONS = {
    code: Question(id=code, text="?", kind=kind, options=options)
    for code, kind, options in (
        ("n", "number", ()),
        ("s", "single", ("甲", "甲乙", "10")),
        ("m", "multiple", ("甲", "10")),
    )
}
KINDS = {code: question.kind for code, question in QUESTIONS.items()}
ANSWERS = [
    {"n": n, "s": s, "m": m}
    for n, s, m in product(
        (0, 3, 5, 10, 10.5), ("甲", "甲乙", "10"), ((), ("甲",), ("10",), ("甲", "10"))
    )
]
VALUES = ("甲", "甲乙", "10", "", 0, 3, 10, 10.5)


def lists_as_json(answers):
    return {
        code: list(answer) if isinstance(answer, tuple) else answer
        for code, answer in answers.items()
    }


# --- JsonLogic

variables = st.sampled_from(
    [{"var": "n"}, {"var": "s"}, {"var": "m"}, {"var": ["n"]}, {"var": ["s", "甲"]}]
)
constants = st.sampled_from([*VALUES, True, False, None])
lists = st.lists(st.sampled_from(VALUES), max_size=3)
operands = st.one_of(variables, variables, constants)
comparisons = st.one_of(
    st.builds(
        lambda sign, parts: {sign: parts},
        st.sampled_from(["==", "!=", "===", "!==", "<", "<=", ">", ">="]),
        st.lists(operands, min_size=2, max_size=2) | st.lists(operands, max_size=4),
    ),
    st.builds(lambda value, some: {"in": [value, some]}, operands, lists | variables),
    st.builds(lambda value, some: {"some": [value, {"in": [{"var": ""}, some]}]}, variables, lists),
    st.builds(lambda value: {"!=": [value, None]}, variables),
    st.booleans(),
    variables,
)
rules = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(
            lambda sign, parts: {sign: parts},
            st.sampled_from(["and", "and", "or", "if"]),
            st.lists(inner, max_size=3),
        ),
        st.builds(lambda sign, operand: {sign: operand}, st.sampled_from(["!", "!!"]), inner),
    ),
    max_leaves=5,
)


@given(rules)
@settings(max_examples=400)
def test_a_rule_that_is_taken_holds_where_json_logic_says_so(rule):
    try:
        condition = condition_of(rule, KINDS)
    except NotJsonLogicError:
        return

    for answers in ANSWERS:
        theirs = naive.truthy(naive.json_logic(rule, lists_as_json(answers)))
        assert evaluate(condition, Knowledge(answers=answers)) is theirs


fitting = st.one_of(
    st.builds(
        lambda sign, value: {sign: [{"var": "n"}, value]},
        st.sampled_from(["==", "!=", "<", ">="]),
        st.sampled_from([3, 5, 10]),
    ),
    st.builds(
        lambda sign, value: {sign: [{"var": "s"}, value]},
        st.sampled_from(["==", "!=="]),
        st.sampled_from(["甲", "10"]),
    ),
    st.builds(lambda some: {"in": [{"var": "s"}, some]}, st.just(["甲", "10"])),
    st.just({"<": [3, {"var": "n"}, 10]}),
)
fitting_rules = st.recursive(
    fitting,
    lambda inner: (
        st.builds(
            lambda sign, parts: {sign: parts},
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=1, max_size=3),
        )
        | st.builds(lambda operand: {"!": operand}, inner)
    ),
    max_leaves=6,
)


@given(fitting_rules)
def test_what_conditions_can_say_is_taken_and_unknown_while_that_decides(rule):
    condition = condition_of(rule, KINDS)

    for answers in ANSWERS:
        theirs = naive.truthy(naive.json_logic(rule, lists_as_json(answers)))
        assert evaluate(condition, Knowledge(answers=answers)) is theirs
        some = {"n": answers["n"]}
        truth = evaluate(condition, Knowledge(answers=some, open={"s"}))
        assert truth in (theirs, None)


# --- DMN

texts = st.sampled_from(["甲", "甲乙", "10"])
numbers = st.sampled_from([0, 3, 5, 10, 10.5])
values = st.one_of(texts, numbers)


def _values(several):
    return Cell(", ".join(map(feel, several)), lambda v: any(equal(v, value) for value in several))


def _compared(sign, value):
    return Cell(f"{sign} {feel(value)}", lambda v: compared(sign, v, value))


def _not(several):
    return Cell(
        f"not({', '.join(map(feel, several))})",
        lambda v: not any(equal(v, value) for value in several),
    )


def _interval(opened, low, high, closed):
    def holds(v):
        above = compared(">=" if opened == "[" else ">", v, low)
        return above and compared("<=" if closed == "]" else "<", v, high)

    return Cell(f"{opened}{low}..{high}{closed}", holds)


def _arithmetic(number, other):
    return Cell(f"{number}-{other}", lambda v: equal(v, number - other))


def _marked(sign, value):
    if sign in ("=", "!="):
        return Cell(f"? {sign} {feel(value)}", lambda v: equal(v, value) is (sign == "="))
    return Cell(f"? {sign} {feel(value)}", lambda v: compared(sign, v, value))


def _some(several):
    return Cell(
        f"some x in ? satisfies list contains([{', '.join(map(feel, several))}], x)",
        lambda v: any(any(equal(x, value) for value in several) for x in _as_list(v)),
    )


def _same(several, opposite):
    text = (
        f"count(?) = {len(several)} and (every x in ? satisfies "
        f"list contains([{', '.join(map(feel, several))}], x))"
    )

    def holds(v):
        items = _as_list(v)
        same = len(items) == len(several) and all(
            any(equal(x, value) for value in several) for x in items
        )
        return same is not opposite

    return Cell(f"not({text})" if opposite else text, holds)


def _as_list(value):
    return value if isinstance(value, list) else [value]


ANSWERED = Cell("? != null", lambda v: v is not None)
signs = st.sampled_from(["<", "<=", ">", ">="])
marked = st.one_of(
    st.builds(_marked, signs | st.sampled_from(["=", "!="]), values), st.just(ANSWERED)
)
someones = st.lists(values, max_size=3)


def _joined(parts, is_wrapped, words):
    """Join tests as FEEL does: ``and`` binds before ``or``."""
    joined, groups = parts[0].text, [[parts[0]]]
    if is_wrapped:
        joined = f"({joined})"
    for part, word in zip(parts[1:], words, strict=False):
        joined += f" {word} " + (f"({part.text})" if is_wrapped else part.text)
        if word == "and":
            groups[-1].append(part)
        else:
            groups.append([part])
    return Cell(joined, lambda v: any(all(cell.holds(v) for cell in group) for group in groups))


cells = st.one_of(
    st.just(Cell("-", lambda _: True)),
    st.builds(_values, st.lists(values, min_size=1, max_size=2)),
    st.builds(_compared, signs, values),
    st.builds(_not, st.lists(values, min_size=1, max_size=2)),
    st.builds(_interval, st.sampled_from("[(]"), numbers, numbers, st.sampled_from("])[")),
    st.builds(_arithmetic, st.sampled_from([10, 5]), st.sampled_from([5, 3])),
    st.builds(_some, someones),
    st.builds(_same, someones, st.booleans()),
    st.builds(
        _joined,
        st.lists(marked, min_size=1, max_size=3),
        st.booleans(),
        st.lists(st.sampled_from(["and", "or"]), min_size=2, max_size=2),
    ),
)
rows = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("nsm"), cells, min_size=1, max_size=2),
        st.sampled_from(["A", "B"]),
    ),
    min_size=1,
    max_size=3,
)
POLICIES = ["COLLECT", "UNIQUE", "ANY", "FIRST", "RULE ORDER"]


def document(rows, policy):
    """Return a table with a column for each question, ``-`` where a row does not look."""
    columns = "".join(
        f"<input><inputExpression><text>{code}</text></inputExpression></input>" for code in "nsm"
    )
    rules = ""
    for drawn, code in rows:
        texts = [drawn[question].text if question in drawn else "-" for question in "nsm"]
        entries = "".join(f"<inputEntry><text>{escape(text)}</text></inputEntry>" for text in texts)
        rules += f"<rule>{entries}<outputEntry><text>&quot;{code}&quot;</text></outputEntry></rule>"
    return (
        f'<definitions xmlns="{MODEL}"><decision name="matters">'
        f"<decisionTable hitPolicy={quoteattr(policy)}>{columns}<output/>{rules}</decisionTable>"
        f"</decision></definitions>"
    ).encode()


def assert_same(matters, rows, policy):
    for answers in ANSWERS:
        theirs = naive.decided(rows, policy, lists_as_json(answers))
        known = Knowledge(answers=answers)
        ours = {code for code, when in matters.items() if evaluate(when, known)}
        assert ours == theirs


@given(rows, st.sampled_from(POLICIES))
@settings(max_examples=400)
def test_a_table_that_is_taken_decides_what_dmn_says(rows, policy):
    try:
        matters = read_dmn(document(rows, policy), QUESTIONS).matters
    except NotDmnError:
        return

    assert_same(matters, rows, policy)


@pytest.mark.parametrize("question", "nsm")
@given(data=st.data())
@settings(max_examples=150)
def test_a_cell_that_is_taken_holds_where_dmn_says_so(question, data):
    rows = [({question: data.draw(cells)}, "A")]
    try:
        matters = read_dmn(document(rows, "UNIQUE"), QUESTIONS).matters
    except NotDmnError:
        return

    assert_same(matters, rows, "UNIQUE")


@pytest.mark.parametrize(
    ("question", "cell", "is_taken"),
    [
        ("n", _values((3, 5)), True),
        ("n", _interval("]", 3, 10, "["), True),
        ("n", _not((3,)), True),
        ("n", _joined([_marked(">", 3), _marked("<=", 10)], True, ["and"]), True),
        ("n", _joined([_marked(">", 3), _marked("<=", 10)], False, ["and"]), True),
        ("n", _joined([_marked("=", 3), _marked("=", 10)], False, ["or"]), True),
        (
            "n",
            _joined([_marked(">", 3), _marked("=", 5), _marked("=", 0)], False, ["and", "or"]),
            False,
        ),
        ("n", _arithmetic(10, 5), False),
        ("n", ANSWERED, False),
        ("n", _values(("甲",)), False),
        ("s", _values(("甲", "10")), True),
        ("s", _joined([ANSWERED, _marked("!=", "甲")], True, ["and"]), True),
        ("s", _compared("<", "甲乙"), False),
        ("s", _values((10,)), False),
        ("s", _some(("甲",)), False),
        ("m", _some(("甲",)), True),
        ("m", _same((), False), True),
        ("m", _same(("甲", "10"), True), True),
        ("m", _same(("甲", "甲"), False), False),
        ("m", _values(("甲",)), False),
    ],
)
def test_each_way_of_writing_a_cell_is_taken_or_refused(question, cell, is_taken):
    rows = [({question: cell}, "A")]
    content = document(rows, "COLLECT")

    if not is_taken:
        with pytest.raises(NotDmnError):
            read_dmn(content, QUESTIONS)
        return
    assert_same(read_dmn(content, QUESTIONS).matters, rows, "COLLECT")
