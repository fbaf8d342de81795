"""Check the saved situations of a theme in some catalogue."""

from core.themes.plans import ThemePlan
from core.themes.saved_situations import SituationCheck, check_situations

__all__ = ["SituationCheck", "ThemePlan", "check_situations"]
