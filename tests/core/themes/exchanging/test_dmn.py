"""DMN 1.3: what we write reads back with the same meaning; what we cannot express is told."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Comparison, QuestionKind
from core.errors import NotDmnError, NotJsonLogicError
from core.services.exchange_theme import Notation, export_theme, import_theme
from core.themes.exchanging.dmn import MODEL, dmn_of, read_dmn
from core.themes.exchanging.rule_rows import MOST_ROWS
from core.themes.exchanging.unary_tests import NotUnderstoodError, read, written
from core.themes.plans import ThemePlan
from tests.strategies import any_answers, themes


@pytest.mark.parametrize("notation", list(Notation))
@given(themes(), st.data())
def test_a_theme_given_away_and_taken_back_decides_the_same(notation, generated, data):
    theme, catalogue = generated.theme, generated.catalogue
    content = export_theme(theme, catalogue.questions, notation)

    again = ThemePlan(import_theme(content, notation, theme), catalogue)

    answers = data.draw(any_answers(generated.plan))
    ours, theirs = generated.plan.situate(answers), again.situate(answers)
    assert theirs.asked == ours.asked
    for code, planned in generated.plan.matters.items():
        assert again.matters[code].truth(again.in_force(theirs)) == planned.truth(
            generated.plan.in_force(ours)
        )


@pytest.mark.parametrize("notation", list(Notation))
@given(data=st.data())
def test_every_real_theme_decides_the_same_after_a_round_trip(notation, plans, catalogue, data):
    plan = data.draw(st.sampled_from(list(plans.values())))
    content = export_theme(plan.theme, catalogue.questions, notation)
    again = ThemePlan(import_theme(content, notation, plan.theme), catalogue)
    answers = data.draw(any_answers(plan))

    ours, theirs = plan.situate(answers), again.situate(answers)

    assert theirs.asked == ours.asked
    for code, planned in plan.matters.items():
        truth = again.matters[code].truth(again.in_force(theirs))
        assert truth == planned.truth(plan.in_force(ours))


def test_the_document_is_dmn_with_inputs_requirements_and_collected_rows(plans, catalogue):
    root = fromstring(dmn_of(plans["T10"].theme, catalogue.questions))

    def every(name):
        return list(root.iter(f"{{{MODEL}}}{name}"))

    assert root.tag == f"{{{MODEL}}}definitions"
    assert root.get("namespace")
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    inputs = {f"#{one.get('id')}" for one in every("inputData")}
    assert {one.get("href") for one in every("requiredInput")} <= inputs
    assert {one.get("hitPolicy") for one in every("decisionTable")} == {"COLLECT"}
    for table in every("decisionTable"):
        columns = len(table.findall(f"{{{MODEL}}}input"))
        for rule in table.findall(f"{{{MODEL}}}rule"):
            assert len(rule.findall(f"{{{MODEL}}}inputEntry")) == columns


def one(op, value):
    return Comparison(question="q", op=op, value=value)


@pytest.mark.parametrize(
    ("cell", "comparisons"),
    [
        ("-", ()),
        ("", ()),
        ('"甲"', (one("eq", "甲"),)),
        ('"甲", "乙"', (one("in", ("甲", "乙")),)),
        ("> 3", (one("gt", 3),)),
        (">=3.5", (one("ge", 3.5),)),
        ("[3..10)", (one("ge", 3), one("lt", 10))),
        ("]3..10]", (one("gt", 3), one("le", 10))),
        ('not("甲", "乙")', (one("ne", "甲"), one("ne", "乙"))),
        ("(? > 3) and (? <= 10)", (one("gt", 3), one("le", 10))),
        ('(? != null) and (? != "甲, and 乙")', (one("ne", "甲, and 乙"),)),
        ('some x in ? satisfies list contains(["甲"], x)', (one("in", ("甲",)),)),
    ],
)
def test_cells_of_others_are_read(cell, comparisons):
    assert read(cell, "q") == comparisons


@pytest.mark.parametrize("cell", ['date("2026-01-01")', "today()", "> x", "3 + 4", "not(>3)", "甲"])
def test_cells_that_no_condition_can_say_are_refused(cell):
    with pytest.raises(NotUnderstoodError):
        read(cell, "q")


OPTIONS = ("甲", '乙"', "a, b", "x and y")


@st.composite
def cells(draw):
    kind = draw(st.sampled_from(list(QuestionKind)))
    if kind is QuestionKind.NUMBER:
        ops, values = ["eq", "ne", "gt", "ge", "lt", "le"], st.integers(-9, 9) | st.floats(0, 9)
    else:
        ops, values = ["eq", "ne"], st.sampled_from(OPTIONS)
    several = st.lists(values, unique=True, max_size=3).map(tuple)
    compared = st.builds(one, st.sampled_from(ops), values) | st.builds(
        one, st.just("in"), several.filter(bool)
    )
    return kind, draw(st.lists(compared, max_size=3, unique=True))


@given(cells())
def test_cells_are_read_back_as_they_were_written(drawn):
    kind, comparisons = drawn
    found = read(written(comparisons, kind), "q")

    def plain(some):
        return [(c.op, c.value if isinstance(c.value, tuple) else (c.value,)) for c in some]

    single = [("in", v) if op == "eq" and len(v) == 1 else (op, v) for op, v in plain(comparisons)]
    again = [("in", v) if op == "eq" and len(v) == 1 else (op, v) for op, v in plain(found)]
    if kind is QuestionKind.MULTIPLE:
        single, again = plain(comparisons), plain(found)
    assert again == single


ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">&b;</definitions>"""
OTHER = b'<bpmn xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'
EMPTY = f'<definitions xmlns="{MODEL}"/>'.encode()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "dmn-not-xml"),
        (b"PK\\x03\\x04 not xml", "dmn-not-xml"),
        (ENTITY_BOMB, "dmn-not-xml"),
        (b"<a>" * 50, "dmn-not-xml"),
        (b"\\xff\\xfe\\x00<", "dmn-not-xml"),
        (b" " * 5_000_001, "dmn-too-large"),
        (OTHER, "dmn-not-dmn"),
        (EMPTY, "dmn-no-matters"),
    ],
)
def test_what_is_no_dmn_is_told_and_nothing_is_expanded(content, rule):
    with pytest.raises(NotDmnError) as refused:
        read_dmn(content)

    assert [problem.rule for problem in refused.value.problems] == [rule]


