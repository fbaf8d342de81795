"""Let several do the same at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from core.errors import ServiceError


def all_at_once(*works):
    """Return what came of each work, begun together: its result, or the error it ended with."""
    barrier = Barrier(len(works))

    def begin(work):
        barrier.wait()
        try:
            return work()
        except ServiceError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def kinds_of(results):
    """Return how many results there are of each kind."""
    names = [type(result).__name__ for result in results]
    return {name: names.count(name) for name in names}
