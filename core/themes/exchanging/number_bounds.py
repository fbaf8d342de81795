"""The least and the greatest number that answers a question, as DMN and XLSForm write it."""

import re
from decimal import Decimal
from typing import NamedTuple

from core.catalogue.models import Question
from core.forms.constraints import Constraint

_NUMBER = r"-?\d+(?:\.\d+)?"
_INTERVAL = re.compile(rf"\[\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*\]")
_ONE_SIDED = re.compile(rf"(>=|<=)\s*({_NUMBER})")


class NumberBounds(NamedTuple):
    """What a number lies between, both included; without one there is no limit."""

    least: Decimal | None = None
    most: Decimal | None = None

    def leaves_out_of(self, others: "NumberBounds") -> bool:
        """Say whether some number within others is not within these."""
        is_higher = self.least is not None and (others.least is None or others.least < self.least)
        is_lower = self.most is not None and (others.most is None or others.most > self.most)
        return is_higher or is_lower


def bounds_of(question: Question) -> NumberBounds:
    """Return what the answer to a question lies between."""
    return NumberBounds(_exact(question.minimum), _exact(question.maximum))


def bounds_of_field(constraint: Constraint) -> NumberBounds:
    """Return what the value of an entry lies between."""
    return NumberBounds(constraint.least, constraint.most)


def unary_test(bounds: NumberBounds) -> str:
    """Return bounds as a unary test of FEEL; nothing where there are none.

    Examples:
        >>> unary_test(NumberBounds(Decimal(1), Decimal(500)))
        '[1..500]'
    """
    least, most = bounds
    if least is not None and most is not None:
        return f"[{least:f}..{most:f}]"
    return f">= {least:f}" if least is not None else f"<= {most:f}" if most is not None else ""


def read_unary_test(text: str) -> NumberBounds | None:
    """Return the bounds that a unary test says; nothing where it says something else.

    Examples:
        >>> read_unary_test(" [1..500] "), read_unary_test("1, 2")
        (NumberBounds(least=Decimal('1'), most=Decimal('500')), None)
    """
    if interval := _INTERVAL.fullmatch(text.strip()):
        return NumberBounds(Decimal(interval[1]), Decimal(interval[2]))
    if found := _ONE_SIDED.fullmatch(text.strip()):
        bound = Decimal(found[2])
        return NumberBounds(least=bound) if found[1] == ">=" else NumberBounds(most=bound)
    return None


def xpath_constraint(bounds: NumberBounds) -> str:
    """Return bounds as an expression of XPath about the value itself.

    Examples:
        >>> xpath_constraint(NumberBounds(Decimal(1), Decimal(500)))
        '. >= 1 and . <= 500'
    """
    sides = ((">=", bounds.least), ("<=", bounds.most))
    return " and ".join(f". {sign} {bound:f}" for sign, bound in sides if bound is not None)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(f"{number:.15g}")
