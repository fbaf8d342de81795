"""What the themes save, cause by cause."""

from core.themes.saving import Cause, Fall, SavingReport, ThemeSaving, measure_savings

__all__ = ["Cause", "Fall", "SavingReport", "ThemeSaving", "measure_savings"]
