"""Numbers, amounts of money, and counts."""

import re
from decimal import Decimal
from typing import Any

from core.kinds.values.text import half_width

_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_MOST_DIGITS = 18
"""No amount, measure or count on a form has more; larger ones are slips of the finger."""
_FINEST = 20
_FINEST_MONEY = 6
"""Amounts may be given in ten thousands (万元), to the cent: six decimals."""


def number_of(value: Any) -> Decimal | None:
    """Return the number that was written, or nothing; one beyond all sense is none.

    Examples:
        >>> number_of("60.5"), number_of(3), number_of("六十"), number_of(True)
        (Decimal('60.5'), Decimal('3'), None, None)
        >>> number_of("1,234.50"), number_of("1,23"), number_of(10**400)
        (Decimal('1234.50'), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float) or is_too_large(value):
        return None
    number = Decimal(_digits_in(value) or "NaN" if isinstance(value, str) else str(value))
    return number if number.is_finite() else None


def is_too_large(value: Any) -> bool:
    """Say whether something is a number, but larger than any on a form, however it is written.

    It is told before anything is computed: Python does not even write the longest ones.

    Examples:
        >>> is_too_large(10**400), is_too_large("9" * 5000), is_too_large("1e99"), is_too_large(60)
        (True, True, False, False)
    """
    if isinstance(value, str):
        whole = _digits_in(value).lstrip("+-0").partition(".")[0]
        return len(whole) > _MOST_DIGITS
    return isinstance(value, int | float) and abs(value) >= 10**_MOST_DIGITS


def _digits_in(text: str) -> str:
    """Return a number as plain digits, without the commas between thousands; else nothing."""
    plain = str(half_width(text))
    if _GROUPED.fullmatch(plain):
        return plain.replace(",", "")
    return plain if _PLAIN.fullmatch(plain) else ""


def as_number(value: Any) -> Any:
    """Return what was written as a number, if it is one and can be kept as it is.

    Examples:
        >>> as_number("６０．５"), as_number("3.0"), as_number("1,234.50"), as_number("六十")
        (60.5, 3, 1234.5, '六十')
    """
    number = number_of(value)
    if number is None:
        return value
    if number == number.to_integral_value():
        return int(number)
    kept = float(number)
    return kept if Decimal(repr(kept)) == number else value


def number_problem(value: Any) -> str | None:
    """Return what is wrong with a measure or count.

    Examples:
        >>> number_problem("三万"), number_problem(-1), number_problem(10**30), number_problem("5")
        ('number-expected', 'negative', 'number-too-large', None)
    """
    if is_too_large(value):
        return "number-too-large"
    number = number_of(value)
    if number is None:
        return "number-expected"
    if decimals_of(number) > _FINEST:
        return "number-too-fine"
    return "negative" if number < 0 else None


def integer_problem(value: Any) -> str | None:
    """Return what is wrong with a count."""
    number = number_of(value)
    if number is not None and number != number.to_integral_value():
        return "integer-expected"
    return number_problem(value)


def money_problem(value: Any) -> str | None:
    """Return what is wrong with an amount; it has at most two decimals after conversion.

    Examples:
        >>> money_problem("1.234567"), money_problem("1.2345678"), money_problem("1.50000000")
        (None, 'money-too-fine', None)
    """
    number = number_of(value)
    if number is not None and decimals_of(number) > _FINEST_MONEY:
        return "money-too-fine"
    return number_problem(value)


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number has, without zeros at the end.

    Examples:
        >>> decimals_of(Decimal("33.30")), decimals_of(Decimal("1E+3"))
        (1, 0)
    """
    written = f"{number:f}"
    return len(written.partition(".")[2].rstrip("0"))
