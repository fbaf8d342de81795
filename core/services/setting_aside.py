"""One spoilt record stops nothing but itself: it is set aside and told, and all others go on.

The operator finds it in the log, policy staff on their first page; nothing uses it until it is
as it was written again.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from core.catalogue.models import Theme
from core.errors import AlteredRecordError, InvalidThemeError
from core.ports import Draft, Stores
from core.services.theme_documents import theme_of
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
        tell_set_aside(str(error.params["what"]))
        return None


def newest_versions(stores: Stores) -> dict[str, ThemeVersion]:
    """Return the newest version of every published theme, by code, without spoilt ones."""
    numbers = stores.themes.latest_numbers()
    read = {code: unless_spoilt(_reader(stores, code, n)) for code, n in numbers.items()}
    return {code: version for code, version in read.items() if version is not None}


def sound_drafts(stores: Stores) -> dict[str, tuple[Draft, Theme]]:
    """Return every draft that describes a theme, with it, by code."""
    found: dict[str, tuple[Draft, Theme]] = {}
    for draft in stores.themes.drafts():
        try:
            found[draft.code] = (draft, theme_of(draft.document))
        except InvalidThemeError:
            tell_set_aside(f"theme_draft {draft.code}")
    return found


def _reader(stores: Stores, code: str, number: int) -> Callable[[], ThemeVersion]:
    return lambda: stores.themes.version(code, number)


@lru_cache(maxsize=1024)
def tell_set_aside(what: str) -> None:
    """Tell the operator once, however often it is come across."""
    _log.log(logging.ERROR, "Set aside, as it is no longer as it was written: %s", what)
