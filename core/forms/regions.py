"""Regions by levels (行政区划): province, city, county, as GB/T 2260 has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from core.forms.code_lists import rows_of

CODE_LIST = "GB/T 2260"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: ``name`` in full, ``short`` within the one ``above`` (a code; empty at the top)."""

    code: str
    name: str
    short: str
    above: str


def regions_in(above: str = "") -> Sequence[Region]:
    """Return the regions of the next level, none below the last; without a code the provinces.

    Examples:
        >>> [one.short for one in regions_in("441200")][:3]
        ['端州区', '鼎湖区', '高要区']
        >>> [one.short for one in regions_in("110000")][:2]
        ['东城区', '西城区']
    """
    return _below().get(above, ())


def region(code: str) -> Region | None:
    """Return a region by its code, if there is one."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Region]:
    rows = (
        Region(row["code"], row["name"], row["short"], row["above"]) for row in rows_of(CODE_LIST)
    )
    return {row.code: row for row in rows}


@cache
def _below() -> dict[str, tuple[Region, ...]]:
    below: dict[str, list[Region]] = {}
    for value in _by_code().values():
        below.setdefault(value.above, []).append(value)
    return {above: tuple(some) for above, some in below.items()}
