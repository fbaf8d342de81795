"""Conditions as one line of text, as they stand in a spreadsheet cell, and back.

``food_form = "餐饮"``, ``全部(area ≥ 300; kind 属于 ["旅馆", "浴室"])``, ``任一(…; …)``.
"""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition, Operator

SIGNS: Mapping[Operator, str] = MappingProxyType(
    {
        Operator.EQ: "=",
        Operator.NE: "≠",
        Operator.GT: ">",
        Operator.GE: "≥",
        Operator.LT: "<",
        Operator.LE: "≤",
        Operator.IN: "属于",
    }
)
_OPERATORS = {sign: operator for operator, sign in SIGNS.items()} | {
    "==": Operator.EQ,
    "!=": Operator.NE,
    "<>": Operator.NE,
    ">=": Operator.GE,
    "<=": Operator.LE,
    "in": Operator.IN,
}
_GROUP = re.compile(r"\s*(全部|任一)\s*[(（]")
_COMPARISON = re.compile(
    r"\s*(\w[\w.:-]*)(?:\s*(==|!=|<>|>=|<=|[=≠>≥<≤＝＞＜])|\s+(属于|in)(?=[\s\[]))\s*"
)
_PLAIN = re.compile(r"[^;；)）]*")
_BREAK = re.compile(r"\s*[;；]")
_END = re.compile(r"\s*[)）]")
_FULL_WIDTH = str.maketrans("＝＞＜", "=><")
MAX_DEPTH = 30
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def condition_text(condition: Condition | None, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Return a condition as one line, with questions by their names as far as they are given.

    Examples:
        >>> area = Comparison(question="area", op=Operator.GE, value=300)
        >>> condition_text(area), condition_text(area, {"area": "多大？"})
        ('area ≥ 300', '多大？ ≥ 300')
    """
    if condition is None:
        return ""
    if isinstance(condition, Comparison):
        value = json.dumps(condition.value, ensure_ascii=False)
        name = names.get(condition.question, condition.question)
        return f"{name} {SIGNS[condition.op]} {value}"
    is_all = isinstance(condition, AllOf)
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    joined = "; ".join(condition_text(part, names) for part in parts)
    return ("全部(" if is_all else "任一(") + joined + ")"


def read_condition(text: str) -> Condition | None:
    """Return the condition that a line says; nothing for an empty line.

    Raises:
        ValueError: If the line cannot be read; the message names the place.

    Examples:
        >>> read_condition("food_form = 餐饮")
        Comparison(question='food_form', op=<Operator.EQ: 'eq'>, value='餐饮')
        >>> read_condition('任一(a = "1"; b > 2)') == read_condition('任一（a = "1"；b > 2）')
        True
    """
    if not text.strip():
        return None
    condition, end = _condition_at(text, 0, 0)
    if text[end:].strip():
        raise ValueError(text[end : end + 20])
    return condition


def _condition_at(text: str, start: int, depth: int) -> tuple[Condition, int]:
    if depth > MAX_DEPTH:
        raise ValueError(text[start : start + 20])
    if group := _GROUP.match(text, start):
        parts, end = _parts_at(text, group.end(), depth)
        return (AllOf(all=parts) if group[1] == "全部" else AnyOf(any=parts)), end
    found = _COMPARISON.match(text, start)
    if found is None:
        raise ValueError(text[start : start + 20])
    value, end = _value_at(text, found.end())
    operator = _OPERATORS[(found[2] or found[3]).translate(_FULL_WIDTH)]
    return Comparison(question=found[1], op=operator, value=value), end


def _parts_at(text: str, start: int, depth: int) -> tuple[tuple[Condition, ...], int]:
    parts: list[Condition] = []
    while not (end := _END.match(text, start)):
        part, start = _condition_at(text, start, depth + 1)
        parts.append(part)
        if separator := _BREAK.match(text, start):
            start = separator.end()
        elif not _END.match(text, start):
            raise ValueError(text[start : start + 20])
    return tuple(parts), end.end()


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """Return a value: as in JSON, or the plain words up to the next separator."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        value, end = None, start
    known = isinstance(value, str | int | float | list) and not isinstance(value, bool)
    rest = _PLAIN.match(text, end)
    if known and rest is not None and not rest[0].strip():
        return (tuple(value) if isinstance(value, list) else value), end
    plain = _PLAIN.match(text, start)
    words = plain[0].strip() if plain else ""
    if not words or plain is None:
        raise ValueError(text[start : start + 20])
    return words, plain.end()
