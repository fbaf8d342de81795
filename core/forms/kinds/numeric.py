"""Numbers, amounts of money, and counts."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

_PLAIN = re.compile(r"[-+]?\d{1,18}(\.\d{1,10})?")


def number_of(value: Any) -> Decimal | None:
    """Return the number that was written, or nothing.

    Examples:
        >>> number_of("60.5"), number_of(3), number_of("六十"), number_of(True)
        (Decimal('60.5'), Decimal('3'), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    if isinstance(value, str) and not _PLAIN.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def number_problem(value: Any) -> str | None:
    """Return what is wrong with a measure or count."""
    number = number_of(value)
    if number is None:
        return "number-expected"
    return "negative" if number < 0 else None


def integer_problem(value: Any) -> str | None:
    """Return what is wrong with a count."""
    number = number_of(value)
    if number is not None and number != number.to_integral_value():
        return "integer-expected"
    return number_problem(value)


def money_problem(value: Any) -> str | None:
    """Return what is wrong with an amount; it has at most two decimals after conversion.

    Amounts may be given in ten thousands (万元), hence six decimals.
    """
    number = number_of(value)
    if number is not None and number != round(number, 6):
        return "money-too-fine"
    return number_problem(value)
