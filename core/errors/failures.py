"""The one place where what a library fails with becomes an error that is told (law 19).

A file from outside can make a library fail in more ways than anybody can list: zlib, expat,
json, decimal, openpyxl, Pillow and pypdf each have their own. A reader therefore puts
its calls of libraries, and nothing else, inside :func:`failures_reported` and says which refusal
is raised instead; where in the file it went wrong is found here.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from core.errors.families import ServiceError

_log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """What a library failed with: the kind of its exception, and where, as ``line:column``.

    The exception's own message is left out: it may quote what is in the file, and it is
    written for programmers.
    """

    kind: str
    place: str = ""


@contextmanager
def failures_reported(refusal: Callable[[Failure], ServiceError]) -> Iterator[None]:
    """Raise a refusal instead of whatever a library fails with; told errors pass unchanged.

    Args:
        refusal: Returns the error to raise. The failure says what happened, and where.

    Examples:
        >>> import json
        >>> with failures_reported(lambda failure: ServiceError(at=failure.place)):
        ...     json.loads("[1, ?]")
        Traceback (most recent call last):
        ...
        core.errors.families.ServiceError: error.unknown (at='1:5')
    """
    try:
        yield
    except ServiceError:
        raise
    except Exception as error:  # see above: only this module catches everything
        failure = Failure(type(error).__name__, place_of(error))
        _log.info("Refused: %s at %s", failure.kind, failure.place or "an unknown place")
        raise refusal(failure) from None


def nothing_if_it_fails(call: Callable[[], Result]) -> Result | None:
    """Return what a library finds, or nothing where it fails and that is no reason to refuse.

    Examples:
        >>> nothing_if_it_fails(lambda: int("3")), nothing_if_it_fails(lambda: int("three"))
        (3, None)
    """
    try:
        return call()
    except Exception as error:
        _log.info("Left out: %s", type(error).__name__)
        return None


def place_of(error: Exception) -> str:
    """Return where in a file an exception says that it happened, if it does.

    Examples:
        >>> place_of(KeyError("a")), place_of(UnicodeDecodeError("utf-8", b"ab", 1, 2, "?"))
        ('', 'byte 2')
    """
    if isinstance(error, UnicodeError):
        return f"byte {getattr(error, 'start', 0) + 1}"
    line, column = _position_of(error)
    if not isinstance(line, int):
        return ""
    return f"{line}:{column}" if isinstance(column, int) else str(line)


def _position_of(error: Any) -> tuple[Any, Any]:
    """Return line and column: expat calls them ``position``, json has one of each."""
    position = getattr(error, "position", None)
    if isinstance(position, tuple) and len(position) == 2:
        return position
    return getattr(error, "lineno", None), getattr(error, "colno", None)
