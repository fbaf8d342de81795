"""Minutes of the newest round of a theme, for staff on screen and for whoever runs commands."""

from datetime import date

from core.errors import UnknownThemeError
from core.handouts.evidence_tables import figure_table, source_table
from core.handouts.models import Handout
from core.handouts.round_minutes import RoundTold, minutes_of
from core.i18n import translate
from core.ports import Stores
from core.services.access_log import members_by_name
from core.services.confirming_rounds import department_names, round_of, theme_name
from core.staff.permissions import CLOCK_NAME
from core.themes.confirming.evidence import RoundEvidence
from core.themes.confirming.words import element_words

__all__ = ["RoundEvidence", "figure_table", "minutes_in", "source_table"]


def minutes_in(stores: Stores, code: str, *, locale: str, today: date, number: int = 0) -> Handout:
    """Return the minutes of the newest round of a theme, or of an older one.

    Raises:
        UnknownThemeError: If there never was a round of such a theme.
    """
    found = round_of(stores, code, number)
    if found is None:
        raise UnknownThemeError(code=code)
    catalogue = stores.catalogue.read().catalogue
    members = {name: member.display_name for name, member in members_by_name(stores).items()}
    clock = translate("designer.rounds.clock", locale)
    return minutes_of(
        RoundTold(
            code=code,
            name=theme_name(stores, code),
            round=found,
            words={
                element.key: element_words(element, catalogue, locale) for element in found.elements
            },
            departments=department_names(stores),
            members={**members, CLOCK_NAME: clock},
            told_on=today,
            locale=locale,
        )
    )
