"""Run the worker of legal clocks beside the apps, and start it again if it falls."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import environ
from threading import Event, Thread

from adapters.falls import Falls, note_fall
from adapters.launching import Beside, nothing_beside, stop_all
from adapters.settings import ROOT

WORKER = "worker"
_GLANCE_SECONDS = 0.5


def worker_beside(other: Beside = nothing_beside) -> Beside:
    """Return what runs the worker as long as the apps; they do without it while it is down.

    What runs beside them as well is there first, and the worker is told of it as they are.
    """

    @contextmanager
    def running(stop: Event) -> Iterator[Mapping[str, str]]:
        with other(stop) as extra:
            worker, ended = _Worker(extra), Event()
            watch = Thread(target=worker.look_after, args=(stop, ended), daemon=True)
            watch.start()
            try:
                yield extra
            finally:
                ended.set()
                watch.join()
                worker.end()

    return running


class _Worker:
    """One process, started again less and less soon if it falls at once."""

    def __init__(self, extra: Mapping[str, str]) -> None:
        self._falls = Falls()
        self._extra = extra
        self._process = _started(extra)

    def look_after(self, stop: Event, ended: Event) -> None:
        """Start it again whenever it falls, until everything is to stop."""
        while not stop.is_set() and not ended.wait(_GLANCE_SECONDS):
            code, now = self._process.poll(), time.monotonic()
            if code is not None and not self._falls.is_down:
                note_fall(WORKER, code, self._falls.fell(now))
            elif self._falls.may_start(now):
                self._process = _started(self._extra)
                self._falls.started(now)

    def end(self) -> None:
        """Ask it to end, and end it where it does not."""
        stop_all([self._process])


def _started(extra: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env={**environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches whoever started it, and that one stops it
    )
