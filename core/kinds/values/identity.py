"""Numbers of 18 places that follow GB 11643.

They stand on resident identity cards, on residence permits of Hong Kong, Macao and Taiwan
residents, and on foreigners' permanent residence cards since 2023.
"""

import re
from datetime import date
from typing import Any

from core.kinds.values.text import half_width, text_problem

LENGTH = 18
_REGION_DIGITS = 6
_EARLIEST_BIRTH = 1900
_SEX_DIGIT = 16
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_PLACE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])(?!0000)|71|8[123]0000|9\d{5}")
"""A county of a province that exists, a region of its own, or a foreigner's country."""


def identity_problem(value: Any) -> str | None:
    """Return what is wrong with a number of GB 11643: length, region, birth date, check symbol.

    Only the province is looked up: numbers keep codes of counties that no longer exist, and
    no list of them is complete, so a right number could be refused. Whether the birth is
    still to come, only the clock tells: :mod:`core.forms.possible_dates`.

    Examples:
        >>> identity_problem("11010519491231002X"), identity_problem("110105194912310021")
        (None, 'identity-checksum')
        >>> identity_problem("00010519491231002X"), identity_problem("110105184912310028")
        ('identity-unknown', 'identity-unknown')
    """
    number = as_identity(value)
    if not isinstance(number, str) or len(number) != LENGTH:
        return "identity-length"
    if not (number.isascii() and number[:-1].isdigit() and _PLACE.match(number)):
        return "identity-unknown"
    from stdnum.cn import ric  # noqa: PLC0415 -- slow to load
    from stdnum.exceptions import ValidationError  # noqa: PLC0415 -- as above

    try:
        birth = ric.get_birth_date(number)
        expected = ric.calc_check_digit(number)
    except (ValidationError, ValueError, KeyError):
        return "identity-unknown"
    if birth.year < _EARLIEST_BIRTH:
        return "identity-unknown"
    return None if number[-1] == expected else "identity-checksum"


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


def birth_day_of(number: Any) -> date | None:
    """Return the day of birth in a number, if it is right."""
    if identity_problem(number) is not None:
        return None
    from stdnum.cn import ric  # noqa: PLC0415 -- slow to load

    day: date = ric.get_birth_date(as_identity(number))
    return day


def birth_date_of(number: Any) -> str | None:
    """Return the date of birth in an identity number (GB 11643, digits 7 to 14).

    Examples:
        >>> birth_date_of("11010519491231002X")
        '1949-12-31'
    """
    day = birth_day_of(number)
    return day.isoformat() if day else None


def sex_of(number: Any) -> str | None:
    """Return the sex in an identity number (GB 11643, digit 17: odd 男, even 女).

    Examples:
        >>> sex_of("11010519491231002X")
        '女'
    """
    if identity_problem(number) is not None:
        return None
    return "男" if int(as_identity(number)[_SEX_DIGIT]) % 2 else "女"


def as_identity(value: Any) -> Any:
    """Return the number of a paper with plain digits and capital letters, without blanks.

    Hyphens between the parts of 18 places go too; those of other papers may belong to them.

    Examples:
        >>> as_identity("１１０１０５ 19491231002x"), as_identity("110105-19491231-002x")
        ('11010519491231002X', '11010519491231002X')
    """
    number = half_width(value)
    if not isinstance(number, str):
        return number
    plain = number.upper().replace("-", "")
    return plain if len(plain) == LENGTH else number.upper()
