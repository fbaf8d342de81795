"""The worker's side of :mod:`adapters.decoding`: look at one file, within limits, and answer.

It is a process of its own, that knows no secret and writes no file, and ends with the answer.
"""

import json
import resource
import sys
from typing import Any

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect

_MEGABYTE = 1024 * 1024
_LIBRARIES_MEGABYTES = 1_000
"""What programs and the memory that they only reserve take up of the address space."""
_OPEN_FILES = 64


def main(megabytes: int, seconds: int) -> None:
    """Read a file from standard input, and write what is kept of it to standard output."""
    _limit(megabytes, seconds)
    try:
        kept = inspect(sys.stdin.buffer.read())
    except UploadRefusedError as refusal:
        _answer({"refused": refusal.reason, "params": refusal.params})
    else:
        _answer({"media_type": kept.media_type, "pages": kept.pages}, kept.content)


def _limit(megabytes: int, seconds: int) -> None:
    # At the first limit the process is told which it was, at the second it is gone.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    limits = {
        resource.RLIMIT_DATA: megabytes * _MEGABYTE,
        resource.RLIMIT_AS: (megabytes + _LIBRARIES_MEGABYTES) * _MEGABYTE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def _answer(head: dict[str, Any], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
