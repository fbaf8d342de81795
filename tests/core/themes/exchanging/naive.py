"""Documents of others evaluated plainly, by their own specifications, to compare ours with.

JsonLogic as https://jsonlogic.com has it in JavaScript, coercions and all. DMN tables are drawn
as small trees that are both written as FEEL and evaluated, so that what a cell means does not
depend on how it is read.
"""

import json
import operator
from dataclasses import dataclass
from math import nan

ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}

# --- JsonLogic


def json_logic(rule, data):
    """Return what json-logic-js returns; data has every question."""
    if not isinstance(rule, dict):
        return rule
    ((sign, given),) = rule.items()
    parts = given if isinstance(given, list) else [given]
    if sign in _LAZY:
        return _LAZY[sign](parts, data)
    return _computed(sign, [json_logic(part, data) for part in parts])


def _joined(parts, data, decisive):
    """Return the first value that decides, else the last; of nothing, nothing."""
    value = None
    for part in parts:
        value = json_logic(part, data)
        if truthy(value) is decisive:
            break
    return value


def _chosen(parts, data):
    if len(parts) < 2:
        return json_logic(parts[0], data) if parts else None
    if truthy(json_logic(parts[0], data)):
        return json_logic(parts[1], data)
    return _chosen(parts[2:], data)


def _some(parts, data):
    items = json_logic(parts[0], data)
    return isinstance(items, list) and any(truthy(json_logic(parts[1], item)) for item in items)


def _variable(parts, data):
    name = parts[0] if parts else ""
    if name == "":
        return data
    found = data.get(name) if isinstance(data, dict) else None
    return found if found is not None or len(parts) < 2 else parts[1]


_LAZY = {
    "var": _variable,
    "and": lambda parts, data: _joined(parts, data, decisive=False),
    "or": lambda parts, data: _joined(parts, data, decisive=True),
    "if": _chosen,
    "some": _some,
}


def _computed(sign, values):
    first, second, third = (*values, None, None, None)[:3]
    if sign in ORDER and len(values) > 2 and sign in ("<", "<="):
        return _ordered(sign, first, second) and _ordered(sign, second, third)
    return {
        "!": lambda: not truthy(first),
        "!!": lambda: truthy(first),
        "==": lambda: loosely_equal(first, second),
        "!=": lambda: not loosely_equal(first, second),
        "===": lambda: _strictly_equal(first, second),
        "!==": lambda: not _strictly_equal(first, second),
        "in": lambda: _is_in(first, second),
    }.get(sign, lambda: _ordered(sign, first, second))()


def truthy(value):
    return bool(value) if not isinstance(value, list) else len(value) > 0


def _strictly_equal(left, other):
    if isinstance(left, list) or isinstance(other, list):
        return False
    return _type(left) == _type(other) and left == other


def loosely_equal(left, other):
    if left is None or other is None:
        return left is other
    if isinstance(left, list) and isinstance(other, list):
        return False
    if _type(left) == _type(other):
        return left == other
    left, other = _primitive(left), _primitive(other)
    return left == other if _type(left) == _type(other) else _number(left) == _number(other)


def _ordered(sign, left, other):
    left, other = _primitive(left), _primitive(other)
    if isinstance(left, str) and isinstance(other, str):
        return ORDER[sign](left, other)
    return ORDER[sign](_number(left), _number(other))


def _is_in(left, other):
    if isinstance(other, list):
        return any(_strictly_equal(left, each) for each in other)
    return isinstance(other, str) and _text(left) in other


def _type(value):
    return (
        "number"
        if isinstance(value, int | float) and value is not True and value is not False
        else type(value).__name__
    )


def _primitive(value):
    return ",".join(map(_text, value)) if isinstance(value, list) else value


def _text(value):
    if isinstance(value, list):
        return _primitive(value)
    return value if isinstance(value, str) else json.dumps(value)


def _number(value):
    if value is None:
        return 0
    if isinstance(value, str):
        try:
            return float(value.strip() or 0)
        except ValueError:
            return nan
    return float(value)


# --- DMN: tests of a cell, each with what it says and how that is written


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in a document, and what it says of a value."""

    text: str
    holds: object


def feel(value):
    return json.dumps(value, ensure_ascii=False)


def equal(left, other):
    """Values of different types are not equal in FEEL, and a list is no value."""
    return _type(left) == _type(other) and left == other


def compared(sign, left, other):
    if _type(left) != _type(other) or isinstance(left, list):
        return False  # null, which a row does not take for true
    return ORDER[sign](left, other)


def decided(rows, policy, answers):
    """Return the codes that a table gives for some answers, or nothing if that is an error.

    Args:
        rows: For each row its cells by question, and its code.
        policy: The hit policy.
        answers: The answer to every question.
    """
    hit = [
        code
        for cells, code in rows
        if all(cell.holds(answers[question]) for question, cell in cells.items())
    ]
    if policy == "UNIQUE" and len(hit) > 1:
        return None
    if policy == "ANY" and len(set(hit)) > 1:
        return None
    return set(hit)
