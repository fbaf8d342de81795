"""Who on a form is a child under 14, for whom the guardian agrees (个人信息保护法 28, 31)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.forms.cross_checks import entries
from core.forms.models import MergedField
from core.kinds.values.identity import birth_day_of
from core.kinds.values.temporal import as_day, as_moment, day_of, to_date

_AGE = 14
_NUMBER = "per.id_no"
_BIRTHS = ("per.birth_date", "per.birth_time")
_DEATH = "per.death_date"
"""Whoever has died has no guardian; the law protects their data through their relatives (49)."""


def is_child(born: date, today: date) -> bool:
    """Say whether somebody is not yet 14; the birthday itself still counts as not yet.

    Examples:
        >>> is_child(date(2012, 11, 29), date(2026, 11, 29))
        True
        >>> is_child(date(2012, 11, 28), date(2026, 11, 29))
        False
    """
    years = today.year - born.year - ((today.month, today.day) <= (born.month, born.day))
    return born <= today and years < _AGE


def children_on(
    form: Iterable[MergedField], values: Mapping[str, Any], catalogue: Catalogue, today: date
) -> tuple[str, ...]:
    """Return the subjects of a form that are children, or among whose members one is.

    A subject that is always one, such as a newborn, is one until a birth says otherwise.
    """
    fields: dict[str, list[MergedField]] = {}
    for merged in form:
        fields.setdefault(merged.key.subject, []).append(merged)
    return tuple(
        subject
        for subject, theirs in fields.items()
        if all(merged.key.element != _DEATH for merged in theirs)
        and _has_child(subject, list(_births(theirs, values)), catalogue, today)
    )


def _has_child(subject: str, births: list[date], catalogue: Catalogue, today: date) -> bool:
    known = catalogue.subjects.get(subject)
    if not births:
        return bool(known and known.child)
    return any(is_child(born, today) for born in births)


def _births(fields: Iterable[MergedField], values: Mapping[str, Any]) -> Iterator[date]:
    for merged in fields:
        read = _READERS.get(merged.key.element)
        for value in entries(values.get(str(merged.key))) if read else ():
            born = read(value) if read else None
            if born:
                yield born


def _day_of_birth(value: Any) -> date | None:
    return day_of(as_day(to_date(as_moment(value))))


_READERS = {_NUMBER: birth_day_of, **dict.fromkeys(_BIRTHS, _day_of_birth)}
