"""Mobile and landline numbers."""

import re
from typing import Any

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|400-?\d{3}-?\d{4}")
_MOBILE_DIGITS = 11


def phone_problem(value: Any) -> str | None:
    """Return what is wrong with a telephone number.

    Examples:
        >>> phone_problem("13800138000"), phone_problem("0758-2345678"), phone_problem("1380013800")
        (None, None, 'mobile-too-short')
    """
    digits = re.sub(r"[\s]", "", str(value))
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return None
    if digits.isdigit() and digits.startswith("1"):
        if len(digits) < _MOBILE_DIGITS:
            return "mobile-too-short"
        if len(digits) > _MOBILE_DIGITS:
            return "mobile-too-long"
    return "phone-unknown"
