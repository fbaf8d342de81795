"""Which version of a theme is in effect today, and whether it can be begun or handed in."""

from datetime import date

from core.errors import ThemeArchivedError
from core.ports import Stores
from core.themes.terms import life_of


def offered_versions(stores: Stores, day: date) -> dict[str, int]:
    """Return the versions that can be begun on a day, by code and in its order."""
    terms = stores.terms.every()
    offered: dict[str, int] = {}
    for code, newest in stores.themes.latest_numbers().items():
        life = life_of(terms.get(code, ()))
        version = life.version_on(newest, day)
        if version and life.may_begin(day):
            offered[code] = version
    return offered


def replaced_themes(stores: Stores, day: date) -> dict[str, tuple[str, ...]]:
    """Return the codes of the themes that are archived on a day, by what replaces them."""
    replaced: dict[str, tuple[str, ...]] = {}
    for code, terms in stores.terms.every().items():
        life = life_of(terms)
        if life.archived and life.archived.replaced_by and not life.may_begin(day):
            by = life.archived.replaced_by
            replaced[by] = (*replaced.get(by, ()), code)
    return replaced


def expect_may_hand_in(stores: Stores, code: str, day: date) -> None:
    """Refuse an application of a theme that was archived, once its grace is over.

    Raises:
        ThemeArchivedError: If it is, naming what replaces it.
    """
    life = life_of(stores.terms.of(code))
    if life.archived is None or life.may_hand_in(day):
        return
    name = stores.themes.latest(code).theme.name
    other, instead = life.archived.replaced_by, ""
    if other in offered_versions(stores, day):
        instead = stores.themes.latest(other).theme.name
    raise ThemeArchivedError(name=name, instead=instead)
