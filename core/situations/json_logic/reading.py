"""Read JsonLogic rules as conditions.

What our conditions can say is taken; everything else is refused with its place, all at once.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition, Operator
from core.errors import NotJsonLogicError, Problem
from core.situations.json_logic.writing import SIGNS, Rule

_READ = {sign: op for op, sign in SIGNS.items()} | {"===": Operator.EQ, "!==": Operator.NE}
_TURNED = {
    Operator.GT: Operator.LT, Operator.LT: Operator.GT,
    Operator.GE: Operator.LE, Operator.LE: Operator.GE,
}  # fmt: skip
_OPPOSITE = {
    Operator.EQ: Operator.NE, Operator.NE: Operator.EQ, Operator.GT: Operator.LE,
    Operator.LE: Operator.GT, Operator.GE: Operator.LT, Operator.LT: Operator.GE,
}  # fmt: skip
_ORDERED = frozenset(_TURNED)
_MOST_NESTED = 40


def condition_of(rule: Rule) -> Condition | None:
    """Return the condition that a rule describes, nothing if it always holds.

    Raises:
        NotJsonLogicError: Naming every place that conditions cannot express.
    """
    reader = _Reader()
    found = reader.read(rule, "", negated=False)
    if found is False and not reader.problems:
        reader.refuse("never", "")
    if reader.problems:
        raise NotJsonLogicError(tuple(reader.problems))
    return None if isinstance(found, bool) else found


Read = bool | Condition
"""What a rule comes down to: always, never, or a condition."""


class _Reader:
    """Reads rules, and notes whatever cannot be read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._nested = 0

    def refuse(self, why: str, place: str, **params: object) -> Read:
        """Note a problem; reading goes on as if the part held."""
        told = tuple((name, str(value)) for name, value in params.items())
        self.problems.append(Problem(place or "/", f"json-logic-{why}", told))
        return True

    def read(self, rule: Rule, place: str, *, negated: bool) -> Read:
        """Return what a rule says, or its opposite."""
        if isinstance(rule, bool):
            return rule is not negated
        if not (isinstance(rule, dict) and len(rule) == 1):
            return self.refuse("not-a-rule", place, rule=str(rule)[:60])
        ((sign, given),) = rule.items()
        parts = list(given) if isinstance(given, list | tuple) else [given]
        place = f"{place}/{sign}"
        self._nested += 1
        try:
            if self._nested > _MOST_NESTED:
                return self.refuse("too-deep", place)
            read = self._reading(sign)
            return (
                read(sign, parts, place, negated)
                if read
                else self.refuse("unknown", place, sign=str(sign)[:20])
            )
        finally:
            self._nested -= 1

    def _reading(self, sign: str) -> Callable[[str, Sequence[Rule], str, bool], Read] | None:
        if sign in _READ:
            return self._compared
        return {
            "and": self._joined, "or": self._joined, "!": self._not, "!!": self._yes,
            "in": self._among, "some": self._some,
        }.get(sign)  # fmt: skip

    def _joined(self, sign: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        same = _same_set(parts) if sign == "and" else None
        if same is not None:
            op = Operator.NE if negated else Operator.EQ
            return same.model_copy(update={"op": op})
        read = [
            self.read(one, f"{place}/{number}", negated=negated)
            for number, one in enumerate(parts)
            if not (sign == "and" and not negated and _says_answered(one))
        ]
        return joined_by("all" if (sign == "and") is not negated else "any", read)

    def _not(self, _: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 1:
            return self.refuse("one-part", place)
        return self.read(parts[0], f"{place}/0", negated=not negated)

    def _yes(self, _: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 1:
            return self.refuse("one-part", place)
        return self.read(parts[0], f"{place}/0", negated=negated)

    def _compared(self, sign: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        if len(parts) < 2 or (len(parts) > 2 and sign not in ("<", "<=")):
            return self.refuse("two-parts", place)
        read = [self._pair(_READ[sign], pair, place, negated) for pair in pairwise(parts)]
        return joined_by("any" if negated else "all", read)

    def _pair(self, op: Operator, pair: Sequence[Rule], place: str, negated: bool) -> Read:
        first, second = pair
        question, value = _question_in(first), second
        turned = question is None
        if turned:
            question, value = _question_in(second), first
        if question is None:
            return self._constants(op, pair, place, negated)
        op = _TURNED.get(op, op) if turned else op
        if not _is_answer(value) or (op in _ORDERED and not _is_number(value)):
            return self.refuse("not-a-value", place, value=str(value)[:60])
        op = _OPPOSITE[op] if negated else op
        return Comparison(question=question, op=op, value=value)

    def _constants(self, op: Operator, pair: Sequence[Rule], place: str, negated: bool) -> Read:
        """Compare two values that stand in the rule itself, where all engines agree."""
        first, second = pair
        alike = (_is_number(first) and _is_number(second)) or type(first) is type(second) is str
        if not alike:
            return self.refuse("not-a-value", place, value=f"{first}, {second}"[:60])
        found: bool = _HOLDS[op](first, second)
        return found is not negated

    def _among(self, _: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 2:
            return self.refuse("two-parts", place)
        first, second = parts
        question = _question_in(first)
        if question is not None and isinstance(second, list) and all(map(_is_answer, second)):
            return self._listed(question, second, negated)
        several = _question_in(second)
        if several is not None and isinstance(first, str):
            if negated:
                return self.refuse("not-opposite", place)
            return Comparison(question=several, op=Operator.IN, value=(first,))
        if isinstance(first, str) and isinstance(second, list | str):
            return (first in second) is not negated
        return self.refuse("not-a-value", place, value=str(second)[:60])

    def _listed(self, question: str, values: Sequence[Any], negated: bool) -> Read:
        if not negated:
            return Comparison(question=question, op=Operator.IN, value=tuple(values))
        others = [Comparison(question=question, op=Operator.NE, value=one) for one in values]
        return joined_by("all", others)

    def _some(self, _: str, parts: Sequence[Rule], place: str, negated: bool) -> Read:
        question = _question_in(parts[0]) if len(parts) == 2 else None
        values = _listed_in(parts[1]) if len(parts) == 2 else None
        if question is None or values is None or negated:
            return self.refuse("some", place)
        return Comparison(question=question, op=Operator.IN, value=tuple(values))


def joined_by(kind: str, parts: Sequence[Read]) -> Read:
    """Return conditions joined; what always or never holds is left out or decides."""
    decisive = kind == "any"
    if any(one is decisive for one in parts):
        return decisive
    left = [one for one in parts if not isinstance(one, bool)]
    if not left:
        return not decisive
    if len(left) == 1:
        return left[0]
    return AnyOf(any=tuple(left)) if decisive else AllOf(all=tuple(left))


def _question_in(rule: Rule) -> str | None:
    """Return the question whose answer a rule names: ``{"var": "q"}``."""
    if not (isinstance(rule, dict) and list(rule) == ["var"]):
        return None
    name = rule["var"]
    name = name[0] if isinstance(name, list) and len(name) == 1 else name
    return name if isinstance(name, str) and name and "." not in name else None


def _says_answered(rule: Rule) -> bool:
    """Say whether a rule only says that a question has an answer, as ours do going out."""
    return isinstance(rule, dict) and rule.get("!=", [0])[-1:] == [None]


def _listed_in(rule: Rule) -> list[Any] | None:
    parts = rule.get("in") if isinstance(rule, dict) else None
    is_listed = isinstance(parts, list) and len(parts) == 2 and parts[0] == {"var": ""}
    values = parts[1] if is_listed and parts else None
    return values if isinstance(values, list) and all(map(_is_answer, values)) else None


def _same_set(parts: Sequence[Rule]) -> Comparison | None:
    """Return what ours look like that say that a set of answers is the same as another."""
    if len(parts) < 1:
        return None
    *each, others = parts
    try:
        variable, is_other = others["!"]["some"]
        values = _listed_in(is_other["!"])
        question = _question_in(variable)
        named = [one["in"] for one in each]
    except (KeyError, TypeError, ValueError):
        return None
    if question is None or values is None or named != [[one, variable] for one in values]:
        return None
    return Comparison(question=question, op=Operator.EQ, value=tuple(values))


def _is_answer(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: lambda one, other: one == other, Operator.NE: lambda one, other: one != other,
    Operator.GT: lambda one, other: one > other, Operator.GE: lambda one, other: one >= other,
    Operator.LT: lambda one, other: one < other, Operator.LE: lambda one, other: one <= other,
}  # fmt: skip
