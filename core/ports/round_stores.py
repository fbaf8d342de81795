"""What is kept of rounds in which departments confirm a theme."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from core.themes.confirming.models import RoundAction, RoundEvent


class RoundStore(Protocol):
    """Keeps the events of rounds, theme by theme; nothing of them is ever changed."""

    def themes(self) -> tuple[str, ...]:
        """Return the codes of the themes that have had a round, in order."""

    def events(self, theme: str, *, to_change: bool = False) -> tuple[RoundEvent, ...]:
        """Return everything that was written down, in order.

        With ``to_change`` nobody else adds to it until the transaction ends.
        """

    def append(
        self,
        theme: str,
        action: RoundAction,
        details: Mapping[str, Any],
        *,
        at: datetime,
        by: str,
    ) -> None:
        """Add one event after those that there are; the caller holds the theme's events."""
