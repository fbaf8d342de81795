"""The words that the board in the browser says by itself."""

from collections.abc import Mapping

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


def board_words(workspace: Workspace) -> Mapping[str, str]:
    """Return every word by the name under which the board asks for it."""
    return {word: workspace.say(f"board.{word}", **_KEPT) for word in _WORDS}
