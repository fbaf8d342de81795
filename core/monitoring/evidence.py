"""What findings rest on: the logs that were looked at, and the figures of their cases by matter."""

import hashlib
from collections.abc import Collection, Iterable, Mapping

from core.monitoring.finding import nine_of_ten
from core.monitoring.measuring import UNDECLARED, Declared, figures_by
from core.monitoring.models import EventLog
from core.monitoring.own_log import write_log
from core.monitoring.runs import MatterRun
from core.themes.confirming.evidence import LogKind, LogSource, MatterFigures
from core.working_days import day_of


def own_source(log: EventLog, theme: str) -> LogSource:
    """Return of our own log what of it is about a theme; its digest is that of the exported file.

    Cases that cannot be read are left out.
    """
    events = tuple(event for event in log.events if event.theme == theme)
    return _source(LogKind.OWN, EventLog(events), write_log(events), left_out=len(log.unread))


def file_source(log: EventLog, raw: bytes) -> LogSource:
    """Return what a file from elsewhere is known by."""
    return _source(LogKind.FILE, log, raw, left_out=len(log.left_out))


def figures_for(
    matters: Collection[str],
    runs: Iterable[MatterRun],
    declared: Declared,
    documents: Mapping[str, str],
) -> tuple[MatterFigures, ...]:
    """Return the table that findings about some matters were read from.

    Args:
        matters: Their codes.
        runs: What happened, to these and others.
        declared: What is declared of each.
        documents: What documents are called.
    """
    concerned = [run for run in runs if run.matter in matters]
    days = {
        code: sorted(run.days for run in concerned if run.matter == code and run.days is not None)
        for code in matters
    }
    return tuple(
        MatterFigures(
            matter=row.key,
            name=declared.get(row.key, UNDECLARED).name,
            cases=row.number,
            decided=row.decided,
            median_days=row.median_days,
            nine_of_ten_days=nine_of_ten(days[row.key]) if days[row.key] else None,
            longest_days=row.longest_days,
            late=row.late,
            corrections=row.corrections,
            deemed=row.deemed,
            mean_trips=round(row.mean_visits, 2),
            committed_days=declared.get(row.key, UNDECLARED).committed_days,
            beyond=tuple((documents.get(name, name), number) for name, number in row.beyond),
        )
        for row in sorted(
            figures_by(lambda run: run.matter, concerned, declared), key=lambda row: row.key
        )
    )


def _source(kind: LogKind, log: EventLog, raw: bytes, *, left_out: int) -> LogSource:
    days = sorted(day_of(event.at) for event in log.events)
    return LogSource(
        kind=kind,
        digest=hashlib.sha256(raw).hexdigest(),
        rows=len(log.events),
        left_out=left_out,
        cases=len({event.case for event in log.events}),
        first_on=days[0].isoformat() if days else "",
        last_on=days[-1].isoformat() if days else "",
    )
