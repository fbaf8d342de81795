"""Compare a scenario as separate matters with its theme, as a catalogue has it."""

from core.catalogue.catalogue import Catalogue
from core.errors import UnknownThemeError
from core.themes.plans import ThemePlan
from core.training.comparing import ScenarioComparison, compare_scenario
from core.training.models import Scenario


def compare_with_theme(scenario: Scenario, catalogue: Catalogue) -> ScenarioComparison:
    """Return what the people of a scenario are spared.

    Raises:
        UnknownThemeError: If the catalogue has no such theme.
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    theme = catalogue.themes.get(scenario.theme)
    if theme is None:
        raise UnknownThemeError(code=scenario.theme)
    return compare_scenario(scenario, ThemePlan(theme, catalogue))
