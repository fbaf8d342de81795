"""The small vocabulary in which a derivation is told: words, and what they compute.

A new way is one function and one line in ``VOCABULARY``. Every function takes the value
that the rule names first and, where the rule speaks of a second one, that one; it
returns nothing where nothing certain follows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.forms.deriving.industries import injury_class_of
from core.kinds.values.identity import birth_date_of, sex_of
from core.kinds.values.temporal import day_of, to_date
from core.kinds.values.text import half_width

_ONE_MEASURE = r"[长宽高深厚]?\s*(\d{1,6}(?:\.\d{1,4})?)\s*(毫米|厘米|米|mm|cm|m)?"
_MEASURE = re.compile(_ONE_MEASURE, re.ASCII | re.IGNORECASE)
_MEASURES = re.compile(
    rf"{_ONE_MEASURE}(?:(?:[x×✕*乘]|,(?=[宽高深厚])){_ONE_MEASURE}){{1,2}}(?:\([^()\d]*\))?",
    re.ASCII | re.IGNORECASE,
)
"""A size is understood entirely or not at all: 1234567 x 2 is not 123456 by 7."""
_IN_METRES = {
    "mm": Decimal("0.001"),
    "毫米": Decimal("0.001"),
    "cm": Decimal("0.01"),
    "厘米": Decimal("0.01"),
    "m": Decimal(1),
    "米": Decimal(1),
}


def copied(value: Any) -> Any:
    """Take over the value as it is."""
    return value


def face_of(size: Any) -> float | int | None:
    """Return the area in m² of what is told as length × width, or length × width × depth.

    A unit holds for the measures before it that have none; without any, metres are meant.

    Examples:
        >>> face_of("3.5 x 2"), face_of("3×1.2×0.1"), face_of("120*80厘米"), face_of("3米")
        (7, 3.6, 0.96, None)
        >>> face_of("长３．５米，宽2米"), face_of("1234567 x 2"), face_of("3 x 2 两块")
        (7, None, None)
    """
    size = half_width(size)
    if not isinstance(size, str) or not _MEASURES.fullmatch(size):
        return None
    found = _MEASURE.findall(size)
    unit, metres = "m", []
    for number, own_unit in reversed(found):
        unit = own_unit.lower() or unit
        metres.append(Decimal(number) * _IN_METRES[unit])
    area = round(metres[-1] * metres[-2], 6)
    return int(area) if area == area.to_integral_value() else float(area)


def whole_years(begins: Any, ends: Any) -> int | None:
    """Return the whole years between two days; an anniversary completes its year.

    Examples:
        >>> whole_years("2020-05-20", "2022-05-19"), whole_years("2020-05-20", "2022-05-20")
        (1, 2)
        >>> whole_years("2020-02-29", "2021-02-28"), whole_years("2022-01-01", "2021-01-01")
        (0, None)
    """
    begin, end = day_of(to_date(begins)), day_of(to_date(ends))
    if begin is None or end is None or end < begin:
        return None
    return end.year - begin.year - (_day_of_year(end) < _day_of_year(begin))


def _day_of_year(day: date) -> tuple[int, int]:
    return day.month, day.day


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute, and the words of a rule by which it is recognised.

    ``second`` finds the name of a second value that is needed as well. ``by_target`` says
    that the standard of the value computed is the authority for it, and not that of the
    value it follows from. ``or_asked``: a right value may still lead nowhere, and then the
    applicant is asked; otherwise what leads nowhere is wrong and has to be put right.
    """

    words: str
    compute: Callable[..., Any]
    second: re.Pattern[str] | None = None
    by_target: bool = False
    or_asked: bool = False


VOCABULARY = (
    Way("第7-14位", birth_date_of, or_asked=True),
    Way("第17位", sex_of, or_asked=True),
    Way("相乘", face_of),
    Way("间隔", whole_years, second=re.compile(r"^(.+?)与"), by_target=True, or_asked=True),
    Way("工伤行业风险分类", injury_class_of, by_target=True, or_asked=True),
)
"""The first whose words occur decides."""

COPY = Way("", copied)
