"""Builds what reads and replaces the library, and what asks about its themes."""

from typing import TYPE_CHECKING

from adapters import telling
from building.designer import staff_context
from building.installation import CATALOGUE, ready_runtime, runtime
from core.catalogue.packages import Package, files_of
from core.services.queries.waiting_themes import unpublished_themes
from db.filling import fill_database

if TYPE_CHECKING:
    from core.services.designers.import_package import ImportPackage
    from core.services.designers.publish_first_versions import FirstVersion
    from core.services.library.load_catalogue import CatalogueLoading
    from core.services.queries.ask_about_themes import ThemeQueries


def catalogue_loading() -> "CatalogueLoading":
    """Return what takes newer catalogues into the library, over a database that is ready."""
    from core.services.library.load_catalogue import CatalogueLoading

    return CatalogueLoading(staff_context())


def package_import() -> "ImportPackage":
    """Return what takes themes from other installations, over a database that is ready."""
    from core.services.designers.import_package import ImportPackage

    return ImportPackage(staff_context())


def theme_queries() -> "ThemeQueries":
    """Return what answers questions about themes, over a database that is ready."""
    from core.services.queries.ask_about_themes import ThemeQueries

    return ThemeQueries(ready_runtime().transaction)


def current_package(*, drafts: bool = False) -> Package:
    """Return the library as it stands, with the themes as published or being worked on."""
    return theme_queries().package(drafts=drafts)


def publish_what_is_new() -> "tuple[FirstVersion, ...]":
    """Publish themes that nobody has published or worked on; return each with what came of it."""
    process, heard = runtime(), list["FirstVersion"]()
    tell = telling.first_versions_reported(process.settings.locale)

    def hear(version: "FirstVersion") -> None:
        tell(version)
        heard.append(version)

    files, at = (lambda: files_of(CATALOGUE)), process.clock()
    published = fill_database(process.engine, files, at=at, tell=hear)
    return tuple(version for version in heard if version.trouble or version.code in published)


def tell_unpublished() -> None:
    """Tell the operator which themes nobody can use yet."""
    process = runtime()
    with process.transaction() as stores:
        waiting = unpublished_themes(stores)
    telling.tell_unpublished(waiting, process.settings.locale)
