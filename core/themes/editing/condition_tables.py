"""A condition as rows of a table: in each row every cell holds, and one row is enough.

What lies deeper than a table shows is no table. It is never flattened without being asked.
"""

from collections.abc import Iterable, Mapping, Sequence

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition
from core.themes.exchanging.rule_rows import TooManyRowsError, condition_of_rows, rows_of

Row = tuple[Comparison, ...]
Cell = tuple[Comparison, ...]
"""What one row says about the answer to one question; all of it has to hold."""
MOST_ROWS = 8
_DEEPEST = 2


def read_table(condition: Condition | None) -> tuple[Row, ...] | None:
    """Return the rows that a condition comes to, or nothing if it is no table.

    No condition is one row without cells. Groups within groups within groups, what never
    holds, and what would need more than a few rows are no tables.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> full = Comparison(question="people", op="gt", value=50)
        >>> read_table(AnyOf(any=(big, full))) == ((big,), (full,))
        True
        >>> read_table(AnyOf(any=())) is None
        True
    """
    if _depth(condition) > _DEEPEST:
        return None
    try:
        rows = rows_of(condition)
    except TooManyRowsError:
        return None
    return rows if 0 < len(rows) <= MOST_ROWS else None


def _depth(condition: Condition | None) -> int:
    """Return how many groups stand within each other."""
    if condition is None or isinstance(condition, Comparison):
        return 0
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    return 1 + max(map(_depth, parts), default=0)


def write_table(rows: Iterable[Row], order: Mapping[str, int]) -> Condition | None:
    """Return the condition that some rows say together.

    What every row says is said once, where the rest is one comparison a row: *this or that, and
    that too* stays as the panel shows it. Parts stand in the order of the questions.

    Args:
        rows: The rows.
        order: The place of each question among the columns.
    """
    known = tuple(dict.fromkeys(tuple(dict.fromkeys(row)) for row in rows))
    if len(known) < 2 or () in known:
        return condition_of_rows(known)
    shared = tuple(part for part in known[0] if all(part in row for row in known))
    rest = [tuple(part for part in row if part not in shared) for row in known]
    if not shared or any(len(row) != 1 for row in rest):
        return condition_of_rows(known)
    parts: list[Condition] = [*shared, AnyOf(any=tuple(part for row in rest for part in row))]
    return AllOf(all=tuple(sorted(parts, key=lambda part: _place(part, order))))


def _place(part: Condition, order: Mapping[str, int]) -> int:
    compared = part if isinstance(part, Comparison) else None
    questions = (
        [compared] if compared else [comparison for row in rows_of(part) for comparison in row]
    )
    return min(order.get(comparison.question, len(order)) for comparison in questions)


def cell_of(row: Row, question: str) -> Cell:
    """Return what a row says about a question."""
    return tuple(part for part in row if part.question == question)


def with_cells(rows: Sequence[Row], cells: Mapping[tuple[int, str], Cell]) -> tuple[Row, ...]:
    """Return rows with other cells, each given by its row and question.

    A row that no longer says anything goes; the last one stays, and always holds.

    Examples:
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> full = Comparison(question="people", op="gt", value=50)
        >>> with_cells([(big,), (full,)], {(1, "people"): ()}) == ((big,),)
        True
    """
    changed = list(rows)
    for (at, question), cell in cells.items():
        if at < len(changed):
            changed[at] = with_cell(changed[at], question, cell)
    touched = {at for at, _ in cells}
    kept = tuple(row for at, row in enumerate(changed) if row or at not in touched)
    return kept or ((),)


def with_alternative(rows: Sequence[Row], row: Row) -> tuple[Row, ...]:
    """Return rows with one more; one that says nothing, or the same as another, is none yet."""
    return tuple(rows) if not row or row in rows else (*rows, row)


def with_cell(row: Row, question: str, cell: Cell) -> Row:
    """Return a row with a cell, in the place where it said something about the question.

    Without a cell, what is left is what an alternative about that question begins with.
    """
    places = [at for at, part in enumerate(row) if part.question == question]
    at = places[0] if places else len(row)
    before = tuple(part for part in row[:at] if part.question != question)
    after = tuple(part for part in row[at:] if part.question != question)
    return (*before, *cell, *after)
