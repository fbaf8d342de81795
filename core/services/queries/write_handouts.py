"""Write what people circulate about a theme: guide, merged form, materials, situations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.handouts.models import Handout, ThemeTold
from core.handouts.themes import THEME_HANDOUTS
from core.i18n import DEFAULT_LOCALE
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan

__all__ = ["HANDOUT_NAMES", "Handout", "theme_handout"]

HANDOUT_NAMES = tuple(THEME_HANDOUTS)
"""What can be written about a theme, by name."""


def theme_handout(
    name: str,
    plan: ThemePlan,
    answers: Mapping[str, Any],
    told_on: date,
    *,
    locale: str = DEFAULT_LOCALE,
    standing: str = "",
) -> Handout:
    """Return a handout about a theme in one situation.

    Args:
        name: Which one, of ``HANDOUT_NAMES``.
        plan: The theme.
        answers: The situation.
        told_on: The day that stands on it.
        locale: The language of its words; names of the catalogue are as they are.
        standing: Which draft or version the theme is, in words.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    guide = guide_theme(plan, answers)
    return THEME_HANDOUTS[name].write(ThemeTold(plan, guide, told_on, locale, standing))
