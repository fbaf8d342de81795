"""What follows from an industry (GB/T 4754)."""

import re
from typing import Any

from core.forms.code_lists import rows_of

_DIVISION = re.compile(r"[A-T]?(\d{2})\d{0,2}(?!\d)")
"""The code of an industry at any depth of the standard: 62, 621, 6210 or H6210."""


def injury_class_of(industry: Any) -> str | None:
    """Return the class of risk of injury at work of an industry, given by code or by name.

    Examples:
        >>> injury_class_of("6210"), injury_class_of("餐饮业"), injury_class_of("H62 餐饮业")
        ('二类', '二类', '二类')
        >>> injury_class_of("59 装卸搬运和仓储业") is None
        True
    """
    text = str(industry).strip()
    found = _DIVISION.match(text)
    for row in rows_of("GB/T 4754"):
        if row["name"] == text or (found and found[1] == row["code"]):
            return row["injury_class"] or None
    return None
