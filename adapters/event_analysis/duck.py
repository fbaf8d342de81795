"""Event logs computed by DuckDB in this process."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa

from adapters.event_analysis.expressions import COLUMNS, channels_of, steps_of
from core.monitoring.models import ChannelFigures, LogEvent, LogFigures, StepFigures

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

MOST_MEMORY, THREADS = "1200MB", 2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SCHEMA = pa.schema([(name, kind) for name, kind in COLUMNS.items()])


class DuckAnalysis:
    """Computes over a database in memory that lives as long as one comparison."""

    def compare(self, events: Iterable[LogEvent]) -> LogFigures:
        """Return late cases by channel, and the time from step to step."""
        connection = opened()
        try:
            return figures_of(connection, ibis.memtable(arrow_of(events)))
        finally:
            connection.disconnect()


def opened() -> "BaseBackend":
    """Return a database in memory that leaves room for others; what is over goes to disk."""
    return ibis.duckdb.connect(memory_limit=MOST_MEMORY, threads=THREADS)


def figures_of(connection: "BaseBackend", events: "Table") -> LogFigures:
    """Return the figures over a table of events, on whatever database it lies."""
    channels: list[dict[str, Any]] = connection.to_pyarrow(channels_of(events)).to_pylist()
    steps: list[dict[str, Any]] = connection.to_pyarrow(steps_of(events)).to_pylist()
    return LogFigures(
        cases=_sum(channels, "cases"),
        events=_sum(channels, "events"),
        undated=_sum(channels, "undated"),
        late=_sum(channels, "late"),
        by_channel={
            row["channel"]: ChannelFigures(int(row["cases"]), int(row["late"]))
            for row in sorted(channels, key=lambda row: (-row["cases"], row["channel"]))
        },
        steps=tuple(
            StepFigures(row["before"], row["after"], row["number"], row["median_hours"])
            for row in steps
        ),
    )


def arrow_of(events: Iterable[LogEvent]) -> pa.Table:
    """Return events as columns, with instants as microseconds."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for event in events:
        for name, values in columns.items():
            value = getattr(event, name)
            values.append(_microseconds(value) if isinstance(value, datetime) else value)
    return pa.table(columns, schema=_SCHEMA)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _sum(rows: Iterable[dict[str, Any]], name: str) -> int:
    return sum(int(row[name]) for row in rows)
