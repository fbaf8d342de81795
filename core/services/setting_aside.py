"""One spoilt record stops nothing but itself: it is set aside and told, and all others go on.

The operator finds it in the log, policy staff on their first page; nothing uses it until it is
as it was written again.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from core.errors import AlteredRecordError
from core.ports import Stores
from core.themes.publishing import ThemeVersion

_log = logging.getLogger(__name__)
Found = TypeVar("Found")


def unless_spoilt(read: Callable[[], Found]) -> Found | None:
    """Return a record, or nothing where it is no longer as it was written; that is told.

    Examples:
        >>> unless_spoilt(lambda: 3)
        3
    """
    try:
        return read()
    except AlteredRecordError as error:
        _tell(str(error.params["what"]))
        return None


def newest_versions(stores: Stores) -> dict[str, ThemeVersion]:
    """Return the newest version of every published theme, by code, without spoilt ones."""
    numbers = stores.themes.latest_numbers()
    read = {code: unless_spoilt(_reader(stores, code, n)) for code, n in numbers.items()}
    return {code: version for code, version in read.items() if version is not None}


def spoilt_versions(stores: Stores) -> tuple[str, ...]:
    """Return which published themes are set aside, as they are named to the operator."""
    sound = newest_versions(stores)
    numbers = stores.themes.latest_numbers()
    return tuple(f"{code} · v{n}" for code, n in numbers.items() if code not in sound)


def _reader(stores: Stores, code: str, number: int) -> Callable[[], ThemeVersion]:
    return lambda: stores.themes.version(code, number)


@lru_cache(maxsize=1024)
def _tell(what: str) -> None:
    """Tell the operator once, however often it is come across."""
    _log.log(logging.ERROR, "Set aside, as it is no longer as it was written: %s", what)