def table(policy="COLLECT", cells=("> 3",), result='"M1"'):
    entries = "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in cells)
    return f"""<definitions xmlns="{MODEL}"><decision name="matters">
    <decisionTable hitPolicy="{policy}">
    <input><inputExpression><text>q</text></inputExpression></input><output/>
    <rule>{entries}<outputEntry><text>{result}</text></outputEntry></rule>
    </decisionTable></decision></definitions>""".replace("> 3", "&gt; 3").encode()


def test_a_small_table_of_others_is_read():
    assert read_dmn(table()).matters == {"M1": one("gt", 3)}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (table(policy="FIRST"), "dmn-hit-policy"),
        (table(cells=()), "dmn-row"),
        (table(result=""), "dmn-row"),
        (table(cells=("today()",)), "dmn-cell"),
    ],
)
def test_what_a_theme_cannot_express_is_told_with_its_place(content, rule):
    with pytest.raises(NotDmnError) as refused:
        read_dmn(content)

    assert refused.value.problems[0].rule == rule
    assert refused.value.problems[0].place.startswith("matters")


def test_a_condition_with_more_rows_than_anybody_reads_is_refused(plans, catalogue):
    pair = {"any": [{"question": "by_agent", "op": "eq", "value": str(n)} for n in range(24)]}
    other = {"any": [{"question": "sign_need", "op": "eq", "value": str(n)} for n in range(24)]}
    theme = plans["T02"].theme
    changed = theme.model_validate(
        {**theme.model_dump(by_alias=True, exclude_unset=True),
         "matters": [{"matter": "WJ-01", "when": {"all": [pair, other]}}]}
    )  # fmt: skip
    assert MOST_ROWS < 24 * 24

    with pytest.raises(NotDmnError):
        dmn_of(changed, catalogue.questions)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\\xff", b'{"matters": 3}', b'{"matters": [1]}']
)
def test_what_is_no_document_of_rules_is_told(content, plans):
    with pytest.raises(NotJsonLogicError):
        import_theme(content, Notation.JSONLOGIC, plans["T02"].theme)
