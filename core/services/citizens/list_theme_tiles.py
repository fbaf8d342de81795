"""List the themes that can be chosen."""

from dataclasses import dataclass
from functools import partial

from core.ports import Stores, Transaction
from core.services.setting_aside import unless_spoilt
from core.themes.publishing import ThemeVersion


@dataclass(frozen=True, slots=True)
class ThemeTile:
    """A theme as people choose it."""

    code: str
    name: str
    version: int
    audience_kind: str
    audience: str
    matters: int


class ListThemeTiles:
    """Lists the published themes."""

    def __init__(self, *, transaction: Transaction) -> None:
        self._transaction = transaction
        self._tiles = TileShelf()

    def __call__(self) -> tuple[ThemeTile, ...]:
        """Return the published themes to choose from."""
        with self._transaction() as stores:
            return self._tiles.of(stores)


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

    def of(self, stores: Stores) -> tuple[ThemeTile, ...]:
        """Return the tiles of the newest versions, without those that are spoilt."""
        newest = stores.themes.latest_numbers().items()
        for code, number in newest:
            if (code, number) not in self._known:
                version = unless_spoilt(partial(stores.themes.version, code, number))
                if version is not None:
                    self._known[code, number] = tile_of(version)
        return tuple(self._known[key] for key in newest if key in self._known)
