"""Read a catalogue from a directory, check it, and plan one of its themes."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_package
from core.catalogue.findings import Finding
from core.catalogue.nearness import near_codes
from core.catalogue.packages import Package, files_of, is_catalogue_file, read_package
from core.catalogue.revising import Changes
from core.themes.plans import ThemePlan

__all__ = [
    "Catalogue",
    "Changes",
    "Finding",
    "Package",
    "ThemePlan",
    "check_package",
    "files_of",
    "is_catalogue_file",
    "near_codes",
    "plan_theme",
    "read_package",
]


def plan_theme(package: Package, code: str) -> ThemePlan:
    """Return the plan of a theme that a catalogue has."""
    return ThemePlan(package.catalogue.themes[code], package.catalogue)
