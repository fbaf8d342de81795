"""Cells of DMN decision tables: unary tests in FEEL, written and read.

Written are the shortest tests that say it. Read are those that a condition can express:
``-``, values, ``not(…)``, comparisons, intervals, conjunctions with ``?``, and tests of lists
as they are written here.
"""

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from core.catalogue.models import Comparison, Operator, QuestionKind
from core.situations.fitting import as_others_say, fits, values_in
from core.themes.exchanging.feel_texts import bare, split_outside, value_in, values_of

ANYTHING = "-"
NOTHING = "? in []"
_ANSWERED = "? != null"
"""FEEL takes null to differ from every value; for us a question without an answer does not."""
_SIGNS = {
    Operator.GT: ">",
    Operator.GE: ">=",
    Operator.LT: "<",
    Operator.LE: "<=",
    Operator.EQ: "=",
    Operator.NE: "!=",
}
_OPERATORS = {sign: op for op, sign in _SIGNS.items()}
_LIST = r"\[(?P<list>.*)\]"
_SOME = re.compile(rf"some x in \? satisfies list contains\({_LIST}, x\)", re.DOTALL)
_SAME = re.compile(
    rf"(?P<not>not\()?count\(\?\) = (?P<count>\d+) and "
    rf"\(every x in \? satisfies list contains\({_LIST}, x\)\)(?(not)\))",
    re.DOTALL,
)
_COMPARED = re.compile(r"(?P<sign>>=|<=|!=|=|>|<)\s*(?P<value>.+)", re.DOTALL)
_INTERVAL = re.compile(
    r"(?P<open>[\[\]\(])(?P<low>[^.]+(?:\.\d+)?)\.\.(?P<high>.+)(?P<close>[\]\[\)])"
)
_EQUAL = re.compile(r"\?\s*=\s*(?P<value>.+)", re.DOTALL)


class NotUnderstoodError(Exception):
    """A cell says what no condition can express."""


def written(comparisons: Iterable[Comparison], kind: QuestionKind) -> str:
    """Return the cell that says that all of some comparisons with one question hold.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> written([big], QuestionKind.NUMBER), written([], QuestionKind.NUMBER)
        ('> 300', '-')
    """
    every = [as_others_say(comparison, kind) for comparison in comparisons]
    if not every:
        return ANYTHING
    if any(
        comparison.op is Operator.IN and not values_in(comparison.value) for comparison in every
    ):
        return NOTHING
    several = kind is QuestionKind.MULTIPLE
    if len(every) == 1 and every[0].op is not Operator.NE:
        return _several(every[0]) if several else _alone(every[0])
    tests = [_several(comparison) if several else _with_mark(comparison) for comparison in every]
    if any(comparison.op is Operator.NE for comparison in every):
        tests.insert(0, _ANSWERED)
    return " and ".join(f"({test})" for test in tests)


def _alone(comparison: Comparison) -> str:
    values = ", ".join(map(_value, values_in(comparison.value)))
    return (
        values
        if comparison.op in (Operator.EQ, Operator.IN)
        else f"{_SIGNS[comparison.op]} {values}"
    )


def _with_mark(comparison: Comparison) -> str:
    if comparison.op is Operator.IN:
        return " or ".join(f"? = {_value(value)}" for value in values_in(comparison.value))
    return f"? {_SIGNS[comparison.op]} {_value(comparison.value)}"


def _several(comparison: Comparison) -> str:
    values = values_in(comparison.value)
    listed = f"[{', '.join(map(_value, values))}]"
    if comparison.op is Operator.IN:
        return f"some x in ? satisfies list contains({listed}, x)"
    same = f"count(?) = {len(values)} and (every x in ? satisfies list contains({listed}, x))"
    return same if comparison.op is Operator.EQ else f"not({same})"


def _value(value: object) -> str:
    """Write a value; numbers in FEEL have no exponent."""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value, ensure_ascii=False)


def read(cell: str, question: str, kind: QuestionKind | None = None) -> tuple[Comparison, ...]:
    """Return the comparisons of a cell, all of which have to hold.

    Args:
        cell: The text of the cell.
        question: The question of its column.
        kind: How the question is answered, if that is known.

    Raises:
        NotUnderstoodError: If no conditions can express it.

    Examples:
        >>> [(one.op.value, one.value) for one in read("(3..10]", "rooms")]
        [('gt', 3), ('le', 10)]
    """
    text = cell.strip()
    if text in ("", ANYTHING):
        return ()
    if text == NOTHING:
        return (Comparison(question=question, op=Operator.IN, value=()),)
    for reading in _readings(kind):
        found = reading(text, question)
        if found is not None and all(fits(value, kind) for value in found):
            return found
    raise NotUnderstoodError(cell)


