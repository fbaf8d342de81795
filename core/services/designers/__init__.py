"""What policy staff do: put themes together, look at what comes out, publish."""

from core.catalogue.catalogue import Catalogue
from core.services.designers.list_themes import PublishedVersion, ThemeSummary
from core.services.designers.preview_theme import ThemePreview
from core.services.designers.read_library import LibraryMatter
from core.services.designers.use_cases import DesigningUseCases, designing_use_cases

__all__ = [
    "Catalogue",
    "DesigningUseCases",
    "LibraryMatter",
    "PublishedVersion",
    "ThemePreview",
    "ThemeSummary",
    "designing_use_cases",
]
