"""When a question of an XLSForm is asked (``relevant``), as far as a matter can say it.

A matter's conditions look at guiding questions. An expression is taken only if it means the same
there: equality, choice and comparison with a number, joined by ``and``, about questions of the
catalogue that are not fields of the form itself. ``!=`` and ``not`` hold of what nobody answered
there, but not here, so they are left to a person.
"""

import re
from collections.abc import Mapping, Sequence

from core.catalogue.models import AllOf, Comparison, Condition, Operator, Question, QuestionKind

_AND = re.compile(r"\s+and\s+")
_SELECTED = re.compile(r"selected\(\s*\$\{([\w.:-]+)\}\s*,\s*(['\"])([^'\"]*)\2\s*\)")
_EQUAL = re.compile(r"\$\{([\w.:-]+)\}\s*=\s*(['\"])([^'\"]*)\2")
_COMPARED = re.compile(r"\$\{([\w.:-]+)\}\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)")
_OPERATORS = {
    ">=": Operator.GE,
    "<=": Operator.LE,
    ">": Operator.GT,
    "<": Operator.LT,
    "=": Operator.EQ,
}


def condition_of(expressions: Sequence[str], questions: Mapping[str, Question]) -> Condition | None:
    """Return what several expressions mean together; nothing where there are none.

    Raises:
        ValueError: If one of them cannot be said; the message is that one.
    """
    parts = [part for text in expressions for part in _parts_of(text, questions)]
    return AllOf(all=tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _parts_of(text: str, questions: Mapping[str, Question]) -> list[Comparison]:
    try:
        return [_comparison(part.strip(), questions) for part in _AND.split(text.strip())]
    except ValueError as error:
        raise ValueError(text) from error


def _comparison(text: str, questions: Mapping[str, Question]) -> Comparison:
    if found := _SELECTED.fullmatch(text) or _EQUAL.fullmatch(text):
        return _choice(questions.get(found[1]), found[3], is_selected=text.startswith("selected"))
    found = _COMPARED.fullmatch(text)
    asked = questions.get(found[1]) if found else None
    if found is None or asked is None or asked.kind is not QuestionKind.NUMBER:
        raise ValueError(text)
    number = float(found[3]) if "." in found[3] else int(found[3])
    return Comparison(question=asked.id, op=_OPERATORS[found[2]], value=number)


def _choice(asked: Question | None, option: str, *, is_selected: bool) -> Comparison:
    is_single = asked is not None and asked.kind is QuestionKind.SINGLE
    if asked is None or option not in asked.options or not (is_single or is_selected):
        raise ValueError(option)
    if is_single:
        return Comparison(question=asked.id, op=Operator.EQ, value=option)
    return Comparison(question=asked.id, op=Operator.IN, value=(option,))
