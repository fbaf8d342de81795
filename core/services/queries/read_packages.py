"""Say what a package of a theme means over a catalogue, without any database."""

from core.catalogue.catalogue import Catalogue
from core.ports import Draft
from core.services.designers.import_package import PackageComparison, compare_package
from core.themes.exchanging.theme_packages import read_theme_package

__all__ = ["Draft", "PackageComparison", "compare_with_catalogue"]


def compare_with_catalogue(content: bytes, catalogue: Catalogue) -> PackageComparison:
    """Return what taking a package into a catalogue would mean.

    Raises:
        NotThemePackageError: If it is none, or was altered.
    """
    package = read_theme_package(content)
    known = catalogue.themes.get(package.theme.code)
    return compare_package(package, catalogue, known, package.theme.code)
