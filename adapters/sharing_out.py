"""Share work out over the processors of this machine."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any, TypeVar

Result = TypeVar("Result")

_FORK = get_context("fork")
"""A process has from its birth what its parent had read; nothing of it is sent."""
_work: list[Callable[[Any], Any]] = []


def shared_out(
    work: Callable[[str], Result], names: Sequence[str], *, processes: int = 0
) -> Iterator[Result]:
    """Yield what work makes of each name, as soon as it is made.

    Args:
        work: Made of what is in memory; it writes nothing and opens nothing.
        names: What it is done for.
        processes: So many at once; by default one a processor.

    Raises:
        BrokenProcessPool: If a process is killed.
    """
    most = min(processes or len(os.sched_getaffinity(0)), len(names))
    if most < 2:
        yield from map(work, names)
        return
    with ProcessPoolExecutor(most, _FORK, initializer=_work.append, initargs=(work,)) as pool:
        try:
            for done in as_completed([pool.submit(_do, name) for name in names]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _do(name: str) -> Any:
    return _work[-1](name)
