"""What is computed over events, as expressions of Ibis: the same on DuckDB, Spark and PostgreSQL.

Instants are whole microseconds since 1970, so that no database reads a time zone into them.
"""

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.expr.types import Table

COLUMNS = {
    "row": "int64",
    "case": "string",
    "activity": "string",
    "at": "int64",
    "deadline": "int64",
    "ended": "int64",
    "channel": "string",
}
"""The columns of events; ``deadline`` and ``ended`` may be absent."""
MICROSECONDS_AN_HOUR = 3_600_000_000


def channels_of(events: "Table") -> "Table":
    """Return the cases of each channel: how many, how many undated, and how many late.

    What a case says of itself is what its first row says that says it.
    """
    cases = events.group_by("case").agg(
        last=events.at.max(),
        ended=events.ended.argmin(events.row, where=events.ended.notnull()),
        deadline=events.deadline.argmin(events.row, where=events.deadline.notnull()),
        channel=events.channel.argmin(events.row, where=events.channel != ""),
        events=events.count(),
    )
    cases = cases.mutate(
        channel=cases.channel.fill_null(""), ended=ibis.coalesce(cases.ended, cases.last)
    )
    late = (cases.ended > cases.deadline).fill_null(False)
    return cases.group_by("channel").agg(
        cases=cases.count(),
        events=cases.events.sum(),
        undated=cases.deadline.isnull().sum(),
        late=late.sum(),
    )


def steps_of(events: "Table") -> "Table":
    """Return the pairs of activities next to each other: how often, and the median of hours."""
    order = ibis.window(group_by="case", order_by=["at", "row"])
    pairs = events.select(
        before=events.activity,
        after=events.activity.lead().over(order),
        between=events.at.lead().over(order) - events.at,
    )
    pairs = pairs.filter(pairs.between.notnull())
    steps = pairs.group_by("before", "after").agg(
        number=pairs.count(), median_hours=pairs.between.median() / MICROSECONDS_AN_HOUR
    )
    return steps.order_by(ibis.desc("number"), "before", "after")
