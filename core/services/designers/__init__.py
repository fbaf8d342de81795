"""What policy staff do: put themes together, look at what comes out, publish."""

from core.services.designers.lists import LibraryMatter, PublishedVersion, ThemeSummary
from core.services.designers.preview_theme import ThemePreview
from core.services.designers.service import DesignerService

__all__ = ["DesignerService", "LibraryMatter", "PublishedVersion", "ThemePreview", "ThemeSummary"]
