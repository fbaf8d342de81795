"""Look at files in a process of its own, with little memory and time, and no secret (law 14).

What decodes pictures and PDF files is millions of lines of C that strangers feed. A file that
takes too much of it, or brings it down, costs that one process and nobody else.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from threading import BoundedSemaphore

from adapters.settings import ROOT
from core.errors import UploadRefusedError, failures_reported
from core.materials.inspecting import Inspected

_log = logging.getLogger(__name__)
MEGABYTES = 600
"""Of memory for one file: 48 million pixels of a phone need 400."""
SECONDS = 30
"""Of computing: fifty pages in colours need 20."""
_LONGEST_SECONDS = 90
"""For a worker to answer, when the machine is at other work as well."""
_WAIT_SECONDS = 60
_AT_ONCE = max(1, min(2, os.cpu_count() or 1))
_WORKER = ("-B", "-s", "-m", "adapters.decoding_worker")
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
_OUT_OF = {int(signal.SIGXCPU): "too_slow", int(signal.SIGKILL): "too_heavy"}


class WorkerInspector:
    """Implements :data:`core.ports.Inspector` by one worker for each file, a few at once.

    ``worker`` are the arguments of Python that start it.
    """

    def __init__(
        self,
        *,
        megabytes: int = MEGABYTES,
        seconds: int = SECONDS,
        longest: float = _LONGEST_SECONDS,
        wait: float = _WAIT_SECONDS,
        worker: tuple[str, ...] = _WORKER,
    ) -> None:
        self._command = (sys.executable, *worker, str(megabytes), str(seconds))
        self._longest = longest
        self._wait = wait
        self._free = BoundedSemaphore(_AT_ONCE)

    def __call__(self, content: bytes) -> Inspected:
        """Return what is kept of a file.

        Raises:
            UploadRefusedError: As :func:`core.materials.inspecting.inspect`, or because it took
                too much memory or time, or too many others came with files at the same time.
        """
        if not self._free.acquire(timeout=self._wait):
            raise UploadRefusedError("busy")
        try:
            return _understood(self._answer(content))
        finally:
            self._free.release()

    def _answer(self, content: bytes) -> bytes:
        try:
            ran = subprocess.run(
                self._command,
                input=content,
                capture_output=True,
                timeout=self._longest,
                check=False,
                cwd=ROOT,
                env=_ENVIRONMENT,
            )
        except subprocess.TimeoutExpired:
            raise UploadRefusedError("too_slow") from None
        except OSError as error:
            _log.error("No worker for a file: %s", error.strerror)
            raise UploadRefusedError("busy") from None
        if ran.returncode:
            _log.warning("A worker ended with %s", ran.returncode)
            raise UploadRefusedError(_OUT_OF.get(-ran.returncode, "broken"))
        return ran.stdout


def _understood(answer: bytes) -> Inspected:
    line, _, content = answer.partition(b"\n")
    with failures_reported(lambda _: UploadRefusedError("broken")):
        head = json.loads(line)
        if "refused" in head:
            raise UploadRefusedError(head["refused"], **head["params"])
        return Inspected(content, head["media_type"], head["pages"])
