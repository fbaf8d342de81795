"""What a virus scanner said of a file, kept by its digest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ScreenState(StrEnum):
    """How a file stands: nobody could look yet, nothing was found, or it is kept from everybody."""

    WAITING = "waiting"
    CLEAN = "clean"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Screened:
    """A file that a scanner was to look at: what was found, if anything, and when that was."""

    digest: str
    state: ScreenState
    at: datetime
    finding: str = ""
