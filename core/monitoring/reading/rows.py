"""One row of a log as text becomes an event, or is left out with every reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from core.monitoring.models import LeftOutRow, LogEvent, LogReason
from core.monitoring.moments import moment_of
from core.working_days import day_of

CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"
DEADLINE, ENDED = "case:deadline", "case:enddate"
MATERIAL = "material"
CAME_ON = "case:came_on"
"""Days on which the applicant came in person."""
REQUIRED = (CASE, ACTIVITY, TIME)

ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "case:channel": "channel",
        "case:department": "department",
        "case:theme": "theme",
        "case:matter": "matter",
    }
)
"""Columns of text that are kept as they are, and what an event calls them."""

KNOWN = frozenset({*REQUIRED, DEADLINE, ENDED, MATERIAL, CAME_ON, *ATTRIBUTES})
"""The columns that are read."""

_MOMENTS = {TIME: False, DEADLINE: True, ENDED: False}
"""Columns of instants, and whether a day alone means its end."""
_BETWEEN = re.compile("[;\uff1b、|]")
_MOST_SHOWN = 60
_FOREVER = 9999
"""A deadline may be as far away as can be written. Nothing has happened in that year."""
_UNSEEN = "\u200b\u2060\ufeff"
_NOTHING = frozenset({"null", "\\n", "nan", "nat", "none", "n/a", "#n/a", "-", "--", "—", "无"})
"""What systems and people write in a cell where there is nothing."""


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file, in order and with the same columns, and knows repeated ones."""

    _seen: dict[int, int] = field(default_factory=dict)

    def read(self, row: int, cells: Mapping[str, str]) -> LogEvent | LeftOutRow:
        """Return what a row says; ``cells`` are its texts, without blanks around them."""
        cells = {name: _said(text) if name in KNOWN else text for name, text in cells.items()}
        moments = {name: _moment(name, cells[name]) for name in _MOMENTS if cells.get(name)}
        if why := tuple(_reasons(cells, moments)):
            return LeftOutRow(row, why)
        earlier = self._earlier(row, cells, moments)
        if earlier is not None:
            return LeftOutRow(row, (LogReason("duplicate", {"earlier": earlier}),))
        return _event(row, cells, moments)

    def _earlier(
        self, row: int, cells: Mapping[str, str], moments: Mapping[str, datetime | None]
    ) -> int | None:
        """Return the row that says exactly the same; the same instant may stand in another zone."""
        content = hash(tuple((name, moments.get(name, text)) for name, text in cells.items()))
        first = self._seen.setdefault(content, row)
        return None if first == row else first


def _said(text: str) -> str:
    r"""Return what a cell says: without signs that nobody sees, and empty where it says nothing.

    Examples:
        >>> _said("\u200b"), _said("NULL"), _said("\ufeffA 1")
        ('', '', 'A 1')
    """
    text = text.strip(_UNSEEN).strip()
    return "" if text.casefold() in _NOTHING else text


def _moment(name: str, text: str) -> datetime | None:
    moment = moment_of(text, ends_day=_MOMENTS[name])
    is_never = moment is not None and moment.year == _FOREVER and name != DEADLINE
    return None if is_never else moment


def _reasons(
    cells: Mapping[str, str], moments: Mapping[str, datetime | None]
) -> Iterator[LogReason]:
    for name in REQUIRED:
        if not cells.get(name):
            yield LogReason("missing", {"column": name})
    named = [(name, cells[name]) for name, moment in moments.items() if moment is None]
    named += [(CAME_ON, text) for text in _parts(cells, CAME_ON) if moment_of(text) is None]
    for name, text in named:
        yield LogReason("no_date", {"column": name, "text": text[:_MOST_SHOWN]})


def _parts(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return what a cell names, one after the other."""
    return tuple(filter(None, map(str.strip, _BETWEEN.split(cells.get(column, "")))))


def _event(row: int, cells: Mapping[str, str], moments: Mapping[str, datetime | None]) -> LogEvent:
    at = moments[TIME]
    assert at is not None  # a row without it is left out
    said = {name: cells.get(column, "") for column, name in ATTRIBUTES.items()}
    return LogEvent(
        row,
        cells[CASE],
        cells[ACTIVITY],
        at,
        deadline=moments.get(DEADLINE),
        ended=moments.get(ENDED),
        materials=_parts(cells, MATERIAL),
        came_on=tuple(
            sorted({day_of(day) for day in map(moment_of, _parts(cells, CAME_ON)) if day})
        ),
        **said,
    )
