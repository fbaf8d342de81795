"""How long what is kept: read here by the notice that tells it, and by what removes it.

What an office has received is archived with the case (档案法; 政务服务电子文件归档和电子档案
管理办法, 国办发〔2023〕26 号), for as long as the office's own approved table of periods says.
Files that are not kept for ever are kept for 10 or 30 years as a rule (机关文件材料归档范围和文书
档案保管期限规定, 国家档案局令第 8 号, 6). Network logs are kept six months at least (网络安全法
23 as amended in 2025, 21 before). No law names a period for who read what: it follows the three
years of impact assessments and their records (个人信息保护法 56). Everything else is kept for the
shortest time that its purpose needs (个人信息保护法 19).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from core.attempts import REMEMBERED_FOR
from core.visits.passing import LINK_LASTS, RESUME_CODE_LASTS

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
"""Never less than a year, whichever it is."""
_UNITS = {"h": timedelta(hours=1), "": _DAY, "d": _DAY, "y": _YEAR}
_ENTRY = re.compile(r"\s*([a-z_]+)\s*=\s*([0-9]{1,5})\s*([hdy]?)\s*")


class Kept(StrEnum):
    """What is kept, by class. Notices, answers and ratings are kept with their case."""

    UPLOADS = "uploads"
    LINKS = "links"
    VISITS = "visits"
    ATTEMPTS = "attempts"
    CALLS = "calls"
    SESSIONS = "sessions"
    ACCESS_LOG = "access_log"
    QUIZZES = "quizzes"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a period may be set; what has one of them alone cannot be set."""

    least: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """The period of each class, by its name.

    ``uploads`` from the last touch of a visit that hands nothing in, ``links`` and ``visits`` from
    when they are given, ``attempts`` from the last, ``calls`` from the answer, ``sessions`` from
    when they end, ``access_log`` from the look, ``quizzes`` from the end of
    a class, ``cases`` from the last entry of their history.
    """

    uploads: timedelta = timedelta(hours=2)
    links: timedelta = LINK_LASTS
    visits: timedelta = RESUME_CODE_LASTS
    attempts: timedelta = REMEMBERED_FOR
    calls: timedelta = 30 * _DAY
    sessions: timedelta = 180 * _DAY
    access_log: timedelta = 3 * _YEAR
    quizzes: timedelta = 90 * _DAY
    cases: timedelta = 10 * _YEAR

    def of(self, kept: Kept) -> timedelta:
        """Return the period of a class."""
        period: timedelta = getattr(self, kept.value)
        return period

    @property
    def upload_hours(self) -> int:
        """Return for how many hours files wait that are not handed in."""
        return self.uploads // timedelta(hours=1)

    @property
    def case_years(self) -> int:
        """Return for how many years a case is kept, as people are told."""
        return -(-self.cases // _YEAR)


RETENTION = Retention()
"""Where nothing is set."""

BOUNDS: Mapping[Kept, Bounds] = MappingProxyType(
    {
        Kept.UPLOADS: Bounds(timedelta(hours=1), _DAY),
        Kept.LINKS: Bounds(LINK_LASTS, LINK_LASTS),
        # For longer its code of six digits could be guessed.
        Kept.VISITS: Bounds(_DAY, RESUME_CODE_LASTS),
        Kept.ATTEMPTS: Bounds(REMEMBERED_FOR, REMEMBERED_FOR),
        Kept.CALLS: Bounds(_DAY, 3 * _YEAR),
        Kept.SESSIONS: Bounds(_DAY, 30 * _YEAR),
        Kept.ACCESS_LOG: Bounds(180 * _DAY, 100 * _YEAR),
        Kept.QUIZZES: Bounds(_DAY, 3 * _YEAR),
        Kept.CASES: Bounds(10 * _YEAR, 100 * _YEAR),
    }
)


def read_retention(text: str) -> Retention:
    """Return the periods that a setting tells: ``CLASS=NUMBER`` in days, or with h, d or y.

    Raises:
        ValueError: Saying what is wrong.

    Examples:
        >>> read_retention("cases=30y, uploads=4h").uploads
        datetime.timedelta(seconds=14400)
        >>> read_retention("cases=1y")
        Traceback (most recent call last):
        ValueError: cases is kept between 10y and 100y
    """
    found: dict[str, timedelta] = {}
    for entry in filter(str.strip, text.split(",")):
        kept, period = _read(entry)
        if kept.value in found:
            raise ValueError(f"{kept} is told twice")
        found[kept.value] = period
    return replace(RETENTION, **found)


def _read(entry: str) -> tuple[Kept, timedelta]:
    parts = _ENTRY.fullmatch(entry)
    name = parts[1] if parts else ""
    if parts is None or name not in set(Kept):
        known = ", ".join(kept for kept in Kept if BOUNDS[kept].least < BOUNDS[kept].most)
        raise ValueError(f"has to be CLASS=NUMBER of days, or with h, d, y; classes are {known}")
    kept, period = Kept(name), int(parts[2]) * _UNITS[parts[3]]
    bounds = BOUNDS[kept]
    if not bounds.least <= period <= bounds.most:
        least, most = period_in_words(bounds.least), period_in_words(bounds.most)
        raise ValueError(f"{kept} is kept between {least} and {most}")
    return kept, period


def period_in_words(period: timedelta) -> str:
    """Return a period as it is set.

    Examples:
        >>> [period_in_words(timedelta(minutes=one)) for one in (10, 120, 1440 * 7, 1440 * 366)]
        ['10min', '2h', '7d', '1y']
    """
    for unit in ("y", "d", "h"):
        if period >= _UNITS[unit] and not period % _UNITS[unit]:
            return f"{period // _UNITS[unit]}{unit}"
    return f"{period // timedelta(minutes=1)}min"
