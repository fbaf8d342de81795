"""Builds the worker of legal clocks, and runs it until somebody stops it."""

import logging
import signal
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from adapters.sweeping import repeat
from adapters.system import elapsed
from building.installation import ready_runtime, review_rules

if TYPE_CHECKING:
    from core.review.tasks import ReviewRun
    from core.services.operators.clock_worker import ClockWorker

EVERY_SECONDS = 60
_log = logging.getLogger("work")


def work_once() -> "ReviewRun":
    """Let every clock that is over run out, and return what came of it."""
    return _worker().work()


def keep_working() -> None:
    """Do so each minute until somebody stops this process; what fails is tried again."""
    from adapters.logs import write_json_lines_alone

    write_json_lines_alone()
    worker, stop = _worker(), Event()

    def request(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, request)
    end = repeat("letting clocks run out", lambda: _log_run(worker.work()), seconds=EVERY_SECONDS)
    stop.wait()
    end()


def _log_run(run: "ReviewRun") -> None:
    if run.is_halted:
        _log.error("The clock was set ahead: no clock of a case runs out until that is put right")
    elif run.accepted:
        _log.warning("Accepted by silence", extra={"told": {"matters": run.accepted}})


def _worker() -> "ClockWorker":
    from core.services.operators.clock_worker import ClockWorker

    process = ready_runtime()
    return ClockWorker(
        transaction=process.transaction,
        rules=review_rules(),
        clock=process.clock,
        elapsed=elapsed,
    )
