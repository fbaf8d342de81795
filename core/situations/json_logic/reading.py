"""Read JsonLogic rules as conditions.

What our conditions can say is taken; everything else is refused with its place, all at once.
A comparison with a question that has no answer is unknown (law 6), where JsonLogic compares
``null``; everything else has to mean the same.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from core.catalogue.models import Comparison, Condition, Operator, QuestionKind
from core.errors import NotJsonLogicError, Problem
from core.situations.fitting import ORDERED, fits
from core.situations.json_logic.joining import Read, joined_by, questions_needed
from core.situations.json_logic.operands import (
    answered_in,
    are_answers,
    constants_hold,
    is_answer,
    is_number,
    is_variable,
    listed_in,
    question_in,
    same_set,
    shown,
)
from core.situations.json_logic.writing import SIGNS, Kinds, Rule

_READ = {sign: op for op, sign in SIGNS.items()} | {"===": Operator.EQ, "!==": Operator.NE}
_TURNED = {
    Operator.GT: Operator.LT,
    Operator.LT: Operator.GT,
    Operator.GE: Operator.LE,
    Operator.LE: Operator.GE,
}
_OPPOSITE = {
    Operator.EQ: Operator.NE,
    Operator.NE: Operator.EQ,
    Operator.GT: Operator.LE,
    Operator.LE: Operator.GT,
    Operator.GE: Operator.LT,
    Operator.LT: Operator.GE,
}
_MOST_NESTED = 40


def condition_of(rule: Rule, kinds: Kinds | None = None) -> Condition | None:
    """Return the condition that a rule describes, nothing if it always holds.

    Args:
        rule: Plain data as it stands in JSON.
        kinds: How the questions that there are are answered; any may be asked if it is not said.

    Raises:
        NotJsonLogicError: Naming every place that conditions cannot express.
    """
    reader = _Reader(kinds)
    found = reader.read(rule, "", negated=False)
    if found is False and not reader.problems:
        reader.refuse("never", "")
    if reader.problems:
        raise NotJsonLogicError(tuple(reader.problems))
    return None if isinstance(found, bool) else found


class _Reader:
    """Reads rules, and notes whatever cannot be read."""

    def __init__(self, kinds: Kinds | None) -> None:
        self.problems: list[Problem] = []
        self._kinds = kinds
        self._nested = 0

    def refuse(self, why: str, place: str, **params: object) -> Read:
        """Note a problem; reading goes on as if the part held."""
        named = tuple((name, str(value)) for name, value in params.items())
        self.problems.append(Problem(place or "/", f"json-logic-{why}", named))
        return True

    def read(self, rule: Rule, place: str, *, negated: bool) -> Read:
        """Return what a rule says, or its opposite."""
        if isinstance(rule, bool):
            return rule is not negated
        if not (isinstance(rule, dict) and len(rule) == 1):
            return self.refuse("not-a-rule", place, rule=shown(rule))
        ((sign, given),) = rule.items()
        parts = given if isinstance(given, list) else [given]
        place = f"{place}/{sign[:20]}"
        self._nested += 1
        try:
            if self._nested > _MOST_NESTED:
                return self.refuse("too-deep", place)
            read = self._reading(sign)
            if read is None:
                return self.refuse("unknown", place, sign=sign[:20])
            return read(sign, parts, place, negated)
        finally:
            self._nested -= 1

    def _reading(self, sign: str) -> Callable[[str, list[Rule], str, bool], Read] | None:
        if sign in _READ:
            return self._compared
        return {
            "and": self._joined,
            "or": self._joined,
            "!": self._not,
            "!!": self._yes,
            "in": self._among,
            "some": self._some,
        }.get(sign)

    def _joined(self, sign: str, parts: list[Rule], place: str, negated: bool) -> Read:
        if not parts:
            return self.refuse("empty", place, sign=sign)
        same = same_set(parts) if sign == "and" else None
        if same is not None:
            return self._set(*same, place, Operator.NE if negated else Operator.EQ)
        may_guard = sign == "and" and not negated
        asked = enumerate(map(answered_in, parts)) if may_guard else ()
        guards = {number: question for number, question in asked if question is not None}
        read = [
            self.read(part, f"{place}/{number}", negated=negated)
            for number, part in enumerate(parts)
            if number not in guards
        ]
        found = joined_by("all" if (sign == "and") is not negated else "any", read)
        self._check_guards(guards, found, place)
        return found

    def _check_guards(self, guards: dict[int, str], found: Read, place: str) -> None:
        """Refuse what only says that a question has an answer, unless the rest says so too."""
        needed = questions_needed(found)
        for number, question in guards.items():
            if question not in needed:
                self.refuse("answered", f"{place}/{number}/!=", question=question[:60])

    def _not(self, _: str, parts: list[Rule], place: str, negated: bool) -> Read:
        return self._yes("", parts, place, not negated)

    def _yes(self, _: str, parts: list[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 1:
            return self.refuse("one-part", place)
        return self.read(parts[0], f"{place}/0", negated=negated)

    def _compared(self, sign: str, parts: list[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 2 and not (len(parts) == 3 and sign in ("<", "<=")):
            return self.refuse("two-parts", place)
        read = [self._pair(_READ[sign], pair, place, negated) for pair in pairwise(parts)]
        return joined_by("any" if negated else "all", read)

    def _pair(self, op: Operator, pair: Sequence[Rule], place: str, negated: bool) -> Read:
        first, second = pair
        if (question := question_in(first)) is not None:
            return self._with_value(_OPPOSITE[op] if negated else op, question, second, place)
        if (question := question_in(second)) is not None:
            op = _TURNED.get(op, op)
            return self._with_value(_OPPOSITE[op] if negated else op, question, first, place)
        found = constants_hold(op, first, second)
        if found is None:
            strange = second if is_answer(first) and not is_answer(second) else first
            why = "var" if is_variable(strange) else "not-a-value"
            return self.refuse(why, place, value=shown(strange))
        return found is not negated

    def _with_value(self, op: Operator, question: str, value: Rule, place: str) -> Read:
        if value is None:
            return self.refuse("answered", place, question=question[:60])
        if not is_answer(value) or (op in ORDERED and not is_number(value)):
            return self.refuse("not-a-value", place, value=shown(value))
        return self._comparison(question, op, value, place)

    def _among(self, _: str, parts: list[Rule], place: str, negated: bool) -> Read:
        if len(parts) != 2:
            return self.refuse("two-parts", place)
        first, second = parts
        question, several = question_in(first), question_in(second)
        if question is not None and are_answers(second):
            return self._listed(question, second, place, negated)
        if several is not None and isinstance(first, str):
            if negated:
                return self.refuse("not-opposite", place)
            return self._set(several, [first], place, Operator.IN)
        if isinstance(first, str) and (isinstance(second, str) or are_answers(second)):
            return (first in second) is not negated
        return self.refuse("not-a-value", place, value=shown(second))

    def _listed(self, question: str, values: list[Any], place: str, negated: bool) -> Read:
        if not negated:
            return self._comparison(question, Operator.IN, tuple(values), place)
        if not values:
            return self.refuse("empty", place, sign="in")
        others = [self._comparison(question, Operator.NE, value, place) for value in values]
        return joined_by("all", others)

    def _some(self, _: str, parts: list[Rule], place: str, negated: bool) -> Read:
        question = question_in(parts[0]) if len(parts) == 2 else None
        values = listed_in(parts[1]) if len(parts) == 2 else None
        if question is None or values is None or negated:
            return self.refuse("some", place)
        return self._set(question, values, place, Operator.IN)

    def _set(
        self, question: str, values: list[Any], place: str, op: Operator = Operator.EQ
    ) -> Read:
        """Compare several answers; JsonLogic has no such thing for one, or takes its letters."""
        if self._kinds is not None and self._kinds.get(question, QuestionKind.MULTIPLE) is not (
            QuestionKind.MULTIPLE
        ):
            return self.refuse("kind", place, question=question[:60])
        return self._made(question, op, tuple(values), place)

    def _comparison(self, question: str, op: Operator, value: Any, place: str) -> Read:
        """Compare one answer; a list of several is never equal to one, or less than it."""
        if self._kinds is not None and self._kinds.get(question) is QuestionKind.MULTIPLE:
            return self.refuse("kind", place, question=question[:60])
        return self._made(question, op, value, place)

    def _made(self, question: str, op: Operator, value: Any, place: str) -> Read:
        """Return a comparison with a question that there is, with values of its kind."""
        is_known = "." not in question if self._kinds is None else question in self._kinds
        try:
            made = Comparison(question=question, op=op, value=value) if is_known else None
        except ValidationError:  # a name that is no code, or half a character
            made = None
        if made is None:
            return self.refuse("no-question", place, question=question[:60])
        if not fits(made, self._kinds.get(question) if self._kinds else None):
            return self.refuse("kind", place, question=question[:60])
        return made
