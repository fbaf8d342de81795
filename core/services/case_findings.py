"""What cases of this hall or in a log from elsewhere say about matters, for rounds to ask about."""

from core.catalogue.catalogue import Catalogue
from core.monitoring.finding import findings_in
from core.monitoring.reading import read_log
from core.monitoring.report import declared_in
from core.monitoring.runs import MatterRun, runs_of
from core.monitoring.steps import own_steps
from core.services.case_logs import OwnLog
from core.services.confirming_rounds import Findings
from core.working_days import WorkingCalendar


class CaseFindings:
    """Reads logs in transactions of its own: nobody waits while a log is read."""

    def __init__(self, log: OwnLog | None, calendar: WorkingCalendar) -> None:
        self._log = log
        self._calendar = calendar

    def runs(self, theme: str, *, own: bool, raw: bytes | None) -> tuple[MatterRun, ...]:
        """Return how matters of a theme went; what names no theme may be of any.

        Args:
            theme: Its code.
            own: Whether the cases of this hall are looked at.
            raw: A log from elsewhere.

        Raises:
            EventLogRefusedError: If that is no event log at all.
        """
        events = list(self._log.read().events) if own and self._log else []
        events += read_log(raw).events if raw else ()
        runs = runs_of(events, own_steps(), self._calendar)
        return tuple(run for run in runs if run.theme in {"", theme})


def findings_of(runs: tuple[MatterRun, ...], catalogue: Catalogue) -> Findings:
    """Return what runs say beside what the library declares."""
    return findings_in(runs, declared_in(catalogue))
