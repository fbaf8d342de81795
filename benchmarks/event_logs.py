"""Ten million events compared: DuckDB through Ibis, and pandas, each in a process of its own.

The events are drawn by a seed from ``event_statistics.json``: how often which step follows which,
quantiles of the time between, channels, deadlines. ``--statistics`` computes these figures anew
from ``../shared/corpora/receipt.csv`` (J.C.A.M. Buijs, 4TU.ResearchData); no case of it is copied.

    python -m benchmarks.event_logs [--events 10000000] [--seed 376] [--spark]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
STATISTICS = Path(__file__).with_name("event_statistics.json")
RECEIPT = ROOT.parent / "shared" / "corpora" / "receipt.csv"
HOUR = 3_600_000_000
START = 1_764_547_200_000_000
"""2025-12-01 in microseconds; cases come in over a year from then on."""
YEAR = 365 * 24 * HOUR
LIMIT_SECONDS, LIMIT_MIB = 20, 2048
MOST_STEPS = 30
QUANTILES = np.linspace(0, 1, 21)
END = "(end)"


def write_statistics() -> None:
    """Compute shares and quantiles from the corpus; they say nothing of any single case."""
    from core.monitoring.reading import read_log

    cases = defaultdict(list)
    for event in sorted(read_log(RECEIPT.read_bytes()).events, key=lambda e: (e.at, e.row)):
        cases[event.case].append(event)
    follows, hours, channels = Counter(), defaultdict(list), Counter()
    for steps in cases.values():
        channels[steps[0].channel] += 1
        follows["", steps[0].activity] += 1
        for before, after in zip(steps, [*steps[1:], None], strict=True):
            follows[before.activity, after.activity if after else END] += 1
            if after:
                spent = (after.at - before.at).total_seconds() / 3600
                hours[before.activity, after.activity].append(spent)
    first = [steps[0] for steps in cases.values()]
    due = [(event.deadline - event.at).total_seconds() / 3600 for event in first if event.deadline]
    ended = [
        (steps[0].ended - steps[0].at).total_seconds() / 3600
        for steps in cases.values()
        if steps[0].ended
    ]
    document = {
        "follows": [[*pair, number] for pair, number in sorted(follows.items())],
        "hours": [[*pair, _quantiles(spent)] for pair, spent in sorted(hours.items())],
        "channels": dict(sorted(channels.items())),
        "due_hours": _quantiles(due),
        "ended_hours": _quantiles(ended),
        "ended_share": len(ended) / len(cases),
    }
    STATISTICS.write_text(json.dumps(document, ensure_ascii=False) + "\n", "utf-8")


def _quantiles(values: list[float]) -> list[float]:
    return [round(float(value), 3) for value in np.quantile(values, QUANTILES)]


def write_events(path: Path, *, number: int, seed: int) -> None:
    """Draw about so many events, step by step of all cases at once, into a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from adapters.event_analysis.expressions import COLUMNS

    schema = pa.schema([(name, kind) for name, kind in COLUMNS.items()])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for columns in _drawn(number, seed):
            arrays = [pa.array(columns[name]) for name in COLUMNS]
            writer.write_table(pa.Table.from_arrays(arrays, names=list(COLUMNS)).cast(schema))


