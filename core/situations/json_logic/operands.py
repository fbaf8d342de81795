"""What stands between the operators of JsonLogic rules: questions, answers, lists of answers."""

import json
import operator
from collections.abc import Callable
from itertools import islice
from math import isfinite
from typing import Any

from core.catalogue.models import Operator
from core.situations.json_logic.writing import Rule


def question_in(rule: Rule) -> str | None:
    """Return the question whose answer a rule names, and nothing else: ``{"var": "q"}``.

    Examples:
        >>> question_in({"var": ["q"]}), question_in({"var": ["q", 1]}), question_in({"var": ""})
        ('q', None, None)
    """
    if not is_variable(rule):
        return None
    name = rule["var"]
    name = name[0] if isinstance(name, list) and len(name) == 1 else name
    return name if isinstance(name, str) and name else None


def is_variable(rule: Rule) -> bool:
    """Say whether a rule looks something up in the data, whatever it is."""
    return isinstance(rule, dict) and list(rule) == ["var"]


def answered_in(rule: Rule) -> str | None:
    """Return the question of which a rule only says that it has an answer.

    Examples:
        >>> answered_in({"!=": [{"var": "q"}, None]}), answered_in({"!=": [{"var": "q"}, 1]})
        ('q', None)
    """
    if not (isinstance(rule, dict) and len(rule) == 1):
        return None
    ((sign, parts),) = rule.items()
    if sign not in ("!=", "!==") or not isinstance(parts, list) or len(parts) != 2:
        return None
    first, second = parts
    if second is None:
        return question_in(first)
    return question_in(second) if first is None else None


def listed_in(rule: Rule) -> list[Any] | None:
    """Return the answers of which one is: ``{"in": [{"var": ""}, [...]]}``."""
    parts = rule.get("in") if isinstance(rule, dict) and len(rule) == 1 else None
    is_listed = isinstance(parts, list) and len(parts) == 2 and parts[0] == {"var": ""}
    return parts[1] if is_listed and parts and are_answers(parts[1]) else None


def same_set(parts: list[Rule]) -> tuple[str, list[Any]] | None:
    """Return the question and the set of answers that are the same, as ours say it.

    Each answer is among those given, and no other is.
    """
    *each, others = parts
    try:
        variable, is_other = others["!"]["some"]
        values = listed_in(is_other["!"])
        named = [operand["in"] for operand in each]
    except (KeyError, TypeError, ValueError):
        return None
    question = question_in(variable)
    if question is None or values is None or named != [[value, variable] for value in values]:
        return None
    return question, values


def are_answers(values: Any) -> bool:
    """Say whether something is a list of plain answers."""
    return isinstance(values, list) and all(map(is_answer, values))


def is_answer(value: Any) -> bool:
    """Say whether something can be an answer: a text of whole characters, or a number."""
    return _is_whole(value) if isinstance(value, str) else is_number(value)


def _is_whole(text: str) -> bool:
    """Say whether a text has no half of a character, which JSON can write and UTF-8 cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def is_number(value: Any) -> bool:
    """Say whether something is a number that all engines hold alike.

    Examples:
        >>> is_number(60), is_number(True), is_number(2**53 + 1)
        (True, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value) and float(value) == value
    except OverflowError:
        return False


def constants_hold(op: Operator, first: Any, second: Any) -> bool | None:
    """Compare two values that stand in the rule itself; nothing where engines may differ."""
    alike = (is_number(first) and is_number(second)) or type(first) is type(second) is str
    return _HOLDS[op](_sortable(first), _sortable(second)) if alike else None


def _sortable(value: Any) -> Any:
    """Return a text as JavaScript sorts it, by halves of characters."""
    return value.encode("utf-16-be", "surrogatepass") if isinstance(value, str) else value


_HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
    Operator.GT: operator.gt,
    Operator.GE: operator.ge,
    Operator.LT: operator.lt,
    Operator.LE: operator.le,
}


def shown(rule: Rule) -> str:
    """Return the beginning of a rule as it was written, however large it is."""
    if isinstance(rule, dict):
        return "{" + ", ".join(f'"{key[:20]}": …' for key in islice(rule, 3)) + "}"
    if isinstance(rule, list):
        return "[…]" if rule else "[]"
    return json.dumps(rule[:60] if isinstance(rule, str) else rule, ensure_ascii=False)[:60]
