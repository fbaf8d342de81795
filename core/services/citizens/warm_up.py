"""Work the themes out before anybody comes."""

from functools import partial

from core.services.citizens.consult import Consult
from core.services.citizens.list_theme_tiles import ListThemeTiles
from core.services.matter_stops import MatterStops
from core.services.setting_aside import unless_spoilt

_MOST_WARMED = 32


class WarmUp:
    """Works themes out."""

    def __init__(self, *, themes: ListThemeTiles, consult: Consult, stops: MatterStops) -> None:
        self._themes = themes
        self._consult = consult
        self._stops = stops

    def __call__(self) -> None:
        """Work the themes out, so that nobody waits for them; of very many only the first."""
        self._stops(())
        for tile in self._themes()[:_MOST_WARMED]:
            unless_spoilt(partial(self._consult, tile.code, tile.version, {}))
