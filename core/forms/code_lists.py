"""What can be chosen where a form names a code list; the sources are in ``assets/code_lists``.

A new list is one file there and one line in ``_FILES``.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CODE_LISTS_DIR = Path(__file__).parents[2] / "assets" / "code_lists"
_FILES = {
    "GB/T 2260": "regions",
    "GB/T 2659": "countries",
    "GB/T 3304": "ethnic_groups",
    "GB/T 4754": "industries",
    "GB/T 12402": "economic_types",
    "工伤保险行业风险分类": "injury_classes",
}


@cache
def rows_of(code_list: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a code list by the names of its columns; none if it is not at hand."""
    name = _FILES.get(code_list)
    if name is None:
        return ()
    with (CODE_LISTS_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def codes_in(code_list: str) -> Mapping[str, str]:
    """Return the code of each name in a code list; none if the list is not at hand.

    Examples:
        >>> codes_in("GB/T 3304")["汉族"], dict(codes_in("something else"))
        ('01', {})
    """
    return {row["name"]: row["code"] for row in rows_of(code_list)}


@cache
def names_in(code_list: str) -> tuple[str, ...]:
    """Return the names of a code list, in the order of its codes.

    Examples:
        >>> names_in("GB/T 3304")[:2], names_in("something else")
        (('汉族', '蒙古族'), ())
    """
    return tuple(row["name"] for row in rows_of(code_list))
