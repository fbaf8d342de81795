"""Give an empty database its first content: the library, and a first version of each theme."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from core.catalogue.packages import Catalogue
from core.themes.plans import ThemePlan
from core.themes.publishing import ThemeVersion, checksum_of, snapshot_of
from db.catalogue_store import SqlCatalogueStore
from db.engine import wait_for_others
from db.failures import failures_told
from db.theme_store import SqlThemeStore

AUTHOR = "catalogue"


def fill_database(
    engine: Engine, files: Callable[[], Mapping[str, bytes]], *, at: datetime
) -> tuple[str, ...]:
    """Fill the library if it is empty and publish what never was; return the codes published.

    Themes with matters that are missing or still being catalogued wait for somebody to
    finish them.
    Two processes may do this at once: the second waits, and finds nothing to do.
    """
    with failures_told(), Session(engine) as session, session.begin():
        wait_for_others(session.connection())
        library, themes = SqlCatalogueStore(session), SqlThemeStore(session)
        if library.is_empty():
            library.replace(files(), at=at, by=AUTHOR)
        published = themes.published_codes()
        versions = tuple(_first_versions(library.read().catalogue, published, at))
        for version in versions:
            themes.publish(version)
    return tuple(version.code for version in versions)


def _first_versions(
    catalogue: Catalogue, published: Collection[str], at: datetime
) -> Iterator[ThemeVersion]:
    for code, theme in catalogue.themes.items():
        if code not in published and not ThemePlan(theme, catalogue).findings:
            yield ThemeVersion(
                code=code,
                version=1,
                theme=theme,
                catalogue=catalogue,
                checksum=checksum_of(snapshot_of(theme, catalogue)),
                published_at=at,
                published_by=AUTHOR,
            )
