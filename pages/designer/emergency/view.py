"""What the page of forms on paper keeps between two runs."""

from dataclasses import dataclass, field
from datetime import datetime

from core.services.officers.paper_forms import EntryCode


@dataclass
class EmergencyView:
    """What is said once, and what opens the visit that was laid ready last.

    ``done`` counts what was done; each time gives the entries of the page new, empty places.
    ``asks_sure`` says that a time long ago is to be confirmed, ``proposed`` is the time of receipt
    that stood there first.
    """

    said: str = ""
    number: str = ""
    code: EntryCode | None = field(default=None, repr=False)
    done: int = 0
    asks_sure: bool = False
    proposed: datetime | None = None

    def take_said(self) -> str:
        """Return what is to be said once."""
        said, self.said = self.said, ""
        return said
