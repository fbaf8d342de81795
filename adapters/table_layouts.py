"""Lay out a table on paper: upright or across, how wide each column is, how large its letters.

Numbers stay in one line: whoever copies a number that is broken in two copies half of it.
"""

from dataclasses import dataclass
from unicodedata import east_asian_width

from core.forms.department_forms import FormEntry, FormTable

_UPRIGHT, _ACROSS = 174.0, 269.0
"""Millimetres between the margins of A4."""
_PADDING = 3.4
"""Millimetres that each column leaves empty."""
_POINT = 25.4 / 72
_UPRIGHT_SIZE = 10.0
_SIZES_ACROSS = (9.0, 8.5, 8.0, 7.5, 7.0)
_HALF = 0.6
"""How wide a letter or digit is at most on average, where an ideograph is 1."""
_LONGEST_WHOLE = 24
"""Longer texts are no numbers, and may be broken."""
_WIDEST = 34.0
_NARROWEST = 2.2
_FEW = 6


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is printed: ``size`` in points, ``widths`` as shares of 100."""

    is_wide: bool
    size: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """How much a column needs at least, and how much it would fill, in ideographs."""

    least: float
    wanted: float


def lay_out_table(table: FormTable) -> TableLayout:
    """Return how a table is printed: upright if it fits, else across, in smaller letters."""
    columns = [_column(table, place) for place in range(len(table.columns))]
    if _stands_upright(columns):
        return TableLayout(False, _UPRIGHT_SIZE, _widths(columns, _UPRIGHT, _UPRIGHT_SIZE))
    size = next(
        (candidate for candidate in _SIZES_ACROSS if _fits(columns, _ACROSS, candidate)),
        _SIZES_ACROSS[-1],
    )
    return TableLayout(True, size, _widths(columns, _ACROSS, size))


def is_whole(entry: FormEntry) -> bool:
    """Say whether what stands in a cell is not to be broken: a number, a date, a code.

    Examples:
        >>> from core.catalogue.models import FieldType
        >>> [is_whole(FormEntry("F", "", FieldType.TEXT, one)) for one in ("GD-01 5", "一 1")]
        [True, False]
    """
    lines = entry.words.split("\n")
    return all(len(line) <= _LONGEST_WHOLE and not any(map(_is_wide, line)) for line in lines)


def _column(table: FormTable, place: int) -> _Column:
    cells = [row[place] for row in table.rows]
    heading = _width(table.columns[place].label)
    whole = max((_longest(cell) for cell in cells if is_whole(cell)), default=0.0)
    filled = max(map(_longest, cells), default=0.0)
    least = max(whole, _NARROWEST, (heading + 1) / 2)
    return _Column(least, max(least, min(filled, _WIDEST)))


def _longest(cell: FormEntry) -> float:
    return max(map(_width, cell.words.split("\n")))


def _width(text: str) -> float:
    return sum(1.0 if _is_wide(character) else _HALF for character in text)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in {"W", "F"}


def _room(columns: list[_Column], page: float, size: float) -> float:
    """Return how many ideographs stand side by side in all columns."""
    return (page - _PADDING * len(columns)) / (size * _POINT)


def _stands_upright(columns: list[_Column]) -> bool:
    """Say whether a table fits upright; where columns are few, long texts may take more lines."""
    if len(columns) > _FEW:
        return _fits(columns, _UPRIGHT, _UPRIGHT_SIZE)
    return sum(column.least for column in columns) <= _room(columns, _UPRIGHT, _UPRIGHT_SIZE)


def _fits(columns: list[_Column], page: float, size: float) -> bool:
    return sum(column.wanted for column in columns) <= _room(columns, page, size)


def _widths(columns: list[_Column], page: float, size: float) -> tuple[float, ...]:
    """Share a page out: to each column what it needs, and of the rest what it would fill."""
    room = _room(columns, page, size)
    least = sum(column.least for column in columns)
    wanted = sum(column.wanted for column in columns)
    more = (room - least) / (wanted - least) if least < wanted and least < room else 0.0
    empty = _PADDING / (size * _POINT)
    shares = [column.least + more * (column.wanted - column.least) + empty for column in columns]
    return tuple(round(100 * share / sum(shares), 3) for share in shares)
