"""The site on which departments publish their matters, and what was pulled from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.catalogue.published_matters import PublishedMatter

PULL = ""
"""Under no matter's code stands that a pull took place."""


@dataclass(frozen=True, slots=True)
class PulledMatters:
    """All matters of a site, as they were at one moment; ``snapshot`` names it."""

    snapshot: str
    matters: tuple[PublishedMatter, ...]


class MatterSite(Protocol):
    """A matter-publishing site (事项发布系统)."""

    def pull(self) -> PulledMatters:
        """Return all of its matters, or none.

        Raises:
            MatterSiteError: If there is no whole answer that can be used.
        """


class PullAction(StrEnum):
    """What happened to a matter of a site."""

    PULLED = "pulled"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PullEvent:
    """One thing that happened; ``number`` counts what happened to the same matter.

    ``content`` is what the site said, as JSON, where it was pulled.
    """

    code: str
    number: int
    action: PullAction
    content: str
    at: datetime
    by: str
    reason: str = ""


class PullStore(Protocol):
    """Keeps what was pulled and what was decided about it; nothing of it is ever changed."""

    def newest(self) -> Mapping[str, tuple[PullEvent, ...]]:
        """Return, by code, the newest pull of each matter with what followed it."""

    def of(self, code: str) -> tuple[PullEvent, ...]:
        """Return the newest pull of one matter with what followed it."""

    def add(self, event: PullEvent) -> None:
        """Add what happened.

        Raises:
            StoreBusyError: If something else happened to it at the same moment.
        """