def _drawn(number: int, seed: int) -> Iterator[dict[str, object]]:
    import pyarrow as pa

    said = json.loads(STATISTICS.read_text("utf-8"))
    generator = np.random.default_rng(seed)
    names = sorted({name for pair in said["follows"] for name in pair[:2]})
    place = {name: position for position, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for before, after, times in said["follows"]:
        counts[place[before], place[after]] = times
    counts[place[END], place[END]] = 1
    bounds = np.cumsum(counts / counts.sum(axis=1, keepdims=True), axis=1)
    gaps = np.zeros((len(names), len(names), len(QUANTILES)))
    for before, after, quantiles in said["hours"]:
        gaps[place[before], place[after]] = quantiles
    length = sum(times for _, after, times in said["follows"] if after != END)
    length /= sum(times for before, _, times in said["follows"] if not before)
    cases = round(number / length)
    at = START + generator.integers(0, YEAR, cases)
    deadline = at + _hours(generator, np.array(said["due_hours"]), cases)
    ended = at + _hours(generator, np.array(said["ended_hours"]), cases)
    has_ended = generator.random(cases) < said["ended_share"]
    channels = list(said["channels"])
    shares = np.array(list(said["channels"].values()), dtype=float)
    channel = generator.choice(len(channels), cases, p=shares / shares.sum())
    state, case, row = np.full(cases, place[""]), np.arange(cases), 1
    for _ in range(MOST_STEPS):
        after = (generator.random(len(case))[:, None] > bounds[state]).sum(axis=1)
        at = at + _between(generator, gaps[state, after])
        alive = after != place[END]
        state, at, case = after[alive], at[alive], case[alive]
        if not len(case):
            return
        yield {
            "row": np.arange(row + 1, row + 1 + len(case)),
            "case": pa.array(np.char.mod("c%08d", case)),
            "activity": pa.DictionaryArray.from_arrays(state.astype("int32"), names),
            "at": at,
            "deadline": deadline[case],
            "ended": pa.array(ended[case], mask=~has_ended[case]),
            "channel": pa.DictionaryArray.from_arrays(channel[case].astype("int32"), channels),
        }
        row += len(case)


def _hours(generator: np.random.Generator, quantiles: np.ndarray, number: int) -> np.ndarray:
    return (np.interp(generator.random(number), QUANTILES, quantiles) * HOUR).astype("int64")


def _between(generator: np.random.Generator, quantiles: np.ndarray) -> np.ndarray:
    """Return a time for each row of quantiles, drawn between two neighbours of them."""
    drawn = generator.random(len(quantiles)) * (len(QUANTILES) - 1)
    below = drawn.astype(int)
    rows = np.arange(len(quantiles))
    low, high = quantiles[rows, below], quantiles[rows, below + 1]
    return ((low + (high - low) * (drawn - below)) * HOUR).astype("int64")


def with_duckdb(path: Path) -> dict[str, object]:
    from adapters.event_analysis.duck import figures_of, opened

    connection = opened()
    return _told(figures_of(connection, connection.read_parquet(str(path))))


def with_pandas(path: Path) -> dict[str, object]:
    import pandas as pd

    frame = pd.read_parquet(path).sort_values(["case", "at", "row"], kind="stable")
    by_row = frame.sort_values("row", kind="stable").groupby("case", sort=False)
    cases = by_row[["deadline", "ended", "channel"]].first()
    cases["last"] = frame.groupby("case", sort=False)["at"].max()
    cases["late"] = cases.ended.fillna(cases["last"]) > cases.deadline
    grouped = frame.groupby("case", sort=False)
    frame["after"] = grouped["activity"].shift(-1)
    frame["between"] = grouped["at"].shift(-1) - frame["at"]
    pairs = frame.dropna(subset=["after"]).groupby(["activity", "after"]).between
    steps = pairs.agg(["count", "median"]).reset_index()
    steps = steps.sort_values(["count", "activity", "after"], ascending=[False, True, True])
    return {
        "cases": len(cases),
        "events": len(frame),
        "late": int(cases.late.sum()),
        "by_channel": {
            name: [len(group), int(group.late.sum())] for name, group in cases.groupby("channel")
        },
        "steps": [
            [before, after, int(times), round(median / HOUR, 6)]
            for before, after, times, median in steps.itertuples(index=False)
        ],
    }


def with_spark(path: Path) -> dict[str, object]:
    import ibis
    from pyspark.sql import SparkSession

    from adapters.event_analysis.duck import figures_of

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "3g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    connection = ibis.pyspark.connect(session)
    return _told(figures_of(connection, connection.read_parquet(str(path))))


def _told(figures: object) -> dict[str, object]:
    return {
        "cases": figures.cases,
        "events": figures.events,
        "late": figures.late,
        "by_channel": {
            name: [found.cases, found.late] for name, found in figures.by_channel.items()
        },
        "steps": [
            [step.before, step.after, step.number, round(step.median_hours, 6)]
            for step in figures.steps
        ],
    }


WAYS = {"duckdb": with_duckdb, "pandas": with_pandas, "spark": with_spark}


class Measured(NamedTuple):
    """Seconds by the clock on the wall, seconds of processors, and the most memory."""

    seconds: float
    processor: float
    mib: float


def measure(way: str, path: Path) -> tuple[dict[str, object], Measured]:
    """Return the figures of one way and what it took, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.event_logs", "--way", way, "--file", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{way} failed: {done.stderr[-600:]}")
    result = json.loads(done.stdout.splitlines()[-1])
    return result["figures"], Measured(*result["measured"])


def run_way(way: str, path: Path) -> None:
    began = time.perf_counter()
    figures = WAYS[way](path)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    measured = Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    print(json.dumps({"figures": figures, "measured": measured}, ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=376)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--statistics", action="store_true")
    parser.add_argument("--way")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    if asked.statistics:
        write_statistics()
    elif asked.way:
        run_way(asked.way, asked.file)
    else:
        compare(asked)


def compare(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        began = time.perf_counter()
        write_events(path, number=asked.events, seed=asked.seed)
        print(f"drawn by seed {asked.seed} in {time.perf_counter() - began:.1f} s")
        ours, took = measure("duckdb", path)
        print(f"{ours['cases']:,} cases, {ours['events']:,} events, {ours['late']:,} late")
        print(f"duckdb: {_words(took)} (limits: {LIMIT_SECONDS} s, {LIMIT_MIB} MiB)")
        for way in ["pandas", *(["spark"] if asked.spark else [])]:
            theirs, its = measure(way, path)
            same = "the same figures" if theirs == ours else "OTHER FIGURES"
            ratios = ", ".join(
                f"{its_took / ours_took:.1f} x the {name}"
                for ours_took, its_took, name in zip(
                    took, its, ("time", "work", "memory"), strict=True
                )
            )
            print(f"{way}: {_words(its)}; {ratios}; {same}")


def _words(took: Measured) -> str:
    return f"{took.seconds:.1f} s, {took.processor:.1f} s of processors, {took.mib:.0f} MiB"


if __name__ == "__main__":
    main()
