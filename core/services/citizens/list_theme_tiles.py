"""List the themes that can be chosen."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from core.ports import Clock, Stores, Transaction
from core.services.setting_aside import unless_spoilt
from core.services.theme_lives import offered_versions, replaced_themes
from core.themes.publishing import ThemeVersion
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class ThemeTile:
    """A theme as people choose it; ``replaces`` names themes that it stands in the place of."""

    code: str
    name: str
    version: int
    audience_kind: str
    audience: str
    matters: int
    replaces: tuple[str, ...] = ()


class ListThemeTiles:
    """Lists the published themes that are in effect today."""

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock
        self._tiles = TileShelf()

    def __call__(self) -> tuple[ThemeTile, ...]:
        """Return the published themes to choose from."""
        with self._transaction() as stores:
            return self._tiles.of(stores, day_of(self._clock()))


def tile_of(version: ThemeVersion) -> ThemeTile:
    """Return how a published theme is shown."""
    theme = version.theme
    return ThemeTile(
        theme.code,
        theme.name,
        version.version,
        theme.audience_kind,
        theme.audience,
        len({included.matter for included in theme.matters}),
    )


class TileShelf:
    """Keeps tiles: a published version never changes, so each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], ThemeTile] = {}

    def of(self, stores: Stores, day: date) -> tuple[ThemeTile, ...]:
        """Return the tiles of the versions in effect on a day, without those that are spoilt."""
        offered = (self._tile(stores, *key) for key in offered_versions(stores, day).items())
        tiles = {tile.code: tile for tile in offered if tile is not None}
        for by, codes in replaced_themes(stores, day).items():
            if by in tiles:
                tiles[by] = replace(tiles[by], replaces=self._names(stores, codes))
        return tuple(tiles.values())

    def _names(self, stores: Stores, codes: tuple[str, ...]) -> tuple[str, ...]:
        numbers = stores.themes.latest_numbers()
        found = (self._tile(stores, code, numbers[code]) for code in codes if code in numbers)
        return tuple(tile.name for tile in found if tile is not None)

    def _tile(self, stores: Stores, code: str, number: int) -> ThemeTile | None:
        if (code, number) not in self._known:
            version = unless_spoilt(partial(stores.themes.version, code, number))
            if version is not None:
                self._known[code, number] = tile_of(version)
        return self._known.get((code, number))
