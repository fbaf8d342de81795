"""Do something again and again beside everything else, as long as the process lives."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from core.errors import ServiceError

_log = logging.getLogger(__name__)


def repeat(what: Callable[[], object], *, seconds: float) -> Callable[[], None]:
    """Do something now and then, and return what stops it; a failure is logged and tried again."""
    stopped = Event()

    def run() -> None:
        while not stopped.is_set():
            try:
                what()
            except ServiceError as error:
                _log.warning("%s while sweeping", type(error).__name__)
            stopped.wait(seconds)

    Thread(target=run, name="sweeping", daemon=True).start()
    return stopped.set
