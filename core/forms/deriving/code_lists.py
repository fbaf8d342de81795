"""Tables that a value is looked up in, from the sources that ``assets/code_lists`` names."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CODE_LISTS_DIR = Path(__file__).parents[3] / "assets" / "code_lists"
_DIVISION = re.compile(r"[A-T]?(\d{2})\d{0,2}(?!\d)")
"""The code of an industry at any depth of GB/T 4754: 62, 621, 6210 or H6210."""


@cache
def rows_of(code_list: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a code list, by the names of its columns."""
    with (CODE_LISTS_DIR / f"{code_list}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


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
    for row in rows_of("industries"):
        if row["name"] == text or (found and found[1] == row["code"]):
            return row["injury_class"] or None
    return None
