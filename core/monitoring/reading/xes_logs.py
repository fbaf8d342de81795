"""An event log in XES (IEEE 1849): traces with events; each event counts as a row, from 1."""

import re
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
_IN_GB = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:gbk|gb2312|gb18030)[\"'][^>]*\?>", re.I)


def read_xes_log(raw: bytes) -> Iterator[LogEvent | LeftOutRow]:
    """Yield what each event says. What its trace says stands under ``case:`` and the same key.

    Raises:
        EventLogRefusedError: If it is no XES.
    """
    reader, row = RowReader(), 0
    for part in _parts(_readable(raw)):
        is_trace = _name(part) == _TRACE
        of_case = {f"{_OF_CASE}{key}": text for key, text in _attributes(part).items()}
        for event in _events(part):
            row += 1
            cells = {**(of_case if is_trace else {}), **_attributes(event)}
            yield reader.read(row, {key: cells[key] for key in sorted(cells)})


def _readable(raw: bytes) -> bytes:
    """Return XML in UTF-8 where it says that it is in an encoding of China, else as it is."""
    said = _IN_GB.match(raw)
    if said is None:
        return raw
    with failures_reported(not_xes):
        return raw[said.end() :].decode("gb18030").encode()


def _parts(raw: bytes) -> Iterator[Element]:
    """Yield what stands in the log itself; each is dropped from memory when the next is asked for.

    An event may stand outside every trace (IEEE 1849): it has no case, and is told as such.
    """
    with failures_reported(not_xes):
        depth = 0
        for moment, part in iterparse(BytesIO(raw), events=("start", "end"), forbid_dtd=True):
            depth += 1 if moment == "start" else -1
            if depth == 1 and moment == "start":
                root = _log(part)
            elif depth == 1:
                yield part
                root.clear()


def _log(root: Element) -> Element:
    if _name(root) != _LOG:
        raise EventLogRefusedError("not_xes", place="1", kind=_name(root)[:40])
    return root


def _events(part: Element) -> Iterator[Element]:
    return (event for event in part.iter() if _name(event) == _EVENT)


def _attributes(part: Element) -> dict[str, str]:
    """Return what a trace or an event says of itself; its events are no attributes."""
    return {
        key: (attribute.get("value") or "").strip()
        for attribute in part
        if (key := attribute.get("key") or "")
    }


def _name(part: Element) -> str:
    return str(part.tag).rpartition("}")[2]
