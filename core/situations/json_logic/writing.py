"""Write conditions as JsonLogic rules.

A comparison also says that its question has an answer: JsonLogic compares ``null`` with
anything, we do not.
"""

from collections.abc import Mapping
from typing import Any

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition, Operator, QuestionKind
from core.situations.fitting import as_others_say, values_in

Rule = Any
"""A JsonLogic rule: plain data as it stands in JSON."""
Kinds = Mapping[str, QuestionKind]
"""How questions are answered: several answers are lists in the data of a rule."""

SIGNS = {
    Operator.EQ: "==",
    Operator.NE: "!=",
    Operator.GT: ">",
    Operator.GE: ">=",
    Operator.LT: "<",
    Operator.LE: "<=",
}
"""How comparisons are written."""


def json_logic_of(condition: Condition | None, kinds: Kinds) -> Rule:
    """Return the rule that says the same of complete answers; no condition is ``true``.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> json_logic_of(big, {"area": QuestionKind.NUMBER})
        {'and': [{'!=': [{'var': 'area'}, None]}, {'>': [{'var': 'area'}, 300]}]}
    """
    if condition is None:
        return True
    if isinstance(condition, AllOf | AnyOf):
        return _joined(condition, kinds)
    kind = kinds.get(condition.question)
    condition = as_others_say(condition, kind)
    variable = {"var": condition.question}
    if kind is QuestionKind.MULTIPLE:
        compared = _several(condition, variable)
    elif condition.op is Operator.IN:
        compared = {"in": [variable, list(values_in(condition.value))]}
    else:
        compared = {SIGNS[condition.op]: [variable, condition.value]}
    return {"and": [{"!=": [variable, None]}, compared]}


def _joined(condition: AllOf | AnyOf, kinds: Kinds) -> Rule:
    """Join parts; of none at all JsonLogic makes neither truth, so the truth is written."""
    is_all = isinstance(condition, AllOf)
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    if not parts:
        return is_all
    return {"and" if is_all else "or": [json_logic_of(part, kinds) for part in parts]}


def _several(condition: Comparison, variable: Rule) -> Rule:
    """Compare a set of answers: ``in`` intersects, ``eq`` is the same set."""
    values = list(values_in(condition.value))
    is_one = {"in": [{"var": ""}, values]}
    if condition.op is Operator.IN:
        return {"some": [variable, is_one]}
    same = {
        "and": [*({"in": [value, variable]} for value in values), {"!": _other(variable, is_one)}]
    }
    return same if condition.op is Operator.EQ else {"!": same}


def _other(variable: Rule, is_one: Rule) -> Rule:
    return {"some": [variable, {"!": is_one}]}
