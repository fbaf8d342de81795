"""What follows from the rows of a table. A row that is still empty counts for nothing."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import zip_longest
from typing import Any

from core.forms.deriving.identities import paper_of
from core.kinds.values.identity_papers import RESIDENT_ID
from core.kinds.values.numeric import number_of

_WHOLE = Decimal(100)
_QUARTER = Decimal(25)
_LAST_DECIMAL = Decimal("0.01")


def rows_with_value(rows: Sequence[Any]) -> int | None:
    """Return how many rows hold a value.

    Examples:
        >>> rows_with_value(["林秋月", None, "何小满", " "]), rows_with_value([])
        (2, None)
    """
    return len(_filled(rows)) or None


def total(rows: Sequence[Any]) -> int | float | None:
    """Return the sum of the rows, if every one that is filled in is a number.

    Examples:
        >>> total([60, "40.5", None]), total([0.1, 0.2]), total(["六十"]), total([])
        (100.5, 0.3, None, None)
    """
    numbers = _numbers(rows)
    return _plain(sum(numbers, Decimal(0))) if numbers else None


def shares_of_total(rows: Sequence[Any]) -> list[int | float | None] | None:
    """Return what each row is of the sum, in per cent; the last one rounded makes it whole.

    Examples:
        >>> shares_of_total([60, 40]), shares_of_total([1, 1, 1]), shares_of_total([10, None])
        ([60, 40], [33.33, 33.33, 33.34], [100, None])
        >>> shares_of_total([0, 0]), shares_of_total(["六十", 40])
        (None, None)
    """
    numbers = _numbers(rows)
    whole = sum(numbers or (), Decimal(0))
    if not numbers or whole <= 0:
        return None
    shares = [
        (number * _WHOLE / whole).quantize(_LAST_DECIMAL, ROUND_HALF_UP) for number in numbers
    ]
    shares[-1] += _WHOLE - sum(shares, Decimal(0))
    figures = iter(map(_plain, shares))
    return [None if _is_empty(row) else next(figures) for row in rows]


def one_or_several(single: str, several: str, rows: Sequence[Any]) -> str | None:
    """Return the word for one row, or that for several.

    Examples:
        >>> one_or_several("独资", "控股", ["林秋月"]), one_or_several("独资", "控股", ["甲", "乙"])
        ('独资', '控股')
        >>> one_or_several("独资", "控股", [""]) is None
        True
    """
    number = rows_with_value(rows)
    if number is None:
        return None
    return single if number == 1 else several


def if_all_residents(word: str, rows: Sequence[Any]) -> str | None:
    """Return a word if every number is that of a resident identity card, and there is one.

    Examples:
        >>> if_all_residents("私营", ["11010519491231002X", None])
        '私营'
        >>> if_all_residents("私营", ["11010519491231002X", "E12345678"]) is None
        True
    """
    filled = _filled(rows)
    are_residents = all(paper_of(number) == RESIDENT_ID for number in filled)
    return word if filled and are_residents else None


def holders_of_a_quarter(rows: Sequence[Any], shares: Any) -> list[Any] | None:
    """Return the rows whose share is a quarter or more, if every row has a share.

    Examples:
        >>> holders_of_a_quarter(["甲", "乙", "丙"], [25, 24.99, 50.01])
        ['甲', '丙']
        >>> holders_of_a_quarter(["甲"], [None]), holders_of_a_quarter(["甲", "乙"], [20, 20])
        (None, None)
    """
    listed = shares if isinstance(shares, list | tuple) else [shares]
    pairs = [pair for pair in zip_longest(rows, listed) if not _is_empty(pair[0])]
    numbers = [number_of(share) for _, share in pairs]
    held = [number for number in numbers if number is not None]
    if len(held) < len(pairs):
        return None
    return [row for (row, _), share in zip(pairs, held, strict=True) if share >= _QUARTER] or None


def a_row_each(rows: Sequence[Any], others: Any = ()) -> list[Any] | None:
    """Return a row for each person, those named second after those named first.

    Examples:
        >>> a_row_each(["何小满"], ["何一", "何二"]), a_row_each(["何小满"]), a_row_each([""], [])
        (['何小满', '何一', '何二'], ['何小满'], None)
    """
    persons = [*rows, *_rows_of(others)]
    return persons if len(_filled(persons)) == len(persons) > 0 else None


def relation_of_each(
    first: str, second: str | None, rows: Sequence[Any], others: Any = ()
) -> list[str] | None:
    """Return the relation in each row, as :func:`a_row_each` puts them.

    Examples:
        >>> relation_of_each("配偶", "子女", ["何小满"], ["何一", "何二"])
        ['配偶', '子女', '子女']
        >>> relation_of_each("配偶", None, [""]) is None
        True
    """
    if a_row_each(rows, others) is None:
        return None
    return [first] * len(rows) + [second or first] * len(_rows_of(others))


def _rows_of(shares: Any) -> Sequence[Any]:
    return shares if isinstance(shares, list | tuple) else [shares]


def _filled(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if not _is_empty(row)]


def _is_empty(row: Any) -> bool:
    return row is None or (isinstance(row, str) and not row.strip())


def _numbers(rows: Sequence[Any]) -> list[Decimal] | None:
    numbers = [number_of(row) for row in _filled(rows)]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
