"""What the page where scenarios are written remembers of the one in the making."""

from dataclasses import dataclass, field
from typing import Any

from core.training.models import PlayedStep


@dataclass
class ScriptMemory:
    """The text in the making, of which scenario and revision; ``drawn`` names its widgets anew.

    ``shown`` is what widgets of entries said when they were drawn, so that only what somebody
    changes is written. ``amiss`` is what went otherwise in a play that this text took over.
    """

    code: str = ""
    revision: int = 0
    text: str = ""
    drawn: int = 0
    shown: dict[str, Any] = field(default_factory=dict)
    amiss: tuple[PlayedStep, ...] | None = None

    def take(self, text: str) -> None:
        """Go on with another text."""
        self.text = text
        self.drawn += 1
        self.shown.clear()
        self.amiss = None

    def key(self, name: str) -> str:
        """Return the key of a widget of this drawing."""
        return f"{name}_{self.drawn}"
