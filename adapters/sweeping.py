"""Do something again and again beside everything else, as long as the process lives."""

import logging
import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

_log = logging.getLogger(__name__)

Work = Callable[[], object]


@dataclass
class _Task:
    """What is repeated under a name: one thread, whoever asks for it how often."""

    name: str
    work: Work
    seconds: float
    stopped: Event = field(default_factory=Event)
    thread: Thread | None = None

    def start(self) -> None:
        """Run in a thread of its own, unless it does already."""
        if self.thread is None or not self.thread.is_alive():
            self.thread = Thread(target=self._run, name=self.name, daemon=True)
            self.thread.start()

    def _run(self) -> None:
        while not self.stopped.is_set():
            # Whatever happens in a round, also what ends threads: the next round comes.
            with suppress(BaseException):
                self._round()
            with suppress(BaseException):
                self.stopped.wait(self.seconds)  # by a clock that nobody sets

    def _round(self) -> None:
        outcome = "ok"
        try:
            self.work()
        except BaseException as error:
            outcome = type(error).__name__
            # The message of an error may hold what somebody typed; where it happened does not.
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.warning("%s while %s\n%s", outcome, self.name, where)
        from adapters import metrics  # noqa: PLC0415 -- commands need no numbers

        metrics.SWEEPS.labels(self.name, outcome).inc()


_tasks: dict[str, _Task] = {}
_lock = Lock()


def repeat(name: str, work: Work, *, seconds: float) -> Callable[[], None]:
    """Do something now and then, at once for the first time; return what stops it.

    There is one of a name in a process: asked for again, it goes on with what is given now, and
    begins anew if its thread is gone. A failure is logged, and the next round comes.
    """
    with _lock:
        task = _tasks.setdefault(name, _Task(name, work, seconds))
        task.work, task.seconds = work, seconds
        task.start()

    def stop() -> None:
        with _lock:
            task.stopped.set()
            if _tasks.get(name) is task:
                del _tasks[name]

    return stop


def _forget_in_child() -> None:
    """After a fork the threads are gone, and the lock may be held by one of them."""
    global _lock  # noqa: PLW0603 -- a child begins with a lock of its own
    _lock = Lock()
    _tasks.clear()


os.register_at_fork(after_in_child=_forget_in_child)
