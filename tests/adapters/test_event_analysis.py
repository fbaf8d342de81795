import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from adapters.event_analysis.duck import DuckAnalysis, arrow_of, figures_of
from core.monitoring.models import LogEvent
from core.monitoring.reading import read_log
from tests.databases import drop_database, empty_database
from tests.event_reference import plain_figures

ROOT = Path(__file__).parents[2]
RECEIPT = ROOT.parent / "shared" / "corpora" / "receipt.csv"
START = datetime(2026, 12, 1, tzinfo=UTC)
moments = st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours, microseconds=hours))
logs = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["受理", "审查", "x"]),
        moments,
        st.none() | moments,
        st.none() | moments,
        st.sampled_from(["", "Desk", "Post"]),
    ),
    max_size=12,
)


def same(ours, plain):
    assert ours.by_channel == plain.by_channel
    numbers = ("cases", "events", "undated", "late")
    assert [getattr(ours, name) for name in numbers] == [getattr(plain, name) for name in numbers]
    assert [(step.before, step.after, step.number) for step in ours.steps] == [
        (step.before, step.after, step.number) for step in plain.steps
    ]
    hours = [step.median_hours for step in plain.steps]
    assert [step.median_hours for step in ours.steps] == pytest.approx(hours, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(logs)
def test_duckdb_computes_what_a_plain_reading_does(rows):
    events = [
        LogEvent(row, case, activity, at, deadline, ended, channel)
        for row, (case, activity, at, deadline, ended, channel) in enumerate(rows, start=2)
    ]

    same(DuckAnalysis().compare(events[::-1]), plain_figures(events))


@pytest.fixture(scope="module")
def postgresql():
    """Return a connection of Ibis to a database of the PostgreSQL that tests start."""
    import ibis

    url = empty_database("postgresql", None)
    address = make_url(url)
    connection = ibis.postgres.connect(
        host=address.query["host"], user=address.username, database=address.database
    )
    yield connection
    connection.disconnect()
    drop_database(url)


@settings(max_examples=12, deadline=None)
@given(logs.filter(bool))
def test_the_same_expressions_compute_the_same_on_postgresql(postgresql, rows):
    import ibis

    events = [
        LogEvent(row, case, activity, at, deadline, ended, channel)
        for row, (case, activity, at, deadline, ended, channel) in enumerate(rows, start=2)
    ]
    same(figures_of(postgresql, ibis.memtable(arrow_of(events))), plain_figures(events))


@pytest.mark.skipif(not RECEIPT.exists(), reason="../shared/corpora/receipt.csv is not here")
def test_the_receipt_log_compares_as_pandas_says():
    import pandas as pd

    log = read_log(RECEIPT.read_bytes())
    frame = pd.read_csv(RECEIPT)
    for name in ("time:timestamp", "case:deadline", "case:enddate"):
        frame[name] = pd.to_datetime(frame[name], utc=True, format="ISO8601")
    case, at, step = "case:concept:name", "time:timestamp", "concept:name"
    frame = frame.sort_values([case, at], kind="stable")
    cases = frame.groupby(case).agg(
        last=(at, "max"),
        ended=("case:enddate", "first"),
        deadline=("case:deadline", "first"),
        channel=("case:channel", "first"),
    )
    cases["late"] = cases.ended.fillna(cases["last"]) > cases.deadline
    frame["next"] = frame.groupby(case)[step].shift(-1)
    frame["hours"] = (frame.groupby(case)[at].shift(-1) - frame[at]).dt.total_seconds() / 3600
    pairs = frame.dropna(subset=["next"]).groupby([step, "next"]).hours.agg(["count", "median"])

    ours = DuckAnalysis().compare(log.events)

    assert (ours.cases, ours.events, log.left_out) == (1434, 8577, ())
    assert ours.late == cases.late.sum() == 381
    assert {name: figures.late for name, figures in ours.by_channel.items()} == dict(
        cases.groupby("channel").late.sum()
    )
    assert {(found.before, found.after): found.number for found in ours.steps} == dict(
        pairs["count"]
    )
    for found in ours.steps:
        expected = pairs["median"][found.before, found.after]
        assert found.median_hours == pytest.approx(expected, abs=1e-9)


def test_nothing_of_the_analysis_is_loaded_before_somebody_asks_for_it():
    heavy = "{'ibis', 'duckdb', 'sqlglot', 'pandas', 'pyarrow'}"
    code = f"import sys, runtime, manage; print({heavy} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
