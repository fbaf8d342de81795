"""Conditions as rows of a table: in each row everything has to hold, and one row is enough."""

from collections.abc import Iterable

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition

MOST_ROWS = 500

Row = tuple[Comparison, ...]


class TooManyRowsError(Exception):
    """A condition has more rows than anybody would read."""


def rows_of(condition: Condition | None) -> tuple[Row, ...]:
    """Return the rows of a condition; no condition is one row in which nothing is asked.

    Raises:
        TooManyRowsError: If there are too many.
    """
    if condition is None:
        return ((),)
    if isinstance(condition, Comparison):
        return ((condition,),)
    if isinstance(condition, AnyOf):
        return _few(row for part in condition.any for row in rows_of(part))
    rows: tuple[Row, ...] = ((),)
    for part in condition.all:
        rows = _few((*row, *other) for row in rows for other in rows_of(part))
    return rows


def condition_of_rows(rows: Iterable[Row]) -> Condition | None:
    """Return the condition that some rows say together; a row without anything always holds."""
    parts = list(dict.fromkeys(rows))
    if not parts or () in parts:
        return None
    joined: list[Condition] = [row[0] if len(row) == 1 else AllOf(all=row) for row in parts]
    return joined[0] if len(joined) == 1 else AnyOf(any=tuple(joined))


def _few(rows: Iterable[Row]) -> tuple[Row, ...]:
    found = tuple(dict.fromkeys(tuple(dict.fromkeys(row)) for row in rows))
    if len(found) > MOST_ROWS:
        raise TooManyRowsError
    return found
