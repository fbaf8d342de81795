"""What computes figures over event logs, also where there are more events than fit in memory."""

from collections.abc import Iterable
from typing import Protocol

from core.monitoring.models import LogEvent, LogFigures


class EventAnalysis(Protocol):
    """Compares the events of a log."""

    def compare(self, events: Iterable[LogEvent]) -> LogFigures:
        """Return late cases by channel, and the time from step to step."""
