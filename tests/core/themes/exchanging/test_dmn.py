"""DMN 1.3: what we write reads back with the same meaning; what we cannot express is told."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import Comparison, QuestionKind
from core.errors import NotDmnError, NotJsonLogicError
from core.services.queries.exchange_theme import Notation, export_theme, import_theme
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

    again = ThemePlan(import_theme(content, notation, theme, catalogue), catalogue)

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
    again = ThemePlan(import_theme(content, notation, plan.theme, catalogue), catalogue)
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
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inputs = {f"#{element.get('id')}" for element in every("inputData")}
    assert {element.get("href") for element in every("requiredInput")} <= inputs
    assert {element.get("hitPolicy") for element in every("decisionTable")} == {"COLLECT"}
    for table in every("decisionTable"):
        columns = len(table.findall(f"{{{MODEL}}}input"))
        for rule in table.findall(f"{{{MODEL}}}rule"):
            assert len(rule.findall(f"{{{MODEL}}}inputEntry")) == columns


def comparing(op, value):
    return Comparison(question="q", op=op, value=value)


@pytest.mark.parametrize(
    ("cell", "comparisons"),
    [
        ("-", ()),
        ("", ()),
        ('"甲"', (comparing("eq", "甲"),)),
        ('"甲", "乙"', (comparing("in", ("甲", "乙")),)),
        ("> 3", (comparing("gt", 3),)),
        (">=3.5", (comparing("ge", 3.5),)),
        ("[3..10)", (comparing("ge", 3), comparing("lt", 10))),
        ("]3..10]", (comparing("gt", 3), comparing("le", 10))),
        ('not("甲", "乙")', (comparing("ne", "甲"), comparing("ne", "乙"))),
        ("(? > 3) and (? <= 10)", (comparing("gt", 3), comparing("le", 10))),
        ('(? != null) and (? != "甲, and 乙")', (comparing("ne", "甲, and 乙"),)),
        ('some x in ? satisfies list contains(["甲"], x)', (comparing("in", ("甲",)),)),
    ],
)
def test_cells_of_others_are_read(cell, comparisons):
    assert read(cell, "q") == comparisons


@pytest.mark.parametrize(
    "cell",
    [
        'date("2026-01-01")',
        "today()",
        "> x",
        "3 + 4",
        "not(>3)",
        "甲",
        "1-2",
        "1 2",
        '"a" "b"',
        '"a",',
        ',"a"',
        '"a"5',
        "-,-",
        "1, -",
        "null",
        "not(null)",
        "? != null",
        "(? != null)",
        "? = null",
        "? > 1 and ? = 2 or ? = 3",
        "007x",
        "\uff11\uff12",
        "1,000",
        "[5..1]",
        "(3..3]",
        "[1...5]",
        '> "a"',
        '["a".."b"]',
        '"\\x"',
        '"a',
        '"\\ud800"',
        "0.1000000000000000000001",
        "9007199254740993",
        "[1..5], [7..9]",
        "<3, >10",
        "not(? = 3)",
        "? in [1..5]",
        "true",
        'count(?) = 2 and (every x in ? satisfies list contains(["a", "a"], x))',
        'count(?) = 1 and (every x in ? satisfies list contains(["a", "b"], x))',
        "some x in ? satisfies list contains([], x)",
        'list contains(?, "a")',
        "(" * 3_000,
    ],
)
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
    compared = st.builds(comparing, st.sampled_from(ops), values) | st.builds(
        comparing, st.just("in"), several.filter(bool)
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
def test_what_is_no_dmn_is_reported_and_nothing_is_expanded(content, rule):
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
    assert read_dmn(table()).matters == {"M1": comparing("gt", 3)}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (table(policy="FIRST"), "dmn-hit-policy"),
        (table(cells=()), "dmn-row"),
        (table(result=""), "dmn-row"),
        (table(cells=("today()",)), "dmn-cell"),
    ],
)
def test_what_a_theme_cannot_express_is_reported_with_its_place(content, rule):
    with pytest.raises(NotDmnError) as refused:
        read_dmn(content)

    assert refused.value.problems[0].rule == rule
    assert refused.value.problems[0].place.startswith("matters")


def changed(old, new):
    """Return the small table with one part of it written otherwise."""
    whole = table().decode()
    assert whole.count(old) == 1
    return whole.replace(old, new).encode()


NAMED = "<inputExpression><text>q</text></inputExpression>"
RULE = "</inputEntry><outputEntry>"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<output/>", "<output/><output/>", "dmn-outputs"),
        ("<output/>", "", "dmn-outputs"),
        ("<output/>", '<output typeRef="number"/>', "dmn-type"),
        ("<output/>", "<output><defaultOutputEntry/></output>", "dmn-element"),
        (
            "<output/>",
            "<output><outputValues><text>&quot;M2&quot;</text></outputValues></output>",
            "dmn-result",
        ),
        ('hitPolicy="COLLECT"', 'hitPolicy="COLLECT" aggregation="SUM"', "dmn-hit-policy"),
        ('hitPolicy="COLLECT"', 'hitPolicy="PRIORITY"', "dmn-hit-policy"),
        ("<text>q</text>", "<text>q * 2</text>", "dmn-input"),
        ("<text>q</text>", "<text>Shop area</text>", "dmn-input"),
        ("<text>q</text>", "", "dmn-input"),
        (NAMED, NAMED.replace("n>", "n typeRef='boolean'>", 1), "dmn-type"),
        (NAMED, NAMED.replace("n>", "n typeRef='string'>", 1), "dmn-cell"),
        (NAMED, NAMED + "<inputValues><text>1</text></inputValues>", "dmn-input-values"),
        (NAMED, NAMED.replace("n>", "n expressionLanguage='javascript'>", 1), "dmn-language"),
        ('"M1"', "M1", "dmn-result"),
        ('"M1"', '"M1", "M2"', "dmn-result"),
        ('"M1"', '"M" + "1"', "dmn-result"),
        ('"M1"', '"Shop area"', "dmn-result"),
        ("<text>&gt; 3</text>", "&gt; 3", "dmn-loose-text"),
        ("<text>&gt; 3</text>", "<text>&gt; 3<b/>00</text>", "dmn-element"),
        ("<text>&gt; 3</text>", "<text>-</text><text>&gt; 3</text>", "dmn-element"),
        (RULE, f"</inputEntry>also{RULE.partition('>')[2]}", "dmn-loose-text"),
        ("<decision ", '<decision name="fees"/><decision ', "dmn-other-decision"),
        ("<decision ", '<businessKnowledgeModel name="f"/><decision ', "dmn-element"),
        ("<decision ", '<itemDefinition name="t"/><decision ', "dmn-element"),
        ("<decisionTable ", "<knowledgeRequirement/><decisionTable ", "dmn-element"),
        (
            "<decisionTable ",
            "<informationRequirement><requiredDecision/></informationRequirement><decisionTable ",
            "dmn-element",
        ),
        ("<decisionTable ", "<literalExpression/><decisionTable ", "dmn-element"),
        ("<decisionTable ", '<decisionTable xmlns="urn:other"/><decisionTable ', "dmn-element"),
    ],
)
def test_parts_that_a_theme_cannot_say_are_reported_and_never_skipped(old, new, rule):
    with pytest.raises(NotDmnError) as refused:
        read_dmn(changed(old, new))

    assert rule in [problem.rule for problem in refused.value.problems]
    assert all(problem.place for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "left_out"),
    [
        (
            "<decision ",
            "<textAnnotation><text>a</text></textAnnotation><decision ",
            ("textAnnotation (1)",),
        ),
        (
            "</rule>",
            "<annotationEntry><text>why</text></annotationEntry></rule>",
            ("annotationEntry (1)",),
        ),
        (
            "<output/>",
            "<output typeRef='string'><outputValues><text>&quot;M1&quot;</text>"
            "</outputValues></output>",
            (),
        ),
        (NAMED, NAMED.replace("n>", "n typeRef='number'>", 1), ()),
        (NAMED, NAMED.replace("n>", "n expressionLanguage='feel'>", 1), ()),
    ],
)
def test_what_says_nothing_about_conditions_is_left_out_and_named(old, new, left_out):
    found = read_dmn(changed(old, new))

    assert found.matters == {"M1": comparing("gt", 3)}
    assert found.left_out == left_out


def test_values_of_a_column_are_taken_if_they_leave_no_option_out(catalogue):
    question = next(
        candidate for candidate in catalogue.questions.values() if candidate.kind == "single"
    )
    options = ", ".join(f'"{option}"' for option in question.options)
    content = changed(
        "<text>q</text></inputExpression>",
        f"<text>{question.id}</text></inputExpression>"
        f"<inputValues><text>{options}</text></inputValues>",
    ).replace(b"&gt; 3", f'"{question.options[0]}"'.encode())

    assert set(read_dmn(content, catalogue.questions).matters) == {"M1"}
    with pytest.raises(NotDmnError):
        read_dmn(content.replace(options.encode(), b'"?"'), catalogue.questions)


@pytest.mark.parametrize(
    "when",
    [{"any": []}, {"question": "no_such_question", "op": "eq", "value": 1}],
)
def test_what_rows_cannot_say_is_not_written_as_if_it_held(plans, catalogue, when):
    theme = plans["T02"].theme
    changed = theme.model_validate(
        {
            **theme.model_dump(by_alias=True, exclude_unset=True),
            "matters": [{"matter": "WJ-01", "when": when}],
        }
    )

    with pytest.raises(NotDmnError):
        dmn_of(changed, catalogue.questions)


def test_a_condition_with_more_rows_than_anybody_reads_is_refused(plans, catalogue):
    pair = {"any": [{"question": "by_agent", "op": "eq", "value": str(n)} for n in range(24)]}
    other = {"any": [{"question": "sign_need", "op": "eq", "value": str(n)} for n in range(24)]}
    theme = plans["T02"].theme
    changed = theme.model_validate(
        {
            **theme.model_dump(by_alias=True, exclude_unset=True),
            "matters": [{"matter": "WJ-01", "when": {"all": [pair, other]}}],
        }
    )
    assert MOST_ROWS < 24 * 24

    with pytest.raises(NotDmnError):
        dmn_of(changed, catalogue.questions)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\\xff",
        b"\xff",
        b"[" * 9_000,
        b'{"matters": 3}',
        b'{"matters": [1]}',
        b'{"matters": [{"matter": "A B", "when": true}]}',
        b'{"matters": [{"matter": "A"}]}',
        b'{"matters": [{"matter": "A", "when": true, "unless": true}]}',
        b'{"matters": [{"matter": "A", "when": true}, {"matter": "A", "when": false}]}',
        b'{"matters": [], "matters": []}',
        b'{"matters": [], "fees": []}',
        b'{"matters": [{"matter": "A", "when": {"==": [{"var": "q"}, NaN]}}]}',
        b'{"matters": [{"matter": "A", "when": {"==": [{"var": "q"}, 1e999]}}]}',
        b'{"matters": [{"matter": "A", "when": {"==": [{"var": "q"}, ' + b"9" * 5_000 + b"]}}]}",
    ],
)
def test_what_is_no_document_of_rules_is_reported(content, plans):
    with pytest.raises(NotJsonLogicError):
        import_theme(content, Notation.JSONLOGIC, plans["T02"].theme)
