"""A condition of any depth as an outline of lines, and what an edited outline means.

A line is a sentence about one question, or the head of a group whose lines stand further in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.catalogue.models import (
    AllOf,
    Answer,
    AnyOf,
    Comparison,
    Condition,
    Operator,
    Question,
    QuestionKind,
    comparisons_in,
)
from core.themes.editing.cell_texts import SIGN_WORDS, SIGNS, chosen_options, read_cell

_STEP = "    "
_ANY = re.compile(r"(?:任何一条|any of)\s*[:：]?", re.IGNORECASE)
_ALL = re.compile(r"(?:每一条|all of)\s*[:：]?", re.IGNORECASE)
_AMONG = re.compile(r"\s*(?:属于|among)\s*")


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong with a line: its number, the rule, and the words that it is about."""

    line: int
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class ConditionReading:
    """What an outline says; with problems it says nothing that could be taken."""

    condition: Condition | None
    problems: tuple[TextProblem, ...] = ()


def write_condition_text(
    condition: Condition | None, questions: Mapping[str, Question], heads: tuple[str, str]
) -> str:
    """Return a condition as an outline.

    Args:
        condition: The condition; nothing is an empty outline.
        questions: The bank.
        heads: The heads of a group of which any, and of which every line has to hold.

    Examples:
        >>> area = Question(id="area", text="多大?", kind="number")
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> print(write_condition_text(AnyOf(any=(big,)), {"area": area}, ("any of", "all of")))
        any of
            多大 ＞ 300
    """
    return "\n".join(_lines(condition, _Names(questions), heads)) if condition else ""


def _lines(condition: Condition, names: "_Names", heads: tuple[str, str]) -> Iterator[str]:
    if isinstance(condition, Comparison):
        yield names.sentence(condition)
        return
    is_any = isinstance(condition, AnyOf)
    yield heads[0] if is_any else heads[1]
    for part in condition.any if isinstance(condition, AnyOf) else condition.all:
        yield from (f"{_STEP}{line}" for line in _lines(part, names, heads))


def read_condition_text(
    text: str, questions: Mapping[str, Question], before: Condition | None = None
) -> ConditionReading:
    """Return what an outline means, or every problem of it, by line.

    Args:
        text: The outline; an empty one means always.
        questions: The bank.
        before: The condition that was edited: its sentences are taken as they stand, even those
            with an answer that the question does not have.

    Examples:
        >>> area = Question(id="area", text="多大?", kind="number")
        >>> read_condition_text("多大 很大", {"area": area}).problems
        (TextProblem(line=1, rule='value', words='很大'),)
    """
    reader = _Reader(_Names(questions), before)
    lines = tuple(_numbered(text))
    parts = reader.block(lines) if lines else []
    if len(parts) > 1:
        reader.note(lines[-1], "several")
    condition = parts[0] if parts and not reader.problems else None
    return ConditionReading(
        condition, tuple(sorted(reader.problems, key=lambda problem: problem.line))
    )


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    words: str


def _numbered(text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        wide = line.replace("\t", _STEP).replace("\u3000", _STEP)
        if wide.strip():
            yield _Line(number, len(wide) - len(wide.lstrip()), wide.strip())


class _Names:
    """What questions are called in an outline: by their wording where only one has it."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        by_name: dict[str, list[Question]] = {}
        for question in questions.values():
            by_name.setdefault(_worded(question), []).append(question)
        self._unique = {name: some[0] for name, some in by_name.items() if len(some) == 1}
        self._questions = questions
        self._longest_first = sorted((*self._unique, *questions), key=len, reverse=True)

    def sentence(self, part: Comparison) -> str:
        """Return a comparison as a line."""
        question = self._questions.get(part.question)
        name = _worded(question) if question else part.question
        called = name if self._unique.get(name) is question else part.question
        values = part.value if isinstance(part.value, tuple) else (part.value,)
        sign = "属于" if part.op is Operator.IN else SIGNS[part.op]
        return f"{called} {sign} {'、'.join(map(str, values))}".strip()

    def begun(self, words: str) -> Iterator[tuple[Question, str]]:
        """Yield every question with which a line begins, the longest name first, and the rest."""
        for name in self._longest_first:
            if words.startswith(name):
                question = self._questions.get(name) or self._unique[name]
                yield question, words[len(name) :].strip()


def _worded(question: Question) -> str:
    return " ".join(question.text.split()).rstrip("?？ ")


@dataclass
class _Reader:
    """Reads lines, and notes everything that is wrong with them."""

    names: _Names
    before: Condition | None
    problems: list[TextProblem] = field(default_factory=list)

    def note(self, line: _Line, rule: str, words: str = "") -> None:
        self.problems.append(TextProblem(line.number, rule, words or line.words))

    def block(self, lines: Sequence[_Line]) -> list[Condition]:
        """Return what lines side by side say; what stands further in belongs to the line above."""
        found: list[Condition] = []
        indent, at = lines[0].indent, 0
        while at < len(lines):
            line = lines[at]
            end = next((n for n in range(at + 1, len(lines)) if lines[n].indent <= indent), None)
            inner = lines[at + 1 : end]
            if line.indent != indent:
                self.note(line, "indent")
            else:
                found += self._part(line, inner)
            at = len(lines) if end is None else end
        return found

    def _part(self, line: _Line, inner: Sequence[_Line]) -> Iterable[Condition]:
        is_any, is_all = _ANY.fullmatch(line.words), _ALL.fullmatch(line.words)
        if not (is_any or is_all):
            if inner:
                self.note(inner[0], "indent")
            return self._sentence(line)
        if not inner:
            self.note(line, "empty")
            return ()
        parts = tuple(self.block(inner))
        return (AnyOf(any=parts) if is_any else AllOf(all=parts),)

    def _sentence(self, line: _Line) -> tuple[Comparison, ...]:
        for part in comparisons_in(self.before):
            if self.names.sentence(part) == line.words:
                return (part,)
        rests = []
        for question, rest in self.names.begun(line.words):
            read = _comparison(question, rest)
            if read is not None:
                return (read,)
            rests.append(rest)
        self.note(line, "value" if rests else "question", rests[0] if rests else line.words)
        return ()


def _comparison(question: Question, words: str) -> Comparison | None:
    if question.kind is QuestionKind.NUMBER:
        cell = read_cell(words, question, ()) or ()
        return cell[0] if len(cell) == 1 else None
    if among := _AMONG.match(words):
        return _about(question, Operator.IN, words[among.end() :])
    for operator, pattern in SIGN_WORDS:
        sign = re.match(rf"(?:{pattern.replace('=', '[=＝]')})\s*", words)
        if sign and operator in (Operator.EQ, Operator.NE):
            return _about(question, operator, words[sign.end() :])
    is_one = question.kind is QuestionKind.SINGLE
    return _about(question, Operator.EQ, words) if is_one else None


def _about(question: Question, operator: Operator, words: str) -> Comparison | None:
    options = chosen_options(words, question.options)
    if not options:
        return None
    takes_set = operator is Operator.IN or question.kind is QuestionKind.MULTIPLE
    if not takes_set and len(options) > 1:
        return None
    value: Answer = options if takes_set else options[0]
    return Comparison(question=question.id, op=operator, value=value)
