"""What follows from words: a region from an address, a form from a name, an option from another."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from core.forms.code_lists import rows_of
from core.forms.regions import CODE_LIST, Region, region, regions_in
from core.kinds.values.text import half_width

_SHORTEST = 3
"""A county's own name may stand alone from three letters on: 端州区, but not 城区."""


def district_of(address: Any) -> str | None:
    """Return the county that an address begins with, if no other has that name.

    Province and city may be left out where the rest still names one county only.

    Examples:
        >>> district_of("广东省肇庆市端州区天宁路 1 号"), district_of("肇庆市端州区天宁路 1 号")
        ('广东省肇庆市端州区', '广东省肇庆市端州区')
        >>> district_of("端州区天宁路 1"), district_of("朝阳区建国路 1"), district_of("天宁路 1")
        ('广东省肇庆市端州区', None, None)
    """
    text = half_width(address)
    if not isinstance(text, str):
        return None
    text = "".join(text.split())
    beginnings = (text[:length] for length in range(min(len(text), _longest()), 2, -1))
    found = next((_by_wording()[start] for start in beginnings if start in _by_wording()), ())
    return found[0].name if len(found) == 1 else None


def composed_name(form: str, district: Any, own: Any, industry: Any) -> str | None:
    """Return a company's name of its four parts: region, own name, trade, form.

    The province is left out, as a name mostly begins with the city or the county.

    Examples:
        >>> composed_name("有限公司", "广东省肇庆市端州区", "好味道", "餐饮")
        '肇庆市端州区好味道餐饮有限公司'
        >>> composed_name("有限公司", "北京市东城区", "好味道", "餐饮")
        '东城区好味道餐饮有限公司'
    """
    found = next((county for county in _counties() if county.name == district), None)
    if found is None:
        return None
    return f"{_without_province(found)}{own}{industry}{form}"


def ending_among(endings: Sequence[str], name: Any) -> str | None:
    """Return the longest of some endings that a name has.

    Examples:
        >>> forms = ("有限责任公司", "有限公司", "股份有限公司")
        >>> ending_among(forms, "肇庆好味道餐饮有限公司"), ending_among(forms, "好味道股份有限公司")
        ('有限公司', '股份有限公司')
        >>> ending_among(forms, "好味道餐饮店") is None
        True
    """
    found = [ending for ending in endings if str(name).strip().endswith(ending)]
    return max(found, key=len, default=None)


def with_ending(ending: str, name: Any) -> str:
    """Return a name with more behind it.

    Examples:
        >>> with_ending("建设项目", "好味道餐饮店")
        '好味道餐饮店建设项目'
    """
    return f"{str(name).strip()}{ending}"


def option_for(options: Mapping[str, str], value: Any) -> str | None:
    """Return the option that stands for another one, if one does.

    Examples:
        >>> option_for({"住宅": "居民生活"}, "住宅"), option_for({"住宅": "居民生活"}, "车库")
        ('居民生活', None)
    """
    return options.get(str(value).strip())


@cache
def _counties() -> tuple[Region, ...]:
    rows = (region(row["code"]) for row in rows_of(CODE_LIST))
    return tuple(
        region_found
        for region_found in rows
        if region_found is not None and not regions_in(region_found.code)
    )


@cache
def _by_wording() -> Mapping[str, tuple[Region, ...]]:
    """Return the counties that each wording may mean."""
    found: dict[str, dict[str, Region]] = {}
    for county in _counties():
        alone = (county.short,) if len(county.short) >= _SHORTEST else ()
        for wording in {county.name, _without_province(county), *alone}:
            found.setdefault(wording, {})[county.code] = county
    return {wording: tuple(some.values()) for wording, some in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _by_wording()), default=0)


def _without_province(place: Region) -> str:
    province = place
    while (above := region(province.above)) is not None:
        province = above
    return place.name.removeprefix(province.name) or place.name
