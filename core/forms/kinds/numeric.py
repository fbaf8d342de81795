"""Numbers, amounts of money, and counts."""

import re
from decimal import Decimal
from typing import Any

from core.forms.kinds.text import half_width

_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_LIMIT = Decimal(10) ** 18
"""No amount, measure or count on a form is as large; larger ones are slips of the finger."""
_MOST_BITS = 64
_MOST_SYMBOLS = 100
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
    written = _digits_of(value)
    if not written or is_too_large(value):
        return None
    number = Decimal(written)
    return number if number.is_finite() else None


def is_too_large(value: Any) -> bool:
    """Say whether something is a number, but larger than any on a form, however it is written.

    Examples:
        >>> is_too_large(10**400), is_too_large("9" * 5000), is_too_large("1e99"), is_too_large(60)
        (True, True, False, False)
    """
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return True  # not even written out: Python refuses to, beyond some thousand digits
    written = _digits_of(value)
    whole = written.lstrip("+-").partition(".")[0].lstrip("0")
    if len(whole) > _MOST_SYMBOLS:
        return True
    return bool(written) and abs(Decimal(written)) >= _LIMIT


def _digits_of(value: Any) -> str:
    """Return a number as plain digits, without the commas between thousands; else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = half_width(value) if isinstance(value, str) else str(value)
    if isinstance(value, str) and _GROUPED.fullmatch(text):
        return str(text.replace(",", ""))
    return text if not isinstance(value, str) or _PLAIN.fullmatch(text) else ""


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
