"""A theme as DMN 1.3: which matters apply, and which questions are asked (OMG dmn/1.3).

Two decision tables with hit policy COLLECT: every row whose cells all hold gives one matter, or
one question. The same tables are read back into a theme; of others', what conditions can
express.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml.ElementTree import fromstring

from core.catalogue.models import Comparison, Condition, Question, QuestionKind, Theme
from core.errors import Failure, NotDmnError, Problem, failures_told
from core.themes.exchanging.rule_rows import Row, TooManyRowsError, condition_of_rows, rows_of
from core.themes.exchanging.tables import Tables
from core.themes.exchanging.unary_tests import NotUnderstoodError, read, written

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
MOST_BYTES = 5_000_000
_TYPES = {
    QuestionKind.NUMBER: "number",
    QuestionKind.SINGLE: "string",
    QuestionKind.MULTIPLE: "Any",
}
_POLICIES = frozenset({"COLLECT", "UNIQUE", "ANY", "RULE ORDER"})
MATTERS, QUESTIONS = "matters", "questions"


def dmn_of(theme: Theme, questions: Mapping[str, Question]) -> bytes:
    """Return a theme's conditions as a DMN 1.3 document.

    Raises:
        NotDmnError: If a condition would need more rows than anybody would read.
    """
    root = Element("definitions", {
        "xmlns": MODEL, "id": f"theme_{theme.code}", "name": theme.name,
        "namespace": f"urn:done-once:theme:{theme.code}",
    })  # fmt: skip
    matters = [(one.matter, one.when) for one in theme.matters]
    asked = [(one.question, one.ask_when) for one in theme.questions]
    looked_at = {c.question for _, when in (*matters, *asked) for r in _rows(when) for c in r}
    known = {code: questions[code] for code in questions if code in looked_at}
    for code, question in known.items():
        data = SubElement(root, "inputData", {"id": f"input_{code}", "name": code})
        SubElement(data, "description").text = question.text
        SubElement(data, "variable", {"name": code, "typeRef": _TYPES[question.kind]})
    _write_table(root, MATTERS, matters, known)
    _write_table(root, QUESTIONS, asked, known)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _rows(condition: Condition | None) -> tuple[Row, ...]:
    try:
        return rows_of(condition)
    except TooManyRowsError:
        raise NotDmnError((Problem("/", "dmn-too-many-rows"),)) from None


def _write_table(
    root: Element,
    name: str,
    whens: Iterable[tuple[str, Condition | None]],
    questions: Mapping[str, Question],
) -> None:
    rows = [(code, row) for code, when in whens for row in _rows(when)]
    looked_at = {comparison.question for _, row in rows for comparison in row}
    inputs = [code for code in questions if code in looked_at]
    decision = SubElement(root, "decision", {"id": name, "name": name})
    SubElement(decision, "variable", {"name": name, "typeRef": "Any"})
    for code in inputs:
        requirement = SubElement(decision, "informationRequirement", {"id": f"{name}_{code}"})
        SubElement(requirement, "requiredInput", {"href": f"#input_{code}"})
    table = SubElement(decision, "decisionTable", {"id": f"{name}_table", "hitPolicy": "COLLECT"})
    for code in inputs:
        column = SubElement(table, "input", {"id": f"{name}_in_{code}", "label": code})
        kind = _TYPES[questions[code].kind]
        expression = SubElement(
            column, "inputExpression", {"id": f"{name}_ex_{code}", "typeRef": kind}
        )
        SubElement(expression, "text").text = code
    SubElement(table, "output", {"id": f"{name}_out", "name": name, "typeRef": "string"})
    for number, (code, row) in enumerate(rows, start=1):
        rule = SubElement(table, "rule", {"id": f"{name}_{number}"})
        for place, question in enumerate(inputs):
            cell = [one for one in row if one.question == question]
            entry = SubElement(rule, "inputEntry", {"id": f"{name}_{number}_{place}"})
            SubElement(entry, "text").text = written(cell, questions[question].kind)
        result = SubElement(rule, "outputEntry", {"id": f"{name}_{number}_out"})
        SubElement(result, "text").text = f'"{code}"'


def read_dmn(content: bytes) -> Tables:
    """Return what a DMN document says about matters and questions.

    Raises:
        NotDmnError: Naming everything that a theme cannot express, or why it is no DMN.
    """
    root = _root_of(content)
    problems: list[Problem] = []
    tables = {
        decision.get("name", ""): dict(_read_table(decision, problems))
        for decision in _all(root, "decision")
    }
    if MATTERS not in tables:
        problems.append(Problem("definitions", "dmn-no-matters"))
    if problems:
        raise NotDmnError(tuple(problems))
    return Tables(root.get("name", ""), tables[MATTERS], tables.get(QUESTIONS, {}))


def _root_of(content: bytes) -> Element:
    if len(content) > MOST_BYTES:
        raise NotDmnError((Problem("/", "dmn-too-large", (("most", f"{MOST_BYTES:,}"),)),))
    with failures_told(_not_xml):
        root: Element = fromstring(content)
    if not root.tag.endswith("}definitions") or "DMN" not in root.tag:
        raise NotDmnError((Problem(root.tag[:80], "dmn-not-dmn"),))
    return root


def _not_xml(failure: Failure) -> NotDmnError:
    return NotDmnError((Problem(failure.place or "/", "dmn-not-xml", (("why", failure.kind),)),))


def _read_table(
    decision: Element, problems: list[Problem]
) -> Iterator[tuple[str, Condition | None]]:
    """Yield every code of a table with the condition under which a row gives it."""
    name = decision.get("name", "")
    table = next(iter(_all(decision, "decisionTable")), None)
    if table is None:
        problems.append(Problem(name, "dmn-no-table"))
        return
    policy = table.get("hitPolicy", "UNIQUE").upper()
    if policy not in _POLICIES:
        problems.append(Problem(name, "dmn-hit-policy", (("policy", policy[:20]),)))
        return
    inputs = [_text(one, "inputExpression") for one in _all(table, "input")]
    rows: dict[str, list[Row]] = {}
    for number, rule in enumerate(_all(table, "rule"), start=1):
        place = f"{name}, {number}"
        code = _text_in(next(iter(_all(rule, "outputEntry")), None)).strip('"')
        cells = [_text_in(one) for one in _all(rule, "inputEntry")]
        if not code or len(cells) != len(inputs):
            problems.append(Problem(place, "dmn-row"))
            continue
        rows.setdefault(code, []).append(tuple(_read_row(cells, inputs, place, problems)))
    for code, found in rows.items():
        yield code, condition_of_rows(found)


def _read_row(
    cells: Iterable[str], inputs: Iterable[str], place: str, problems: list[Problem]
) -> Iterator[Comparison]:
    for cell, question in zip(cells, inputs, strict=True):
        try:
            yield from read(cell, question)
        except NotUnderstoodError:
            params = (("cell", cell[:60]), ("question", question[:60]))
            problems.append(Problem(place, "dmn-cell", params))


def _all(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if one.tag.rpartition("}")[2] == name]


def _text(element: Element, name: str) -> str:
    return _text_in(next(iter(_all(element, name)), None))


def _text_in(element: Element | None) -> str:
    texts = _all(element, "text") if element is not None else []
    return (texts[0].text or "").strip() if texts else ""
