"""An address in the parts that it is entered in: region, street, number. It stays one text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.forms.code_lists import rows_of
from core.forms.regions import CODE_LIST, Region, region
from core.kinds.values.text import half_width

_SHORTEST = 3
"""A region's own name may stand alone from three letters on: 端州区, but not 城区."""
_NUMBER = re.compile(
    r"[0-9０-９](?:[0-9０-９A-Za-z]|[-－—~、之](?=[0-9０-９一二三四五六七八九十]))*"
    r"\s*(?:[号號栋棟幢座室楼层層#]|单元|$)"
)
"""Where the number of a house begins; 107 国道 begins none."""


@dataclass(frozen=True, slots=True)
class AddressParts:
    """The parts of an address as they are written; one after the other they are the address."""

    region: str = ""
    street: str = ""
    number: str = ""

    @property
    def written(self) -> str | None:
        """Return the address in one text; a region alone is none yet.

        Examples:
            >>> AddressParts("广东省肇庆市端州区", "天宁路", "1 号").written
            '广东省肇庆市端州区天宁路1 号'
            >>> AddressParts("广东省肇庆市端州区").written is None
            True
        """
        beside = f"{self.street}{self.number}"
        return f"{self.region}{beside}".strip() if beside.strip() else None


def split_address(address: Any) -> AddressParts:
    """Return the parts of an address, without changing a letter of it.

    What cannot be told apart stands in the street as it is; so does a region alone.

    Examples:
        >>> split_address("肇庆市端州区天宁路 1 号首层")
        AddressParts(region='肇庆市端州区', street='天宁路 ', number='1 号首层')
        >>> split_address("广东省肇庆市端州区")
        AddressParts(region='', street='广东省肇庆市端州区', number='')
        >>> split_address("12 Rue de Rivoli, Paris")
        AddressParts(region='', street='12 Rue de Rivoli, Paris', number='')
    """
    text = "" if address is None else str(address)
    beginning = _beginning_of(text)
    rest = text[len(beginning) :]
    if not rest.strip():
        return AddressParts(street=text)
    found = _NUMBER.search(rest)
    at = found.start() if found and found.start() else len(rest)
    return AddressParts(beginning, rest[:at], rest[at:])


def other_addresses(values: Iterable[tuple[str, Any]], own: Any) -> Mapping[str, str]:
    """Return the addresses that are written already, by their names, each once and not one's own.

    Examples:
        >>> dict(other_addresses([("住址", "天宁路 1 号"), ("经营场所", "天宁路 1 号"),
        ...                       ("送达地址", None), ("住所", "西江路 2 号")], "西江路 2 号"))
        {'住址': '天宁路 1 号'}
    """
    found: dict[str, str] = {}
    for name, value in values:
        is_told = isinstance(value, str) and value.strip() and value != own
        if is_told and value not in found.values():
            found.setdefault(name, value)
    return found


def _beginning_of(text: str) -> str:
    """Return how an address begins, as it is written, if that names one region and no other."""
    squeezed = half_width(text) or ""
    lengths = range(min(len(squeezed), _longest()), _SHORTEST - 1, -1)
    beginnings = (squeezed[:length] for length in lengths)
    named = next((some for some in beginnings if len(_by_wording().get(some, ())) == 1), "")
    ends = (end for end in range(len(named), len(text) + 1) if half_width(text[:end]) == named)
    return text[: next(ends, 0)] if named else ""


@cache
def _by_wording() -> Mapping[str, frozenset[str]]:
    """Return the codes of the regions that each wording may mean."""
    found: dict[str, set[str]] = {}
    for row in rows_of(CODE_LIST):
        for wording in _wordings_of(region(row["code"])):
            found.setdefault(wording, set()).add(row["code"])
    return {wording: frozenset(codes) for wording, codes in found.items()}


def _wordings_of(place: Region | None) -> Iterable[str]:
    """Return how a region is written: with everything above it, or from some level on."""
    wording, level = "", place
    while level is not None:
        wording = f"{level.short}{wording}"
        if len(wording) >= _SHORTEST:
            yield wording
        level = region(level.above)
    if place is not None:
        yield place.name


@cache
def _longest() -> int:
    return max(map(len, _by_wording()), default=0)
