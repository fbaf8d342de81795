"""Which days can be: a birth is never still to come, a card may be valid for decades.

What a day is about follows from its element, so that a new form needs nothing more.
"""

from datetime import date
from enum import Enum
from typing import Any

from core.forms.models import MergedField
from core.kinds.values.identity import birth_day_of
from core.kinds.values.temporal import day_of, to_date

_EARLIEST_YEAR = 1900
_BIRTHS = frozenset({"per.birth_date", "per.birth_time"})
_DEATHS = frozenset({"per.death_date", "fun.cremate_date"})
APPLIED_ON = "case.apply_date"
"""The day of handing in (申请日期)."""
_ENDINGS = ("_to", "_expire", "contrib_date")


class DateKind(Enum):
    """What a date is about: the years ahead that can be chosen.

    Cards are valid for 20 years (居民身份证法 5), leases hold as long (民法典 705), mortgages 30.
    """

    PAST = 0
    PLAIN = 10
    UNTIL = 30


def date_kind(element: str) -> DateKind:
    """Return what a date of an element is about.

    Examples:
        >>> date_kind("per.birth_date").name, date_kind("per.id_valid_to").name
        ('PAST', 'UNTIL')
        >>> date_kind("re.contract_date").name
        'PLAIN'
    """
    if element in _BIRTHS | _DEATHS | {APPLIED_ON}:
        return DateKind.PAST
    return DateKind.UNTIL if element.endswith(_ENDINGS) else DateKind.PLAIN


def years_offered(element: str, today: date) -> tuple[str, ...]:
    """Return the years that can be chosen for a date, the latest first.

    Examples:
        >>> years = years_offered("per.id_valid_to", date(2026, 11, 29))
        >>> years[0], years[-1], years_offered("per.birth_date", date(2026, 11, 29))[0]
        ('2056', '1900', '2026')
    """
    latest = today.year + date_kind(element).value
    return tuple(str(year) for year in range(latest, _EARLIEST_YEAR - 1, -1))


def date_impossible(merged: MergedField, value: Any, today: date | None) -> str | None:
    """Return why a day, or the birth in an identity number, cannot have been yet.

    Args:
        merged: The field.
        value: A value that its kind takes.
        today: The day it is; without it nothing is known to be still to come.
    """
    if today is None:
        return None
    if merged.type.kind.identifies:
        birth = birth_day_of(value)
        return "identity-not-born" if birth and birth > today else None
    day = day_of(to_date(value))
    if day is None or day <= today:
        return None
    return _STILL_TO_COME.get(merged.key.element)


_STILL_TO_COME = {
    **dict.fromkeys(_BIRTHS, "born-in-future"),
    **dict.fromkeys(_DEATHS, "died-in-future"),
    APPLIED_ON: "applied-in-future",
}
