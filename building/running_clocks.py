"""Builds the worker of legal clocks, and runs it until somebody stops it."""

import logging
import signal
from collections.abc import Callable
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from adapters.sweeping import repeat
from adapters.system import elapsed
from building.departments import folder_results, hand_overs
from building.installation import ready_runtime, review_rules
from building.sources import payment_service

if TYPE_CHECKING:
    from adapters.department_results import FolderResults
    from core.review.tasks import ReviewRun
    from core.services.operators.clock_worker import ClockWorker
    from core.services.operators.hand_over import HandedOver, HandOver

EVERY_SECONDS = 60
HANDED_OVER_EVERY_SECONDS = 10
_log = logging.getLogger("work")


def work_once() -> "tuple[ReviewRun, HandedOver]":
    """Let every clock that is over run out, hand over what is due; return what came of both."""
    from core.services.operators.hand_over import HandedOver

    run = _worker().work()
    for results in folder_results():
        results.read()
    _settle_payments()
    return run, sum((hand_over() for _, hand_over in hand_overs()), HandedOver())


def keep_working() -> None:
    """Do so each minute until somebody stops this process; what fails is tried again."""
    from adapters.logs import write_json_lines_alone

    write_json_lines_alone()
    worker, stop = _worker(), Event()

    def request(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, request)
    ends = [
        repeat("letting clocks run out", lambda: _log_run(worker.work()), seconds=EVERY_SECONDS),
        repeat("settling payments", _settle_payments, seconds=EVERY_SECONDS),
        *(_keep_handing_over(department, each) for department, each in hand_overs()),
        *(_keep_reading(results) for results in folder_results()),
    ]
    stop.wait()
    for end in ends:
        end()


def _keep_reading(results: "FolderResults") -> Callable[[], None]:
    name = f"reading results of {results.department}"
    return repeat(name, results.read, seconds=HANDED_OVER_EVERY_SECONDS)


def _keep_handing_over(department: str, hand_over: "HandOver") -> Callable[[], None]:
    def work() -> None:
        done = hand_over()
        if done.dead:
            params = {"department": department, "messages": done.dead}
            _log.error("A department's system did not take messages", extra={"told": params})

    return repeat(f"handing over to {department}", work, seconds=HANDED_OVER_EVERY_SECONDS)


def _settle_payments() -> None:
    """Ask what became of payments that nobody told of, and give back what is not owed."""
    from core.services.operators.settle_payments import PaymentBooks
    from core.staff.permissions import CLOCK_NAME

    process = ready_runtime()
    gate = payment_service(process.settings)
    if gate is not None:
        PaymentBooks(
            process.transaction, gate, review_rules(), process.clock, actor=CLOCK_NAME
        ).settle_all()


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
