"""Numbers, amounts of money, and counts."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from core.forms.kinds.text import half_width

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


def as_number(value: Any) -> Any:
    """Return what was written as a number, if it is one.

    Examples:
        >>> as_number("６０．５"), as_number("3.0"), as_number("六十")
        (60.5, 3, '六十')
    """
    number = number_of(half_width(value) if isinstance(value, str) else value)
    if number is None:
        return value
    return int(number) if number == number.to_integral_value() else float(number)


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
