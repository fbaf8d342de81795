"""The words that the board in the browser says by itself."""

from collections.abc import Mapping

from core.i18n import DEFAULT_LOCALE, messages_of
from pages.designer.workspace import Workspace

_WORDS = (
    "catalogue",
    "search",
    "found",
    "nothing",
    "theme",
    "count",
    "how",
    "how_more",
    "empty",
    "empty_how",
    "grip",
    "add",
    "remove",
    "add_of",
    "remove_of",
    "up",
    "down",
    "up_of",
    "down_of",
    "toggle",
    "open",
    "open_of",
    "placed",
    "removed",
)
_KEPT = {name: f"{{{name}}}" for name in ("name", "n", "total", "share")}
"""Places that the board fills in itself."""


def board_words(workspace: Workspace, room: str = "board") -> Mapping[str, str]:
    """Return every word by the name under which a board asks for it.

    A board of other things than matters says some words in its own way: those of ``room``.
    """
    known = messages_of(DEFAULT_LOCALE)
    rooms = {word: room if f"designer.{room}.{word}" in known else "board" for word in _WORDS}
    return {word: workspace.say(f"{rooms[word]}.{word}", **_KEPT) for word in _WORDS}
