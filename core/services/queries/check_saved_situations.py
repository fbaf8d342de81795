"""Check the saved situations of a theme in some catalogue."""

from core.themes.editing.situations import keep_situations, without_situations
from core.themes.exchanging.situation_files import situations_in
from core.themes.plans import ThemePlan
from core.themes.saved_situations import SituationCheck, check_situations

__all__ = ["SituationCheck", "ThemePlan", "check_situations", "plan_with_situations"]


def plan_with_situations(plan: ThemePlan, raw: bytes) -> ThemePlan:
    """Return the plan of a theme that keeps the situations of a file in the place of its own.

    Raises:
        SituationFileError: If the file cannot be read.
    """
    kept = keep_situations(situations_in(raw))(without_situations(plan.theme))
    return ThemePlan(kept, plan.catalogue)
