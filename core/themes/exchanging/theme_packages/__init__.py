"""A theme with its part of the library as one file that others can check and take.

A package is a ZIP of a catalogue directory (format 1) and ``manifest.json``, which has the
SHA-256 of every file and of the whole. The same content is the same bytes.
"""

from core.themes.exchanging.theme_packages.parts import part_of_library
from core.themes.exchanging.theme_packages.reading import ThemePackage, read_theme_package
from core.themes.exchanging.theme_packages.taking import library_with
from core.themes.exchanging.theme_packages.writing import theme_package_of

__all__ = [
    "ThemePackage",
    "library_with",
    "part_of_library",
    "read_theme_package",
    "theme_package_of",
]
