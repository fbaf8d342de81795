"""What was published of a theme before."""

from functools import partial

from core.catalogue.models import Theme
from core.ports import Stores
from core.services.setting_aside import unless_spoilt
from core.themes.publishing import ThemeVersion


def latest_number(stores: Stores, code: str) -> int:
    """Return the number of the newest version, 0 if there is none."""
    return stores.themes.latest_numbers().get(code, 0)


def latest_version(stores: Stores, code: str) -> ThemeVersion | None:
    """Return the newest version, unless there is none or it is spoilt."""
    number = latest_number(stores, code)
    return unless_spoilt(partial(stores.themes.version, code, number)) if number else None


def earlier_themes(stores: Stores, code: str) -> tuple[Theme, ...]:
    """Return what a theme was before anybody's draft: as it is published, and in the library."""
    newest = latest_version(stores, code)
    published = (newest.theme,) if newest is not None else ()
    in_library = stores.catalogue.read().catalogue.themes.get(code)
    return (*published, in_library) if in_library else published
