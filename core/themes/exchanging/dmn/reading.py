"""Read DMN decision tables: entirely, or told at which place not (law 19)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from core.catalogue.models import Comparison, Condition, Question, QuestionKind, is_code
from core.errors import Failure, NotDmnError, Problem, failures_reported
from core.themes.exchanging.dmn.grammar import children, silent_parts, strange_parts, text_in
from core.themes.exchanging.dmn.hit_policies import POLICIES, Questions, overlaps
from core.themes.exchanging.dmn.writing import MATTERS, QUESTIONS
from core.themes.exchanging.feel_texts import value_in, values_of
from core.themes.exchanging.number_bounds import bounds_of, read_unary_test
from core.themes.exchanging.rule_rows import Row, condition_of_rows
from core.themes.exchanging.tables import Tables
from core.themes.exchanging.unary_tests import NotUnderstoodError, read

MOST_BYTES = 5_000_000
_NUMBERS = frozenset({"number", "integer", "long", "double"})
_ANYTHING = frozenset({"", "any"})
_NO_QUESTION = "_"
"""Stands for a column that was refused, so that its cells can be looked at all the same."""
_TYPES_OF = {
    QuestionKind.NUMBER: _NUMBERS | _ANYTHING,
    QuestionKind.SINGLE: _ANYTHING | {"string"},
    QuestionKind.MULTIPLE: _ANYTHING,
}


def read_dmn(content: bytes, questions: Questions | None = None) -> Tables:
    """Return what a DMN document says about matters and questions.

    Args:
        content: The document.
        questions: Those that tables may look at; any may be if it is not said.

    Raises:
        NotDmnError: Naming everything that a theme cannot express, or why it is no DMN.
    """
    root = _root_of(content)
    problems = list(strange_parts(root))
    declared = {
        data.get("name", ""): variable.get("typeRef", "")
        for data in children(root, "inputData")
        for variable in children(data, "variable")
    }
    tables: dict[str, dict[str, Condition | None]] = {}
    for decision in children(root, "decision"):
        name = decision.get("name", "")
        if name not in (MATTERS, QUESTIONS) or name in tables:
            problems.append(Problem(name[:60] or "definitions", "dmn-other-decision"))
            continue
        reader = _TableReader(name, questions, declared, problems)
        tables[name] = dict(reader.read(decision))
    if MATTERS not in tables:
        problems.append(Problem("definitions", "dmn-no-matters"))
    if problems:
        raise NotDmnError(tuple(problems))
    return Tables(tables[MATTERS], tables.get(QUESTIONS, {}), silent_parts(root))


def _root_of(content: bytes) -> Element:
    if len(content) > MOST_BYTES:
        raise NotDmnError((Problem("/", "dmn-too-large", (("most", f"{MOST_BYTES:,}"),)),))
    with failures_reported(_not_xml):
        root: Element = fromstring(content)
    if not root.tag.endswith("}definitions") or "DMN" not in root.tag:
        raise NotDmnError((Problem(root.tag[:80], "dmn-not-dmn"),))
    return root


def _not_xml(failure: Failure) -> NotDmnError:
    return NotDmnError((Problem(failure.place or "/", "dmn-not-xml", (("why", failure.kind),)),))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the question it looks at, and how that is answered, as far as it is known."""

    question: str
    kind: QuestionKind | None


