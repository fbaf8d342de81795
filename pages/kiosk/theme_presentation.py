"""How themes look on the tiles; the words and icons are an asset, so that no theme is known here.

A theme that the asset does not have shows its own name and the default icon.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from core.services.citizens import NamedTile, ThemeTile
from pages.shared.translating import said

_FILE = Path(__file__).parents[2] / "assets" / "kiosk" / "themes.json"


@cache
def _looks() -> dict[str, Any]:
    looks: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return looks


def icon_of(code: str) -> str:
    """Return the name of a theme's icon."""
    looks = _looks()
    return str(looks.get(code, looks["default"])["icon"])


def spoken_name(code: str, official: str, locale: str) -> str:
    """Return a theme's name as people say it, else its official one."""
    return str(_looks().get(code, {}).get(locale) or said(official, code))


def group_name(audience_kind: str, locale: str) -> str:
    """Return the heading of a group of themes."""
    return str(_looks()["groups"].get(audience_kind, {}).get(locale, audience_kind))


def group_place(audience_kind: str) -> tuple[int, str]:
    """Return where a group of themes stands: in the order of the asset, others after it."""
    kinds = list(_looks()["groups"])
    return (kinds.index(audience_kind) if audience_kind in kinds else len(kinds), audience_kind)


def named(tile: ThemeTile, locale: str) -> NamedTile:
    """Return a theme with what it is called here, and what else people look for it by."""
    look = _looks().get(tile.code, {})
    return NamedTile(tile, spoken_name(tile.code, tile.name, locale), str(look.get("find", "")))
