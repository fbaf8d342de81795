"""Watch what happens to cases beside what guides promise (监控), here and elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from core.handouts.monitoring_report import MonitoringTold, monitoring_report
from core.i18n import DEFAULT_LOCALE
from core.monitoring.measuring import RunFilter
from core.monitoring.models import EventLog, LogFigures
from core.monitoring.own_log import write_log
from core.monitoring.reading import read_log
from core.monitoring.report import MonitoringReport, report_of
from core.monitoring.runs import runs_of
from core.monitoring.steps import own_steps
from core.ports import EventAnalysis, HandoutWriter, Stores
from core.services.acting import StaffContext
from core.services.case_logs import own_log_in
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.working_days import day_of

ALL_RUNS = RunFilter()


@dataclass(frozen=True, slots=True)
class WatchedLog:
    """A report, and the log that it is over; ``figures`` are those of a file from elsewhere."""

    report: MonitoringReport
    log: EventLog
    figures: LogFigures | None = None


class MonitorCases:
    """Reports for supervisors and policy staff. ``analysis`` is loaded where it is needed."""

    def __init__(
        self, staff: StaffContext, analysis: Callable[[], EventAnalysis], writer: HandoutWriter
    ) -> None:
        self._staff = staff
        self._analysis = analysis
        self._writer = writer

    def report(self, session: Principal, chosen: RunFilter = ALL_RUNS) -> WatchedLog:
        """Return what happened to the cases of this hall."""
        with self._staff.as_permitted(session, UseCase.READ_MONITORING) as (stores, _):
            return self._watched(stores, None, chosen)

    def file_report(
        self, session: Principal, raw: bytes, chosen: RunFilter = ALL_RUNS
    ) -> WatchedLog:
        """Return what happened in a log from elsewhere.

        Raises:
            EventLogRefusedError: If it is no event log at all.
        """
        with self._staff.as_permitted(session, UseCase.COMPARE_LOG) as (stores, _):
            watched = self._watched(stores, raw, chosen)
        return WatchedLog(watched.report, watched.log, self._analysis().compare(watched.log.events))

    def report_file(
        self,
        session: Principal,
        raw: bytes | None,
        chosen: RunFilter = ALL_RUNS,
        *,
        form: str,
        locale: str = DEFAULT_LOCALE,
    ) -> bytes:
        """Return a report as a file, of a log from elsewhere where there is one.

        Raises:
            PrintingError: If it cannot be made.
        """
        with self._staff.as_permitted(session, UseCase.EXPORT_MONITORING) as (stores, _):
            watched = self._watched(stores, raw, chosen)
        today, left_out = day_of(self._staff.clock()), len(watched.log.left_out)
        brief = MonitoringTold(watched.report, today, locale, left_out)
        return self._writer.write(monitoring_report(brief), form)

    def log_file(self, session: Principal) -> bytes:
        """Return the events of the cases of this hall as CSV, without anything a person said."""
        with self._staff.as_permitted(session, UseCase.EXPORT_LOG) as (stores, _):
            return write_log(self._own(stores).events)

    def _watched(self, stores: Stores, raw: bytes | None, chosen: RunFilter) -> WatchedLog:
        log = self._own(stores) if raw is None else read_log(raw)
        runs = runs_of(log.events, own_steps(), self._staff.calendar)
        return WatchedLog(report_of(runs, stores.catalogue.read().catalogue, chosen), log)

    def _own(self, stores: Stores) -> EventLog:
        today = day_of(self._staff.clock())
        return own_log_in(stores, self._staff.calendar, today)
