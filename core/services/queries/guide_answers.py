"""Guide somebody's answers: what applies, who is who, and on which days."""

from core.catalogue.findings import Finding, error
from core.themes.dating import DatedSchedule, dated
from core.themes.guides import Guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import PersonRole, guide_persons

__all__ = [
    "DatedSchedule",
    "Guide",
    "PersonRole",
    "ThemePlan",
    "dated",
    "guide_findings",
    "guide_persons",
]


def guide_findings(plan: ThemePlan, guide: Guide) -> tuple[Finding, ...]:
    """Return what is wrong with a theme, and with a schedule that cannot end."""
    circle = list(guide.schedule.circle)
    stuck = [error("precedence-cycle", plan.theme.code, matters=circle)] if circle else []
    return (*plan.findings, *stuck)
