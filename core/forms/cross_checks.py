"""Checks between values: periods end after they begin, shares make a whole, parts fit in it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.errors import Problem
from core.forms.kinds.numeric import number_of
from core.forms.kinds.temporal import day_of
from core.forms.models import FieldKey, MergedField

# Shares of everybody in the group, which make up the whole. The holdings of beneficial
# owners do not: only those from a quarter up are named.
_WHOLES = frozenset(
    {FieldKey("per.holder_share", "shareholder"), FieldKey("si.fund_share", "heir")}
)
# Of these somebody counts a part, so there cannot be more of the one than of the other.
_NOT_MORE_THAN = {
    FieldKey("org.staff_examined", "subject"): FieldKey("org.staff_count", "subject"),
}
_BEGINS, _ENDS = "_from", "_to"
_ROUNDING = Decimal("0.05")


def cross_check(
    form: Mapping[FieldKey, MergedField], values: Mapping[FieldKey, Any]
) -> Iterator[Problem]:
    """Yield the problems that only show between values, at the later field."""
    for key, merged in form.items():
        if key.element.endswith(_ENDS):
            beginning = FieldKey(key.element.removesuffix(_ENDS) + _BEGINS, key.subject)
            yield from _period(merged, values.get(beginning), values.get(key))
        if key in _WHOLES:
            yield from _whole(merged, values.get(key))
        if key in _NOT_MORE_THAN:
            yield from _part(merged, values.get(key), values.get(_NOT_MORE_THAN[key]))


def _part(merged: MergedField, part: Any, whole: Any) -> Iterator[Problem]:
    counted, total = number_of(part), number_of(whole)
    if counted is not None and total is not None and counted > total:
        told = {"label": merged.label, "part": f"{counted:f}", "whole": f"{total:f}"}
        yield Problem(str(merged.key), "more-than-there-are", tuple(told.items()))


def _period(merged: MergedField, begins: Any, ends: Any) -> Iterator[Problem]:
    for first, last in zip(_entries(begins), _entries(ends), strict=False):
        begin, end = day_of(first), day_of(last)
        if begin and end and end < begin:
            told = {"label": merged.label, "begins": begin.isoformat(), "ends": end.isoformat()}
            yield Problem(str(merged.key), "ends-before-it-begins", tuple(told.items()))
            return


def _whole(merged: MergedField, shares: Any) -> Iterator[Problem]:
    numbers = [number_of(share) for share in _entries(shares)]
    known = [number for number in numbers if number is not None]
    if not known or len(known) < len(numbers):
        return
    total = sum(known, Decimal(0))
    if abs(total - 100) > _ROUNDING * len(known):
        told = {"label": merged.label, "total": f"{total.normalize():f}"}
        yield Problem(str(merged.key), "shares-not-whole", tuple(told.items()))


def _entries(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]
