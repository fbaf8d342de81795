"""Read a catalogue from a directory, check it, and plan one of its themes."""

from datetime import date

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import Report
from core.catalogue.checking import check_package as _check
from core.catalogue.findings import Finding
from core.catalogue.nearness import near_codes
from core.catalogue.packages import Package, files_of, is_catalogue_file, read_package
from core.catalogue.revising import Changes
from core.forms.deriving.checks import check_vocabulary
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


def check_package(package: Package, on: date | None = None) -> Report:
    """Return what a catalogue holds, and everything found in it as of a day."""
    rules = check_vocabulary(package.catalogue)
    return _check(package, more=[(("list", "elements.yaml"), rules)], on=on)


def plan_theme(package: Package, code: str) -> ThemePlan:
    """Return the plan of a theme that a catalogue has."""
    return ThemePlan(package.catalogue.themes[code], package.catalogue)
