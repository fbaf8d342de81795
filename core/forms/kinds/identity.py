"""Citizens' identity numbers (GB 11643) and unified social credit codes (GB 32100)."""

import re
from typing import Any

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidLength, ValidationError

from core.forms.kinds.text import half_width, text_problem

_LENGTH = 18
_REGION_DIGITS = 6
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_SEX_DIGIT = 16


def identity_problem(value: Any) -> str | None:
    """Return what is wrong with an identity number: its length, birth date or check symbol.

    The region is not looked up: numbers keep codes of counties that no longer exist, and
    no list of them is complete, so a right number could be refused.

    Examples:
        >>> identity_problem("11010519491231002X"), identity_problem("110105194912310021")
        (None, 'identity-checksum')
    """
    number = ric.compact(str(value))
    if len(number) != _LENGTH:
        return "identity-length"
    if not (number.isascii() and number[:-1].isdigit()):
        return "identity-unknown"
    try:
        ric.get_birth_date(number)
        expected = ric.calc_check_digit(number)
    except (ValidationError, ValueError, KeyError):
        return "identity-unknown"
    return None if number[-1] == expected else "identity-checksum"


def credit_code_problem(value: Any) -> str | None:
    """Return what is wrong with a unified social credit code.

    Examples:
        >>> credit_code_problem("91110000600037341L"), credit_code_problem("9111")
        (None, 'credit-code-length')
    """
    try:
        uscc.validate(str(value))
    except InvalidLength:
        return "credit-code-length"
    except ValidationError:
        return "credit-code-unknown"
    return None


def region_problem(value: Any) -> str | None:
    """Return what is wrong with a region told by its code (GB/T 2260); a name is not looked up.

    Only the province is looked up: counties are made and dissolved every year.

    Examples:
        >>> region_problem("441202"), region_problem("端州区"), region_problem("994412")
        (None, None, 'region-unknown')
    """
    code = half_width(value)
    if not (isinstance(code, str) and code.isdigit()):
        return text_problem(value)
    return None if len(code) == _REGION_DIGITS and _PROVINCE.match(code) else "region-unknown"


def birth_date_of(number: Any) -> str | None:
    """Return the date of birth in an identity number (GB 11643, digits 7 to 14).

    Examples:
        >>> birth_date_of("11010519491231002X")
        '1949-12-31'
    """
    if identity_problem(number) is not None:
        return None
    return ric.get_birth_date(ric.compact(str(number))).isoformat()


def sex_of(number: Any) -> str | None:
    """Return the sex in an identity number (GB 11643, digit 17: odd 男, even 女).

    Examples:
        >>> sex_of("11010519491231002X")
        '女'
    """
    if identity_problem(number) is not None:
        return None
    return "男" if int(ric.compact(str(number))[_SEX_DIGIT]) % 2 else "女"


def as_identity(value: Any) -> Any:
    """Return an identity number with plain digits and a capital X.

    Examples:
        >>> as_identity("１１０１０５ 19491231002x")
        '11010519491231002X'
    """
    number = half_width(value)
    return number.upper() if isinstance(number, str) else number
