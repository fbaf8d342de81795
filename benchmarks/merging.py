"""Merging with provenance and legal bases, beside pandas and beside a bare dict of keys.

Run with ``make bench`` or ``python -m benchmarks.merging``. Each line is the median of
several runs in one process; ratios are what to compare, seconds depend on the machine.
"""

import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from core.catalogue.models import FieldKey, FieldType
from core.forms.merging import merge_fields
from core.forms.models import FieldUse

RUNS = 5
FIELDS_OF_A_MATTER = 25
ELEMENTS = 2_000
SUBJECTS = 20


def uses_of(matters: int) -> list[FieldUse]:
    """Make the fields of so many matters; a seeded draw, so every run has the same."""
    draw = random.Random(20261124)
    uses = []
    for matter in range(matters):
        code = f"M{matter:05d}"
        basis = (f"Law {matter % 300}",)
        for field in range(FIELDS_OF_A_MATTER):
            element = f"e.{min(int(draw.expovariate(1 / 300)), ELEMENTS - 1)}"
            key = FieldKey(element, f"s{draw.randrange(SUBJECTS)}")
            uses.append(
                FieldUse(
                    key=key,
                    ref=f"{code}.F{field:02d}",
                    matter=code,
                    field=f"F{field:02d}",
                    column=None,
                    position=len(uses),
                    label=f"label {element}",
                    section="",
                    type=FieldType.TEXT,
                    required=bool(field % 2),
                    options=(),
                    code_list="",
                    validation="",
                    legal_basis=basis,
                )
            )
    return uses


def ours(uses: list[FieldUse]) -> int:
    return len(merge_fields(uses))


def bare_dict(uses: list[FieldUse]) -> int:
    groups: dict[FieldKey, list[str]] = {}
    for use in uses:
        groups.setdefault(use.key, []).append(use.ref)
    return len(groups)


def with_pandas(frame: Any) -> int:
    """Group with provenance and legal bases, as one would in a notebook."""
    merged = frame.groupby(["element", "subject"], sort=False).agg(
        label=("label", "first"),
        required=("required", "any"),
        refs=("ref", list),
        bases=("basis", list),
    )
    return len(merged)


def frame_of(uses: list[FieldUse]) -> Any:
    import pandas as pd  # the peer, needed nowhere else

    return pd.DataFrame(
        {
            "element": [use.key.element for use in uses],
            "subject": [use.key.subject for use in uses],
            "label": [use.label for use in uses],
            "required": [use.required for use in uses],
            "ref": [use.ref for use in uses],
            "basis": [use.legal_basis[0] for use in uses],
        }
    )


def seconds(function: Callable[[Any], int], argument: Any) -> float:
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        function(argument)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    small, large = uses_of(1_000), uses_of(10_000)
    frame = frame_of(large)
    assert ours(large) == bare_dict(large) == with_pandas(frame)
    ours_small, ours_large = seconds(ours, small), seconds(ours, large)
    pandas, bare = seconds(with_pandas, frame), seconds(bare_dict, large)
    print(f"fields {len(large):,}, merged {ours(large):,}")
    print(f"ours            {ours_large:8.3f} s")
    print(f"pandas groupby  {pandas:8.3f} s   ours is {pandas / ours_large:.2f} x as fast")
    print(f"bare dict       {bare:8.3f} s   ours takes {ours_large / bare:.2f} x")
    print(f"10 x the fields takes {ours_large / ours_small:.1f} x the time")
    held, peak = memory()
    print(
        f"memory          {held:8.0f} MB of fields, at most {peak / held:.2f} x that while merging"
    )


def memory() -> tuple[float, float]:
    """Return, in MB, what the fields hold, and the most that is held while they are merged."""
    tracemalloc.start()
    uses = uses_of(10_000)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    merged = merge_fields(uses)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert merged
    return held / 2**20, peak / 2**20


if __name__ == "__main__":
    main()
