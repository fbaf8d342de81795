"""Write a theme's conditions as DMN 1.3 decision tables."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from core.catalogue.models import Condition, Question, QuestionKind, Theme
from core.errors import NotDmnError, Problem
from core.themes.exchanging.dmn.grammar import MODEL
from core.themes.exchanging.number_bounds import bounds_of, unary_test
from core.themes.exchanging.rule_rows import Row, TooManyRowsError, rows_of
from core.themes.exchanging.unary_tests import written

_TYPES = {
    QuestionKind.NUMBER: "number",
    QuestionKind.SINGLE: "string",
    QuestionKind.MULTIPLE: "Any",
}
MATTERS, QUESTIONS = "matters", "questions"


def dmn_of(theme: Theme, questions: Mapping[str, Question]) -> bytes:
    """Return a theme's conditions as a DMN 1.3 document.

    Raises:
        NotDmnError: If a condition would need more rows than anybody would read, never holds,
            or looks at a question that is not in the catalogue.
    """
    root = Element(
        "definitions",
        {
            "xmlns": MODEL,
            "id": f"theme_{theme.code}",
            "name": theme.name,
            "namespace": f"urn:done-once:theme:{theme.code}",
        },
    )
    matters = [(matter.matter, _rows(matter.matter, matter.when)) for matter in theme.matters]
    asked = [
        (asked_question.question, _rows(asked_question.question, asked_question.ask_when))
        for asked_question in theme.questions
    ]
    looked_at = {c.question for _, rows in (*matters, *asked) for row in rows for c in row}
    if unknown := sorted(looked_at - questions.keys()):
        raise NotDmnError(tuple(Problem(code, "dmn-no-question") for code in unknown))
    known = {code: questions[code] for code in questions if code in looked_at}
    for code, question in known.items():
        data = SubElement(root, "inputData", {"id": f"input_{code}", "name": code})
        SubElement(data, "description").text = question.text
        SubElement(data, "variable", {"name": code, "typeRef": _TYPES[question.kind]})
    _write_table(root, MATTERS, matters, known)
    _write_table(root, QUESTIONS, asked, known)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _rows(code: str, condition: Condition | None) -> tuple[Row, ...]:
    try:
        rows = rows_of(condition)
    except TooManyRowsError:
        raise NotDmnError((Problem("/", "dmn-too-many-rows"),)) from None
    if not rows:
        raise NotDmnError((Problem(code, "dmn-never"),))
    return rows


def _write_table(
    root: Element,
    name: str,
    rows_by_code: Iterable[tuple[str, tuple[Row, ...]]],
    questions: Mapping[str, Question],
) -> None:
    rows = [(code, row) for code, found in rows_by_code for row in found]
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
        if bounds := unary_test(bounds_of(questions[code])):
            SubElement(SubElement(column, "inputValues"), "text").text = bounds
    SubElement(table, "output", {"id": f"{name}_out", "name": name, "typeRef": "string"})
    for number, (code, row) in enumerate(rows, start=1):
        rule = SubElement(table, "rule", {"id": f"{name}_{number}"})
        for place, question in enumerate(inputs):
            cell = [comparison for comparison in row if comparison.question == question]
            entry = SubElement(rule, "inputEntry", {"id": f"{name}_{number}_{place}"})
            SubElement(entry, "text").text = written(cell, questions[question].kind)
        result = SubElement(rule, "outputEntry", {"id": f"{name}_{number}_out"})
        SubElement(result, "text").text = f'"{code}"'
