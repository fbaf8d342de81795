"""What policy staff do: put themes together, look at what comes out, publish."""

from core.services.designer.lists import LibraryMatter, PublishedVersion, ThemeSummary
from core.services.designer.preview_theme import ThemePreview
from core.services.designer.service import DesignerService

__all__ = ["DesignerService", "LibraryMatter", "PublishedVersion", "ThemePreview", "ThemeSummary"]
