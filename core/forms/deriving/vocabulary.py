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
from functools import partial
from typing import Any

from core.forms.deriving.identities import nationality_of, paper_of
from core.forms.deriving.industries import injury_class_of
from core.forms.deriving.rows import (
    a_row_each,
    holders_of_a_quarter,
    if_all_residents,
    one_or_several,
    relation_of_each,
    rows_with_value,
    shares_of_total,
    total,
)
from core.forms.deriving.wordings import (
    composed_name,
    district_of,
    ending_among,
    option_for,
    with_ending,
)
from core.kinds.values.identity import birth_date_of, sex_of
from core.kinds.values.temporal import as_day, as_moment, day_of, to_date
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


def day_in(moment: Any) -> str | None:
    """Return the day of a moment.

    Examples:
        >>> day_in("2026-11-24T10:30"), day_in("2026-11-24"), day_in("soon")
        ('2026-11-24', '2026-11-24', None)
    """
    day = day_of(as_day(to_date(as_moment(moment))))
    return day.isoformat() if day else None


def month_in(moment: Any) -> str | None:
    """Return the month of a day or a moment.

    Examples:
        >>> month_in("2026-11-24"), month_in("soon")
        ('2026-11', None)
    """
    day = day_in(moment)
    return day[:7] if day else None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute, and the words of a rule by which it is recognised.

    ``words`` are looked for in a rule; what their groups hold is told to ``compute`` before
    the values. ``second`` finds the name of a second value that is needed as well.
    ``by_target`` says that the standard of the value computed is the authority for it, and
    not that of the value it follows from. ``or_asked``: a right value may still lead nowhere,
    and then the applicant is asked; otherwise what leads nowhere is wrong and has to be put
    right. ``or_asked_of_any``: a value that does not look right may be right for what is
    asked. ``of_number``: nothing follows from the number of an organisation. ``of_rows``:
    all rows of a table are computed together.
    """

    words: re.Pattern[str]
    compute: Callable[..., Any]
    second: re.Pattern[str] | None = None
    by_target: bool = False
    or_asked: bool = False
    or_asked_of_any: bool = False
    of_number: bool = False
    of_rows: bool = False

    def read(self, words: str) -> Callable[..., Any] | None:
        """Return what computes as a rule says it, or nothing if the rule is another one."""
        found = self.words.search(words)
        if found is None:
            return None
        groups = found.groups()
        return partial(self.compute, *groups) if groups else self.compute


def _option_for(pairs: str, value: Any) -> str | None:
    return option_for(dict(_PAIR.findall(pairs)), value)


def _ending_among(endings: str, value: Any) -> str | None:
    return ending_among(endings.split("、"), value)


_PAIR = re.compile(r"([^→,;]+)→([^→,;]+)")
_from_number = partial(Way, or_asked=True, of_number=True)
_from_rows = partial(Way, or_asked=True, of_rows=True, by_target=True)

VOCABULARY = (
    _from_number(re.compile("第7-14位"), birth_date_of),
    _from_number(re.compile("第17位"), sex_of),
    _from_number(re.compile("号码的形式"), paper_of, or_asked_of_any=True),
    _from_number(re.compile("只发给中国公民"), nationality_of),
    Way(re.compile("相乘"), face_of),
    Way(re.compile("间隔"), whole_years, re.compile(r"^(.+?)与"), by_target=True, or_asked=True),
    Way(re.compile("工伤行业风险分类"), injury_class_of, by_target=True, or_asked=True),
    Way(re.compile("地址所在区县"), district_of, or_asked=True),
    Way(re.compile("地址、字号、行业依次拼成,末尾为([^,;]+)"), composed_name, by_target=True),
    Way(re.compile("以(.+?)结尾"), _ending_among, by_target=True, or_asked=True),
    Way(re.compile("所在日"), day_in, or_asked=True),
    Way(re.compile("所在月"), month_in, or_asked=True),
    _from_rows(re.compile("占合计的百分比"), shares_of_total),
    _from_rows(re.compile("各行合计"), total),
    _from_rows(re.compile("有值的行数"), rows_with_value),
    _from_rows(re.compile("一行为(.+?),两行以上为([^,;]+)"), one_or_several),
    _from_rows(re.compile("各行均为居民身份证号码的为([^,;]+)"), if_all_residents),
    _from_rows(re.compile("25%以上的行"), holders_of_a_quarter),
    _from_rows(re.compile("依次各成一行"), a_row_each),
    _from_rows(re.compile("依次为([^、,;]+?)(?:、([^、,;]+?))?各行的关系"), relation_of_each),
    Way(re.compile("((?:[^→,;]+→[^→,;]+[,;]?)+)"), _option_for, by_target=True, or_asked=True),
    Way(re.compile("后加“(.+?)”"), with_ending),
    Way(re.compile("一致"), copied, or_asked=True),
)
"""The first whose words occur decides."""

COPY = Way(re.compile(""), copied)