_Read = tuple[Comparison, ...] | None
_Reading = Callable[[str, str], _Read]


def _readings(kind: QuestionKind | None) -> tuple[_Reading, ...]:
    """Return the ways in which a cell can be read; one answer is tested otherwise than several."""
    sets: tuple[_Reading, ...] = () if kind in _ALONE else (_read_some, _read_same)
    each = () if kind is QuestionKind.MULTIPLE else (_read_either, _read_compared_with_mark)

    def read_marked(text: str, question: str) -> _Read:
        return _read_marked(text, question, (*sets, *each))

    if kind is QuestionKind.MULTIPLE:
        return (*sets, read_marked)
    return (*sets, read_marked, _read_interval, _read_compared, _read_not, _read_values)


_ALONE = (QuestionKind.SINGLE, QuestionKind.NUMBER)


def _read_marked(text: str, question: str, readings: Iterable[_Reading]) -> _Read:
    """Read ``(? > 3) and (? <= 10)``, and single tests with ``?``.

    That there is an answer says nothing beside another test, and cannot be said alone.
    """
    parts = split_outside(bare(text)[0], " and ")
    found: list[Comparison] = []
    for part in parts:
        test, is_wrapped = bare(part)
        if test == _ANSWERED:
            continue
        if len(parts) > 1 and not is_wrapped and len(split_outside(test, " or ")) > 1:
            return None  # ``and`` binds first, so the parts are others
        inner = next(
            (reading for reading in (r(test, question) for r in readings) if reading), None
        )
        if inner is None:
            return None
        found += inner
    return tuple(found) or None


def _read_some(text: str, question: str) -> _Read:
    found = _SOME.fullmatch(text)
    values = values_of(found["list"]) if found else None
    return (Comparison(question=question, op=Operator.IN, value=values),) if values else None


def _read_same(text: str, question: str) -> _Read:
    found = _SAME.fullmatch(text)
    if not found:
        return None
    values = values_of(found["list"]) if found["list"].strip() else ()
    if values is None or not len(values) == len(set(values)) == value_in(found["count"]):
        return None
    op = Operator.NE if found["not"] else Operator.EQ
    return (Comparison(question=question, op=op, value=values),)


def _read_either(text: str, question: str) -> _Read:
    """Read ``? = "a" or ? = "b"``."""
    found = [_EQUAL.fullmatch(bare(piece)[0]) for piece in split_outside(text, " or ")]
    values = tuple(value_in(match_["value"].strip()) if match_ else None for match_ in found)
    if len(values) < 2 or None in values:
        return None
    return (Comparison(question=question, op=Operator.IN, value=values),)


def _read_compared_with_mark(text: str, question: str) -> _Read:
    return _read_compared(text[1:].strip(), question) if text.startswith("?") else None


def _read_compared(text: str, question: str) -> _Read:
    found = _COMPARED.fullmatch(text)
    value = value_in(found["value"].strip()) if found else None
    if found is None or value is None:
        return None
    return (Comparison(question=question, op=_OPERATORS[found["sign"]], value=value),)


def _read_interval(text: str, question: str) -> _Read:
    found = _INTERVAL.fullmatch(text)
    edges = (found["low"], found["high"]) if found else ("", "")
    low, high = (value_in(edge.strip()) for edge in edges)
    if found is None or not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    above = Operator.GE if found["open"] == "[" else Operator.GT
    below = Operator.LE if found["close"] == "]" else Operator.LT
    if low > high or (low == high and (above, below) != (Operator.GE, Operator.LE)):
        return None  # no number lies in it, so something else was meant
    return (
        Comparison(question=question, op=above, value=low),
        Comparison(question=question, op=below, value=high),
    )


def _read_not(text: str, question: str) -> _Read:
    if not (text.startswith("not(") and text.endswith(")")):
        return None
    values = values_of(text[4:-1])
    if not values:
        return None
    return tuple(Comparison(question=question, op=Operator.NE, value=value) for value in values)


def _read_values(text: str, question: str) -> _Read:
    values = values_of(text)
    if not values:
        return None
    if len(values) == 1:
        return (Comparison(question=question, op=Operator.EQ, value=values[0]),)
    return (Comparison(question=question, op=Operator.IN, value=values),)
