"""Numbers of the papers that tell who somebody is (证件类型): each follows the paper's own rule.

A new paper is one line in ``PAPERS``.
"""

import re
from collections.abc import Mapping
from typing import Any

from core.kinds.records import Check
from core.kinds.values.identity import LENGTH, as_identity, identity_problem
from core.kinds.values.text import text_problem

RESIDENT_ID = "居民身份证"

_MAINLAND_PERMIT = re.compile(r"[HM]\d{8}(\d{2})?")
"""Of residents of Hong Kong and Macao; older ones end with the number of renewals."""
_TAIWAN_PERMIT = re.compile(r"\d{8}|\d{10}(\([A-Z0-9]\)|[A-Z])?|T\d{8,9}")
"""Eight digits since 2015; ten and a letter before; those for a single journey with T."""
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")
_WITH_LETTERS = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9]{5,12}")
_DIGITS_ABROAD = re.compile(r"\d{8,9}")
"""Passports of some countries, and permits of Taiwan residents, have eight or nine digits."""
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}\d{12}")


def _like(pattern: re.Pattern[str]) -> Check:
    def problem(value: Any) -> str | None:
        number = as_identity(value)
        fits = isinstance(number, str) and pattern.fullmatch(number)
        return None if fits else "paper-number-unknown"

    return problem


def _residence_card_problem(value: Any) -> str | None:
    """Return what is wrong with the number of a foreigner's permanent residence card.

    Cards since 2023 have 18 digits of which the first is 9; older ones have three letters for
    the country and twelve digits.
    """
    number = as_identity(value)
    if isinstance(number, str) and _OLD_RESIDENCE_CARD.fullmatch(number):
        return None
    return _beginning(number, "9")


def _residence_permit_problem(value: Any) -> str | None:
    """Return what is wrong with the number of a residence permit (81, 82 or 83 at first)."""
    return _beginning(as_identity(value), "81", "82", "83")


def _resident_id_problem(value: Any) -> str | None:
    number = as_identity(value)
    foreign = isinstance(number, str) and len(number) == LENGTH and number.startswith("9")
    return "identity-unknown" if foreign else identity_problem(number)


def _beginning(number: Any, *beginnings: str) -> str | None:
    if isinstance(number, str) and number.startswith(beginnings):
        return identity_problem(number)
    return "paper-number-unknown"


PAPERS: Mapping[str, Check] = {
    RESIDENT_ID: _resident_id_problem,
    "港澳居民来往内地通行证": _like(_MAINLAND_PERMIT),
    "台湾居民来往大陆通行证": _like(_TAIWAN_PERMIT),
    "外国人永久居留身份证": _residence_card_problem,
    "护照": _like(_PASSPORT),
    "港澳台居民居住证": _residence_permit_problem,
}
"""Checks by kind of paper (GA/T 517); of any other paper the number is taken as words."""


def paper_number_problem(value: Any, paper: Any = None) -> str | None:
    """Return what is wrong with the number of a paper; without its kind any paper may be meant.

    Where no kind is asked, a number with letters or of eight or nine digits is one of a passport
    or a permit; all others are taken for that of a resident identity card.

    Examples:
        >>> paper_number_problem("E12345678", "护照"), paper_number_problem("E12345678")
        (None, None)
        >>> paper_number_problem("E12345678", "居民身份证"), paper_number_problem("4412021988")
        ('identity-length', 'identity-length')
        >>> paper_number_problem("H1234567", "港澳居民来往内地通行证")
        'paper-number-unknown'
    """
    if paper:
        return PAPERS.get(str(paper), text_problem)(value)
    number = as_identity(value)
    if isinstance(number, str) and _may_be_of_abroad(number):
        return None
    return identity_problem(number)


def _may_be_of_abroad(number: str) -> bool:
    shapes = (_WITH_LETTERS, _DIGITS_ABROAD, _OLD_RESIDENCE_CARD, _TAIWAN_PERMIT)
    is_long = len(number) == LENGTH or (number.isdigit() and len(number) > 9)
    return not is_long and any(shape.fullmatch(number) for shape in shapes)
