"""Watch what happens to cases beside what guides promise (监控), here and elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.catalogue.catalogue import Catalogue
from core.handouts.monitoring_report import MonitoringTold, monitoring_report
from core.i18n import DEFAULT_LOCALE
from core.monitoring.measuring import RunFilter
from core.monitoring.models import EventLog, LogFigures
from core.monitoring.own_log import write_log
from core.monitoring.reading import read_log
from core.monitoring.report import MonitoringReport, report_of
from core.monitoring.runs import MatterRun, runs_of
from core.monitoring.steps import own_steps
from core.ports import EventAnalysis, HandoutWriter
from core.services.acting import StaffContext
from core.services.case_logs import OwnLog
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
        self,
        staff: StaffContext,
        log: OwnLog,
        analysis: Callable[[], EventAnalysis],
        writer: HandoutWriter,
    ) -> None:
        self._staff = staff
        self._log = log
        self._analysis = analysis
        self._writer = writer
        self._own: tuple[EventLog, tuple[MatterRun, ...]] = EventLog(()), ()

    def report(self, session: Principal, chosen: RunFilter = ALL_RUNS) -> WatchedLog:
        """Return what happened to the cases of this hall."""
        with self._staff.as_permitted(session, UseCase.READ_MONITORING) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        return self._own_report(catalogue, chosen)

    def file_report(
        self, session: Principal, raw: bytes, chosen: RunFilter = ALL_RUNS
    ) -> WatchedLog:
        """Return what happened in a log from elsewhere.

        Raises:
            EventLogRefusedError: If it is no event log at all.
        """
        with self._staff.as_permitted(session, UseCase.COMPARE_LOG) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        watched = self._file_report(raw, catalogue, chosen)
        return replace(watched, figures=self._analysis().compare(watched.log.events))

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
            catalogue = stores.catalogue.read().catalogue
        watched = (
            self._own_report(catalogue, chosen)
            if raw is None
            else self._file_report(raw, catalogue, chosen)
        )
        today, left_out = day_of(self._staff.clock()), len(watched.log.left_out)
        brief = MonitoringTold(watched.report, today, locale, left_out)
        return self._writer.write(monitoring_report(brief), form)

    def log_file(self, session: Principal) -> bytes:
        """Return the events of the cases of this hall as CSV, without anything a person said."""
        self._staff.expect(session, UseCase.EXPORT_LOG)
        return write_log(self._log.read().events)

    def _own_report(self, catalogue: Catalogue, chosen: RunFilter) -> WatchedLog:
        log = self._log.read()
        if self._own[0] is not log:
            self._own = log, runs_of(log.events, own_steps(), self._staff.calendar)
        return WatchedLog(report_of(self._own[1], catalogue, chosen), log)

    def _file_report(self, raw: bytes, catalogue: Catalogue, chosen: RunFilter) -> WatchedLog:
        log = read_log(raw)
        runs = runs_of(log.events, own_steps(), self._staff.calendar)
        return WatchedLog(report_of(runs, catalogue, chosen), log)
