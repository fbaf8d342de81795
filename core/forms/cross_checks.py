"""Checks between values: periods end after they begin, shares make a whole, parts fit in it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.catalogue.models import FieldKey
from core.errors import Problem
from core.forms.models import MergedField
from core.forms.validating import words_of_member
from core.kinds.values.numeric import decimals_of, number_of
from core.kinds.values.temporal import as_day, day_of, to_date

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
_WHOLE = 100


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
        params = {"label": merged.label, "part": f"{counted:f}", "whole": f"{total:f}"}
        yield Problem(str(merged.key), "more-than-there-are", tuple(params.items()))


def _period(merged: MergedField, begins: Any, ends: Any) -> Iterator[Problem]:
    pairs = list(zip(entries(begins), entries(ends), strict=False))
    for member, (first, last) in enumerate(pairs):
        begin, end = day_of(to_date(as_day(first))), day_of(to_date(as_day(last)))
        if begin and end and end < begin:
            params = words_of_member(merged, member, len(pairs))
            params |= {"begins": begin.isoformat(), "ends": end.isoformat()}
            yield Problem(str(merged.key), "ends-before-it-begins", tuple(params.items()))


def _whole(merged: MergedField, shares: Any) -> Iterator[Problem]:
    numbers = [number_of(share) for share in entries(shares)]
    known = [number for number in numbers if number is not None]
    if not known or len(known) < len(numbers):
        return
    total = sum(known, Decimal(0))
    if not is_whole(known):
        params = {"label": merged.label, "total": f"{total.normalize():f}"}
        yield Problem(str(merged.key), "shares-not-whole", tuple(params.items()))


def is_whole(shares: Sequence[Decimal]) -> bool:
    """Say whether shares make up 100, but for the rounding of their own last decimals.

    A share without decimals is meant exactly. Halves are rounded up, so that the sum may be
    over by as much as half a last decimal each, and short by less.

    Examples:
        >>> [is_whole([Decimal(one)] * n) for one, n in (("33.33", 3), ("16.67", 6), ("33", 3))]
        [True, True, False]
        >>> is_whole([Decimal("0.95")] * 100), is_whole([Decimal("50.0"), Decimal("49.9")])
        (False, False)
    """
    rounded = [number for number in shares if decimals_of(number)]
    leeway = sum((Decimal(5).scaleb(-decimals_of(number) - 1) for number in rounded), Decimal(0))
    over = sum(shares, Decimal(0)) - _WHOLE
    return over == 0 or -leeway < over <= leeway


def entries(value: Any) -> Sequence[Any]:
    """Return what each member was given; a single value is a list of one."""
    return value if isinstance(value, list | tuple) else [value]
