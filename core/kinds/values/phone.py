"""Telephone numbers: of the mainland as they are dialled here, all others with their country."""

import re
from typing import Any

from core.kinds.values.text import PLAIN_FORMS, is_invisible, text_problem

_MOBILE = re.compile(r"0?(1[3-9]\d{9})", re.ASCII)
_MOBILE_DIGITS = 11
_HOTLINE = re.compile(r"([48]00)(\d{3})(\d{4})")
_SERVICE = r"9[56]\d{3,6}|1[0-2]\d{3,4}"
"""Numbers for a whole country or town: 95588, 96110, 12345, 10086, 116114."""
_LANDLINE = re.compile(rf"(0(?:10|2\d|[3-9]\d{{2}}))([1-9]\d{{6,7}}|{_SERVICE})")
_LOCAL = re.compile(rf"[2-9]\d{{6,7}}|{_SERVICE}")
_EXTENSION = re.compile(
    r"(?P<number>.*\d\)?)\s*(?:-|转|轉|分机|分機|ext\.?|x|#|,|;ext=)\s*[:]?\s*(?P<inner>\d{1,6})",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:\+|00)86|86(?=0?[1-9]\d{9,10}$)")
"""The code of the mainland; without a plus only where a whole number follows."""
_FROM_ABROAD = re.compile(r"(?:\+|00)[1-9]\d{4,16}")
_NEIGHBOURS = re.compile(r"85[23]\d{8}|886\d{8,10}")
"""Hong Kong, Macao and Taiwan are often written with their code but without a plus."""
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc~]")
_TRUNK = re.compile(r"\(0\)")
_BETWEEN = re.compile(r"[\s().\-/_·•]")
_ADDRESS = re.compile(r"tel:\s*", re.IGNORECASE)
"""Stands before a number that was copied from a page (RFC 3966)."""


def as_phone(value: Any) -> Any:
    """Return a telephone number in its one form; what is none stays as it is.

    Examples:
        >>> as_phone("+86 138-0013-8000"), as_phone("（0758）2345678 转 801")
        ('13800138000', '0758-2345678-801')
        >>> as_phone("+852 9123 4567"), as_phone("0081 90 1234 5678"), as_phone("4001234567")
        ('+85291234567', '+819012345678', '400-123-4567')
    """
    text = _plain(value)
    return _written(text) or (value.strip() if isinstance(value, str) else value)


def phone_problem(value: Any) -> str | None:
    """Return what is wrong with a telephone number.

    Examples:
        >>> phone_problem("13800138000"), phone_problem("0758-2345678"), phone_problem("1380013800")
        (None, None, 'mobile-too-short')
    """
    text = _plain(value)
    if _written(text):
        return None
    missing = digits_missing(value)
    if not missing:
        return "phone-unknown"
    return "mobile-too-short" if missing > 0 else "mobile-too-long"


def digits_missing(value: Any) -> int:
    """Return how many digits a mobile number lacks, negative if there are too many.

    Examples:
        >>> digits_missing("+86 138 0013 800"), digits_missing("138001380001"), digits_missing("x")
        (1, -1, 0)
    """
    digits = _mainland(_digits(_plain(value)))
    is_mobile = digits.isascii() and digits.isdigit() and digits.startswith("1")
    return _MOBILE_DIGITS - len(digits) if is_mobile else 0


def _plain(value: Any) -> str:
    """Return what was written with plain digits and hyphens, and without invisible marks."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if text_problem(value) is not None:
        return ""
    text = _DASHES.sub("-", str(value).translate(PLAIN_FORMS))
    if any(character.isdigit() and not character.isascii() for character in text):
        return ""
    seen = "".join(
        character for character in text if character.isspace() or not is_invisible(character)
    ).strip()
    return seen[found.end() :] if (found := _ADDRESS.match(seen)) else seen


def _digits(text: str) -> str:
    return _BETWEEN.sub("", _TRUNK.sub("", text))


def _mainland(digits: str) -> str:
    """Return a number without the code of the mainland, if it begins with it."""
    return digits[found.end() :] if (found := _CODE.match(digits)) else digits


def _written(text: str) -> str:
    """Return the one form of a number, or nothing.

    An extension is split off before a landline is tried as a whole: 0758-2345678-8 is no
    number of eight digits.
    """
    digits, found = _digits(text), _EXTENSION.fullmatch(text)
    with_extension = _with_extension(_digits(found["number"]), found["inner"]) if found else ""
    return _whole(digits) or with_extension or _landline(digits)


def _whole(digits: str) -> str:
    """Return a mobile number, a hotline, or a number abroad: nothing else looks like them."""
    national = _mainland(digits)
    if mobile := _MOBILE.fullmatch(national):
        return mobile[1]
    return _hotline(national) or _abroad(digits)


def _hotline(national: str) -> str:
    found = _HOTLINE.fullmatch(national)
    return "-".join(found.groups()) if found else ""


def _with_extension(digits: str, extension: str) -> str:
    number = _hotline(_mainland(digits)) or _abroad(digits) or _landline(digits)
    return f"{number}-{extension}" if number else ""


def _landline(digits: str) -> str:
    national = _mainland(digits)
    if national != digits and not national.startswith("0"):
        national = f"0{national}"  # +86 758: the 0 before the area is left out
    if found := _LANDLINE.fullmatch(national):
        return f"{found[1]}-{found[2]}"
    return national if _LOCAL.fullmatch(national) else ""


def _abroad(digits: str) -> str:
    """Return a number of another country or region with its code, if it can be one.

    Only lengths are looked up: numbering plans grow, and a right number would be refused.
    """
    if _NEIGHBOURS.fullmatch(digits):
        digits = f"+{digits}"
    if not _FROM_ABROAD.fullmatch(digits) or digits != _mainland(digits):
        return ""
    import phonenumbers  # noqa: PLC0415 -- slow to load, and few numbers are of abroad

    try:
        number = phonenumbers.parse(f"+{digits.lstrip('+0')}", None)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.ValidationResult.IS_POSSIBLE
    if phonenumbers.is_possible_number_with_reason(number) != possible:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
