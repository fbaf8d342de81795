"""What cases of this hall or in a log from elsewhere say about matters, for rounds to ask about."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.monitoring.evidence import figures_for, file_source, own_source
from core.monitoring.finding import findings_in
from core.monitoring.models import LogEvent
from core.monitoring.reading import read_log
from core.monitoring.report import declared_in
from core.monitoring.runs import MatterRun, runs_of
from core.monitoring.steps import own_steps
from core.services.case_logs import OwnLog
from core.services.confirming_rounds import Findings
from core.themes.confirming.evidence import LogSource, RoundEvidence
from core.themes.confirming.models import Element
from core.working_days import WorkingCalendar


class CaseFindings:
    """Reads logs in transactions of its own: nobody waits while a log is read."""

    def __init__(self, log: OwnLog | None, calendar: WorkingCalendar) -> None:
        self._log = log
        self._calendar = calendar

    def runs(self, theme: str, *, own: bool, raw: bytes | None) -> "LookedAt":
        """Return how matters of a theme went, and by which logs; what names no theme may be of any.

        Args:
            theme: Its code.
            own: Whether the cases of this hall are looked at.
            raw: A log from elsewhere.

        Raises:
            EventLogRefusedError: If that is no event log at all.
        """
        events: list[LogEvent] = []
        sources: list[LogSource] = []
        if own and self._log:
            log = self._log.read()
            events += log.events
            sources.append(own_source(log, theme))
        if raw:
            log = read_log(raw)
            events += log.events
            sources.append(file_source(log, raw))
        runs = runs_of(events, own_steps(), self._calendar)
        return LookedAt(tuple(run for run in runs if run.theme in {"", theme}), tuple(sources))


@dataclass(frozen=True, slots=True)
class LookedAt:
    """How matters went, and the logs that say so."""

    runs: tuple[MatterRun, ...]
    sources: tuple[LogSource, ...]

    def findings(self, catalogue: Catalogue) -> Findings:
        """Return what runs say beside what the library declares."""
        return findings_in(self.runs, declared_in(catalogue))

    def evidence(self, catalogue: Catalogue, asked: Iterable[Element]) -> RoundEvidence | None:
        """Return what the reasons of elements rest on, if any of them has a reason."""
        matters = {element.place for element in asked if element.reasons}
        if not matters:
            return None
        names = {code: document.name for code, document in catalogue.documents.items()}
        figures = figures_for(matters, self.runs, declared_in(catalogue), names)
        return RoundEvidence(self.sources, figures)
