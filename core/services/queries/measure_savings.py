"""What the themes save, cause by cause."""

from core.catalogue.catalogue import Catalogue
from core.handouts.charts import vega_lite_of
from core.handouts.saving_report import (
    SavingsTold,
    department_chart,
    fall_chart,
    saving_report_of,
)
from core.themes.saving import Cause, Fall, SavingReport, ThemeSaving, measure_savings

__all__ = [
    "Catalogue",
    "Cause",
    "Fall",
    "SavingReport",
    "SavingsTold",
    "ThemeSaving",
    "department_chart",
    "fall_chart",
    "measure_savings",
    "saving_report_of",
    "vega_lite_of",
]
