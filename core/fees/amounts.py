"""How much a charge is, exactly: decimal money, rounded once, half up, to the fen (分).

What cannot be read from the form is not guessed: then the office says how much.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.catalogue.models import (
    AmountByOption,
    AmountByRate,
    AmountPerUnit,
    AmountRule,
    FixedAmount,
)
from core.kinds.values.numeric import number_of

FEN = Decimal("0.01")
_TEN_THOUSAND = 10_000
_MOST = Decimal(1_000_000_000)
"""No charge reaches it; a larger product is a slip in the form, for a person to look at."""


def rounded(amount: Decimal) -> Decimal:
    """Return an amount to the fen; half a fen counts as one.

    Examples:
        >>> rounded(Decimal("0.005")), rounded(Decimal("1.0049")), rounded(Decimal(80))
        (Decimal('0.01'), Decimal('1.00'), Decimal('80.00'))
    """
    return amount.quantize(FEN, ROUND_HALF_UP)


def yuan(amount: Decimal) -> str:
    """Return an amount as it is kept: yuan, a point, two digits.

    Examples:
        >>> yuan(Decimal("32000")), yuan(Decimal("0.1"))
        ('32000.00', '0.10')
    """
    return f"{rounded(amount):f}"


def amount_of(rule: AmountRule, form: Mapping[str, Any]) -> Decimal | None:
    """Return what a rule comes to on a department's own form; nothing where an office says it.

    Examples:
        >>> by_use = AmountByOption(
        ...     rule="by_option", field="F1", options={"住宅": "80.00"}, otherwise="550.00"
        ... )
        >>> amount_of(by_use, {"F1": "住宅"}), amount_of(by_use, {"F1": "办公"})
        (Decimal('80.00'), Decimal('550.00'))
        >>> amount_of(by_use, {}) is None
        True
        >>> rate = AmountByRate(rule="rate", field="F2", percent="1.5", in_ten_thousands=True)
        >>> amount_of(rate, {"F2": "88.8888"})
        Decimal('13333.32')
    """
    if isinstance(rule, FixedAmount):
        return Decimal(rule.yuan)
    if isinstance(rule, AmountByOption):
        return _by_option(rule, form.get(rule.field))
    if isinstance(rule, AmountPerUnit | AmountByRate):
        return _product(rule, number_of(form.get(rule.field)))
    return None


def _by_option(rule: AmountByOption, chosen: Any) -> Decimal | None:
    if not isinstance(chosen, str) or not chosen:
        return None
    found = rule.options.get(chosen, rule.otherwise)
    return Decimal(found) if found is not None else None


def _product(rule: AmountPerUnit | AmountByRate, number: Decimal | None) -> Decimal | None:
    if number is None or number < 0:
        return None
    if isinstance(rule, AmountPerUnit):
        product = number * Decimal(rule.each)
    else:
        unit = _TEN_THOUSAND if rule.in_ten_thousands else 1
        product = number * unit * Decimal(rule.percent) / 100
    return rounded(product) if product < _MOST else None