@dataclass(frozen=True, slots=True)
class _TableReader:
    """Reads one decision table, and notes whatever cannot be read."""

    name: str
    questions: Questions | None
    declared: Mapping[str, str]
    problems: list[Problem]

    def read(self, decision: Element) -> Iterator[tuple[str, Condition | None]]:
        """Yield every code of a table with the condition under which a row gives it."""
        table = next(iter(children(decision, "decisionTable")), None)
        if table is None:
            self._refuse("no-table")
            return
        policy = self._policy(table)
        columns = [self._column(child) for child in children(table, "input")]
        allowed = self._output(table)
        rows = [
            self._row(rule, columns, allowed, f"{self.name}, {number}")
            for number, rule in enumerate(children(table, "rule"), start=1)
        ]
        pairs = () if self.problems else overlaps(rows, policy, self.questions or {})
        for first, other in pairs:
            self._refuse("overlap", policy=policy, one=str(first), other=str(other))
        by_code: dict[str, list[Row]] = {}
        for code, row in rows:
            by_code.setdefault(code, []).append(row)
        for code, found in by_code.items():
            yield code, condition_of_rows(found)

    def _policy(self, table: Element) -> str:
        policy = table.get("hitPolicy", "UNIQUE").upper()
        if policy in POLICIES and "aggregation" not in table.attrib:
            return policy
        policy_named = f"{policy} {table.get('aggregation', '')}".strip()
        self._refuse("hit-policy", policy=policy_named[:30])
        return "COLLECT"

    def _column(self, column: Element) -> _Column:
        expression = next(iter(children(column, "inputExpression")), None)
        question = text_in(expression)
        is_known = question in self.questions if self.questions is not None else is_code(question)
        if not is_known:
            self._refuse("input", expression=question[:60])
        declared = self.declared.get(question, "")
        written = expression.get("typeRef", declared) if expression is not None else declared
        known = (self.questions or {}).get(question)
        kind = self._kind(known, written, question)
        for values in children(column, "inputValues"):
            if _leaves_out(known, text_in(values)):
                self._refuse("input-values", question=question[:60])
        return _Column(question if is_known else _NO_QUESTION, kind)

    def _kind(self, known: Question | None, written: str, question: str) -> QuestionKind | None:
        """Return how a column is answered: what the catalogue says, and the type agrees with."""
        given = written.rpartition(":")[2].lower()
        may_be = _TYPES_OF[known.kind] if known else frozenset().union(*_TYPES_OF.values())
        if given not in may_be:
            self._refuse("type", question=question[:60], type=written[:40])
        if known is not None:
            return known.kind
        if given in _NUMBERS:
            return QuestionKind.NUMBER
        return QuestionKind.SINGLE if given == "string" else None

    def _output(self, table: Element) -> set[str] | None:
        """Check that there is one output, of texts; return the texts it allows, if it says so."""
        outputs = children(table, "output")
        if len(outputs) != 1:
            self._refuse("outputs", count=str(len(outputs)))
            return None
        written = outputs[0].get("typeRef", "")
        if written.rpartition(":")[2].lower() not in _ANYTHING | {"string"}:
            self._refuse("type", question=outputs[0].get("name", "")[:60], type=written[:40])
        values = children(outputs[0], "outputValues")
        if not values:
            return None
        return {value for value in values_of(text_in(values[0])) or () if isinstance(value, str)}

    def _row(
        self, rule: Element, columns: list[_Column], allowed: set[str] | None, place: str
    ) -> tuple[str, Row]:
        results = [text_in(child) for child in children(rule, "outputEntry")]
        cells = [text_in(child) for child in children(rule, "inputEntry")]
        if len(results) != 1 or not results[0] or len(cells) != len(columns):
            self._refuse("row", place)
            return "", ()
        code = value_in(results[0])
        if not is_code(code) or (allowed is not None and code not in allowed):
            self._refuse("result", place, cell=results[0][:60])
        row: list[Comparison] = []
        for cell, column in zip(cells, columns, strict=True):
            try:
                row += read(cell, column.question, column.kind)
            except NotUnderstoodError:
                self._refuse("cell", place, cell=cell[:60], question=column.question[:60])
        return str(code), tuple(row)

    def _refuse(self, why: str, place: str | None = None, **params: str) -> None:
        self.problems.append(Problem(place or self.name, f"dmn-{why}", tuple(params.items())))


def _leaves_out(question: Question | None, allowed: str) -> bool:
    """Say whether values that a column allows leave out an answer that a question takes."""
    bounds = read_unary_test(allowed)
    if bounds is not None and (question is None or question.kind is QuestionKind.NUMBER):
        return question is not None and bounds.leaves_out_of(bounds_of(question))
    options = set(question.options) if question is not None and question.options else {None}
    return not options <= set(values_of(allowed) or ())
