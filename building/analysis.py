"""Builds what computes over event logs, and reads our own from the database."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.monitoring.models import EventLog
    from core.ports import EventAnalysis


@cache
def event_analysis() -> "EventAnalysis":
    """Return what computes over event logs; DuckDB is loaded only where somebody asks for it."""
    from adapters.event_analysis.duck import DuckAnalysis

    return DuckAnalysis()


def own_event_log() -> "EventLog":
    """Return what happened to the cases of this hall, from a database that is ready."""
    from building.installation import ready_runtime, working_calendar
    from core.services.case_logs import OwnLog

    process = ready_runtime()
    return OwnLog(process.transaction, working_calendar(), process.clock).read()
