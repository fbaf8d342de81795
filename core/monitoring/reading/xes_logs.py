"""An event log in XES (IEEE 1849): traces with events; each event counts as a row, from 1."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from core.errors import failures_reported
from core.monitoring.models import LeftOutRow, LogEvent
from core.monitoring.reading.refusing import EventLogRefusedError, not_xes
from core.monitoring.reading.rows import RowReader

_TRACE, _EVENT, _LOG = "trace", "event", "log"
_OF_CASE = "case:"


def read_xes_log(raw: bytes) -> Iterator[LogEvent | LeftOutRow]:
    """Yield what each event says. What its trace says stands under ``case:`` and the same key.

    Raises:
        EventLogRefusedError: If it is no XES.
    """
    reader, row = RowReader(), 0
    for trace in _traces(raw):
        of_case = {f"{_OF_CASE}{key}": text for key, text in _attributes(trace).items()}
        for event in (part for part in trace if _name(part) == _EVENT):
            row += 1
            cells = {**of_case, **_attributes(event)}
            yield reader.read(row, {key: cells[key] for key in sorted(cells)})


def _traces(raw: bytes) -> Iterator[Element]:
    """Yield the traces one by one; each is dropped from memory when the next is asked for."""
    with failures_reported(not_xes):
        parts = iterparse(BytesIO(raw), events=("start", "end"), forbid_dtd=True)
        _, root = next(parts)
        if _name(root) != _LOG:
            raise EventLogRefusedError("not_xes", place="1", kind=_name(root)[:40])
        finished = (part for moment, part in parts if moment == "end" and _name(part) == _TRACE)
        for trace in finished:
            yield trace
            root.clear()


def _attributes(part: Element) -> dict[str, str]:
    """Return what a trace or an event says of itself; its events are no attributes."""
    return {
        key: (attribute.get("value") or "").strip()
        for attribute in part
        if (key := attribute.get("key") or "")
    }


def _name(part: Element) -> str:
    return str(part.tag).rpartition("}")[2]
