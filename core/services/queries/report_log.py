"""Report of an event log what happened beside what is declared."""

from core.catalogue.catalogue import Catalogue
from core.handouts.monitoring_report import (
    MonitoringTold,
    bottleneck_table,
    group_table,
    matter_table,
    monitoring_report,
    shown_name,
)
from core.monitoring.measuring import UNDECLARED, Bottleneck, RunFigures, RunFilter
from core.monitoring.models import EventLog
from core.monitoring.own_log import write_log
from core.monitoring.reading import read_log
from core.monitoring.report import CHOICES, MonitoringReport, report_of
from core.monitoring.runs import runs_of
from core.monitoring.steps import StepNames, own_steps, read_steps
from core.working_days import WorkingCalendar

__all__ = [
    "CHOICES",
    "UNDECLARED",
    "Bottleneck",
    "EventLog",
    "MonitoringReport",
    "MonitoringTold",
    "RunFigures",
    "RunFilter",
    "StepNames",
    "bottleneck_table",
    "group_table",
    "matter_table",
    "monitoring_report",
    "own_steps",
    "read_log",
    "read_steps",
    "report_log",
    "shown_name",
    "write_log",
]


def report_log(
    log: EventLog,
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    *,
    names: StepNames | None = None,
    chosen: RunFilter | None = None,
) -> MonitoringReport:
    """Return the report of a log; ``names`` say what its activities mean."""
    runs = runs_of(log.events, own_steps() if names is None else names, calendar)
    return report_of(runs, catalogue, chosen or RunFilter())
