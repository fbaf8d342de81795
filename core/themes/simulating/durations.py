"""How many working days each of very many situations takes."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from core.catalogue.models import Precedence
from core.situations.engines.packed_columns import Numbers, PackedColumn, unpacked

_NEVER = np.int64(1) << 40
"""Matters that wait for each other are never due; far above any sum of days."""


def days_taken(
    days: Mapping[str, int],
    in_force: Mapping[str, PackedColumn],
    edges: Iterable[Precedence],
    number: int,
) -> Numbers:
    """Return the day on which the last matter of each situation is due.

    As :func:`core.themes.scheduling.schedule_reviews` does it, for all situations at once:
    due days only ever come down, from never, until they stay.

    Args:
        days: Committed working days of every matter.
        in_force: Where each matter is in force.
        edges: The theme's precedence; only hard edges schedule.
        number: How many situations there are.
    """
    present = {code: unpacked(bits, number).astype(np.bool_) for code, bits in in_force.items()}
    due = {code: np.full(number, _NEVER) for code in days}
    hard = [edge for edge in edges if edge.binding == "hard" and edge.matter in days]
    waits: dict[str, list[Precedence]] = {code: [] for code in days}
    for edge in hard:
        waits[edge.matter].append(edge)
    changed = True
    while changed:
        changed = False
        for code, own in days.items():
            start = _start(waits[code], due, present, number)
            settled = np.where(start < _NEVER, start + own, _NEVER)
            if not np.array_equal(settled, due[code]):
                due[code], changed = settled, True
    last = np.zeros(number, dtype=np.int64)
    for code, day in due.items():
        last = np.where(present[code] & (day < _NEVER), np.maximum(last, day), last)
    return last


def _start(
    waits: Sequence[Precedence],
    due: Mapping[str, Numbers],
    present: Mapping[str, np.ndarray],
    number: int,
) -> Numbers:
    start = np.zeros(number, dtype=np.int64)
    for edge in waits:
        after = [code for code in dict.fromkeys(edge.after) if code in due]
        if not after:
            continue
        is_all = edge.mode == "all"
        absent = np.int64(0) if is_all else _NEVER
        ends = [np.where(present[code], due[code], absent) for code in after]
        waited = np.maximum.reduce(ends) if is_all else np.minimum.reduce(ends)
        any_present = np.logical_or.reduce([present[code] for code in after])
        start = np.maximum(start, np.where(any_present, waited, 0))
    return start
