"""What is told twice about a person agrees: number, sex, day and time of birth, and of death."""

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.cross_checks import entries
from core.forms.models import MergedField
from core.forms.validating import words_of_member
from core.kinds.values.identity import birth_date_of, sex_of
from core.kinds.values.temporal import as_day, as_moment, day_of, to_date

_NUMBER, _BIRTH, _TIME = "per.id_no", "per.birth_date", "per.birth_time"
_SEX, _DEATH = "per.sex", "per.death_date"


def check_persons(
    form: Mapping[FieldKey, MergedField], given: Mapping[FieldKey, Any]
) -> Iterator[Problem]:
    """Yield what cannot be true together about one person, at the field that can be checked.

    ``given`` is what somebody said; what was computed from the number agrees with it.
    """
    for merged in form.values():
        for source, differs, rule in _COMPARED.get(merged.key.element, ()):
            other = given.get(FieldKey(source, merged.key.subject))
            own = given.get(merged.key)
            yield from _compared(merged, (own, other), differs, rule)


def _compared(
    merged: MergedField,
    values: tuple[Any, Any],
    differs: Callable[[Any, Any], str | None],
    rule: str,
) -> Iterator[Problem]:
    pairs = list(zip_longest(*map(entries, values)))
    for member, (own, other) in enumerate(pairs):
        expected = None if own is None or other is None else differs(own, other)
        if expected is not None:
            params = words_of_member(merged, member, len(pairs))
            params |= {"given": str(own)[:40], "expected": expected}
            yield Problem(str(merged.key), rule, tuple(params.items()))


def _day(value: Any) -> str | None:
    """Return the day of a date or of a moment, however it is written."""
    day = day_of(as_day(to_date(as_moment(value))))
    return day.isoformat() if day else None


def _other_birth(own: Any, number: Any) -> str | None:
    birth, day = birth_date_of(number), _day(own)
    return birth if birth and day and birth != day else None


def _other_sex(own: Any, number: Any) -> str | None:
    sex = sex_of(number)
    return sex if sex and own in ("男", "女") and own != sex else None


def _other_day(own: Any, moment: Any) -> str | None:
    day, exact = _day(own), _day(moment)
    return exact if day and exact and day != exact else None


def _dies_first(own: Any, birth: Any) -> str | None:
    died, born = _day(own), _day(birth)
    return born if died and born and died < born else None


def _dies_before_number(own: Any, number: Any) -> str | None:
    born = birth_date_of(number)
    return _dies_first(own, born) if born else None


_Comparison = tuple[str, Callable[[Any, Any], str | None], str]
_COMPARED: dict[str, tuple[_Comparison, ...]] = {
    _BIRTH: (
        (_NUMBER, _other_birth, "birth-not-of-number"),
        (_TIME, _other_day, "birth-not-of-time"),
    ),
    _TIME: ((_NUMBER, _other_birth, "birth-not-of-number"),),
    _SEX: ((_NUMBER, _other_sex, "sex-not-of-number"),),
    _DEATH: (
        (_BIRTH, _dies_first, "dies-before-born"),
        (_NUMBER, _dies_before_number, "dies-before-born"),
    ),
}
"""By the field that is told: the other field, how they differ, and the rule that says so."""
