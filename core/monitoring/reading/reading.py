"""Read a file as an event log, whatever it is written in."""

from codecs import BOM_UTF8
from collections.abc import Iterator

from core.monitoring.models import EventLog, LeftOutRow, LogEvent
from core.monitoring.reading.csv_logs import read_csv_log
from core.monitoring.reading.records import UTF_16
from core.monitoring.reading.refusing import EventLogRefusedError
from core.monitoring.reading.xes_logs import read_xes_log

MOST_BYTES = 512 * 1024 * 1024
_BEGINNING = 64
_SAMPLE = 4096


def read_log(raw: bytes) -> EventLog:
    r"""Return every row of a CSV or XES file: an event, or left out with the reasons.

    Raises:
        EventLogRefusedError: If the file is no event log at all.

    Examples:
        >>> log = read_log(b"case:concept:name,concept:name,time:timestamp\nA,received,soon")
        >>> log.left_out[0].row, log.left_out[0].why[0].rule
        (2, 'no_date')
    """
    if len(raw) > MOST_BYTES:
        raise EventLogRefusedError("too_large", limit=MOST_BYTES // 1024 // 1024)
    if b"\0" in raw[:_SAMPLE].partition(b"\n")[0] and not raw.startswith(UTF_16):
        raise EventLogRefusedError("no_text")
    events: list[LogEvent] = []
    left_out: list[LeftOutRow] = []
    for row in _rows_of(raw):
        if isinstance(row, LogEvent):
            events.append(row)
        else:
            left_out.append(row)
    return EventLog(tuple(events), tuple(left_out))


def _rows_of(raw: bytes) -> Iterator[LogEvent | LeftOutRow]:
    if raw.startswith(UTF_16):
        beginning = raw[:_BEGINNING].decode("utf-16", "ignore").encode()
    else:
        beginning = raw[:_BEGINNING].removeprefix(BOM_UTF8)
    return read_xes_log(raw) if beginning.lstrip().startswith(b"<") else read_csv_log(raw)
