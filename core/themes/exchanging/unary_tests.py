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

ANYTHING = "-"
NOTHING = "? in []"
_ANSWERED = "? != null"
"""FEEL takes null to differ from every value; for us a question without an answer does not."""
_SIGNS = {
    Operator.GT: ">", Operator.GE: ">=", Operator.LT: "<", Operator.LE: "<=",
    Operator.EQ: "=", Operator.NE: "!=",
}  # fmt: skip
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
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?')


class NotUnderstoodError(Exception):
    """A cell says what no condition can express."""


def written(comparisons: Iterable[Comparison], kind: QuestionKind) -> str:
    """Return the cell that says that all of some comparisons with one question hold.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> written([big], QuestionKind.NUMBER), written([], QuestionKind.NUMBER)
        ('> 300', '-')
    """
    every = list(comparisons)
    if not every:
        return ANYTHING
    if any(one.op is Operator.IN and not _values(one) for one in every):
        return NOTHING
    several = kind is QuestionKind.MULTIPLE
    if len(every) == 1 and every[0].op is not Operator.NE:
        return _several(every[0]) if several else _alone(every[0])
    tests = [_several(one) if several else _with_mark(one) for one in every]
    if any(one.op is Operator.NE for one in every):
        tests.insert(0, _ANSWERED)
    return " and ".join(f"({test})" for test in tests)


def _alone(one: Comparison) -> str:
    values = ", ".join(map(_value, _values(one)))
    return values if one.op in (Operator.EQ, Operator.IN) else f"{_SIGNS[one.op]} {values}"


def _with_mark(one: Comparison) -> str:
    if one.op is Operator.IN:
        return " or ".join(f"? = {_value(value)}" for value in _values(one))
    return f"? {_SIGNS[one.op]} {_value(one.value)}"


def _several(one: Comparison) -> str:
    values = _values(one)
    listed = f"[{', '.join(map(_value, values))}]"
    if one.op is Operator.IN:
        return f"some x in ? satisfies list contains({listed}, x)"
    same = f"count(?) = {len(values)} and (every x in ? satisfies list contains({listed}, x))"
    return same if one.op is Operator.EQ else f"not({same})"


def _values(one: Comparison) -> tuple[object, ...]:
    return one.value if isinstance(one.value, tuple) else (one.value,)


def _value(value: object) -> str:
    """Write a value; numbers in FEEL have no exponent."""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value, ensure_ascii=False)


def read(cell: str, question: str) -> tuple[Comparison, ...]:
    """Return the comparisons of a cell, all of which have to hold.

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
    for reading in _READINGS:
        found = reading(text, question)
        if found is not None:
            return found
    raise NotUnderstoodError(cell)


_Read = tuple[Comparison, ...] | None


def _read_some(text: str, question: str) -> _Read:
    found = _SOME.fullmatch(text)
    values = _listed(found["list"]) if found else None
    return (Comparison(question=question, op=Operator.IN, value=values),) if values else None


def _read_same(text: str, question: str) -> _Read:
    found = _SAME.fullmatch(text)
    if not found:
        return None
    values = _listed(found["list"]) if found["list"] else ()
    if values is None or len(values) != int(found["count"]):
        return None
    op = Operator.NE if found["not"] else Operator.EQ
    return (Comparison(question=question, op=op, value=values),)


def _read_marked(text: str, question: str) -> _Read:
    """Read ``(? > 3) and (? <= 10)``, and single comparisons with ``?``."""
    if "?" not in text:
        return None
    parts = [_bare(part) for part in _split_outside(text, " and ")]
    found: list[Comparison] = []
    for part in parts:
        if part == _ANSWERED:
            continue
        inner = _in_list(part, question) or _read_some(part, question) or _read_same(part, question)
        if inner is None and part.startswith("?"):
            inner = _read_compared(part[1:].strip(), question)
        if inner is None:
            return None
        found += inner
    return tuple(found)


def _in_list(part: str, question: str) -> _Read:
    pieces = _split_outside(part, " or ")
    values = [_single(piece.removeprefix("? = ")) for piece in pieces if piece.startswith("? = ")]
    if len(pieces) < 2 or len(values) != len(pieces) or None in values:
        return None
    return (Comparison(question=question, op=Operator.IN, value=tuple(values)),)


def _read_compared(text: str, question: str) -> _Read:
    found = _COMPARED.fullmatch(text)
    value = _single(found["value"]) if found else None
    if found is None or value is None:
        return None
    return (Comparison(question=question, op=_OPERATORS[found["sign"]], value=value),)


def _read_interval(text: str, question: str) -> _Read:
    found = _INTERVAL.fullmatch(text)
    low, high = (_single(found["low"]), _single(found["high"])) if found else (None, None)
    if found is None or not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    above = Operator.GE if found["open"] == "[" else Operator.GT
    below = Operator.LE if found["close"] == "]" else Operator.LT
    return (
        Comparison(question=question, op=above, value=low),
        Comparison(question=question, op=below, value=high),
    )


def _read_not(text: str, question: str) -> _Read:
    if not (text.startswith("not(") and text.endswith(")")):
        return None
    values = _listed(text[4:-1])
    if not values:
        return None
    return tuple(Comparison(question=question, op=Operator.NE, value=one) for one in values)


def _read_values(text: str, question: str) -> _Read:
    values = _listed(text)
    if not values:
        return None
    if len(values) == 1:
        return (Comparison(question=question, op=Operator.EQ, value=values[0]),)
    return (Comparison(question=question, op=Operator.IN, value=values),)


_READINGS: tuple[Callable[[str, str], _Read], ...] = (
    _read_some, _read_same, _read_marked, _read_interval, _read_compared, _read_not, _read_values,
)  # fmt: skip


def _listed(text: str) -> tuple[str | int | float, ...] | None:
    """Return values separated by commas, or nothing if there is anything else."""
    values = _VALUE.findall(text)
    if re.sub(r"[\s,]", "", _VALUE.sub("", text)) or not values:
        return None
    return tuple(json.loads(one) for one in values)


def _single(text: str) -> str | int | float | None:
    values = _listed(text.strip())
    return values[0] if values and len(values) == 1 else None


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _split_outside(text: str, separator: str) -> list[str]:
    """Split a text where a separator stands outside of brackets and quotes."""
    parts, depth, quoted, start, place = [], 0, False, 0, 0
    while place < len(text):
        sign = text[place]
        quoted ^= sign == '"' and text[place - 1 : place] != "\\"
        depth += 0 if quoted else (sign in "([") - (sign in ")]")
        if not quoted and not depth and text.startswith(separator, place):
            parts.append(text[start:place])
            start = place = place + len(separator)
            continue
        place += 1
    return [*parts, text[start:]]
