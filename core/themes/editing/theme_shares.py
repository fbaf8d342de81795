"""In what share of a theme's situations its matters are in force and its questions asked."""

from collections.abc import Sequence
from threading import RLock

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Condition, Theme
from core.situations.shares import Contradiction, SituationShares
from core.themes.editing.conditions import conditions_in, inclusions


class ThemeShares:
    """Counts the situations of one theme, each count once; threads that share it take turns.

    Args:
        theme: The theme.
        catalogue: What its questions can be answered with.
    """

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        asked: dict[str, list[Condition | None]] = {}
        for question in theme.questions:
            asked.setdefault(question.question, []).append(question.ask_when)
        self._theme = theme
        self._turn = RLock()
        self._situations = SituationShares(
            asked, theme.fixed_answers, catalogue.questions, tuple(conditions_in(theme, catalogue))
        )

    def of_matter(self, matter: str) -> str:
        """Return the share in which a matter is in force, as it is shown; "" if not counted."""
        return self.of_conditions(
            *(inclusion.when for inclusion in inclusions(self._theme, matter))
        )

    def of_conditions(self, *conditions: Condition | None) -> str:
        """Return the share in which one of some conditions holds, as it is shown."""
        with self._turn:
            share = self._situations.share(conditions)
        return "" if share is None else percent(share.numerator, share.denominator)

    def contradiction(self, parts: Sequence[Condition]) -> Contradiction | None:
        """Return why parts that all have to hold never do; nothing where they can."""
        with self._turn:
            return self._situations.contradiction(parts)


def percent(part: int, whole: int) -> str:
    """Return a share in percent; what is not nothing, or not everything, does not look so.

    Examples:
        >>> percent(3, 8), percent(0, 3), percent(1, 1), percent(1, 900), percent(899, 900)
        ('38', '0', '100', '<1', '>99')
    """
    rounded = (200 * part + whole) // (2 * whole)
    if part and not rounded:
        return "<1"
    if part < whole and rounded == 100:
        return ">99"
    return str(rounded)
