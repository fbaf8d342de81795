"""Compare an event log: deadlines with ends, and the time from step to step."""

from dataclasses import dataclass

from core.monitoring.models import LeftOutRow, LogFigures
from core.monitoring.reading import read_log
from core.ports import EventAnalysis


@dataclass(frozen=True, slots=True)
class ComparedLog:
    """The figures of a log, and the rows that are not in them."""

    figures: LogFigures
    left_out: tuple[LeftOutRow, ...]


def compare_log(raw: bytes, analysis: EventAnalysis) -> ComparedLog:
    """Return the figures of a CSV or XES file.

    Raises:
        EventLogRefusedError: If it is no event log at all.
    """
    log = read_log(raw)
    return ComparedLog(analysis.compare(log.events), log.left_out)
