"""What the page on a phone remembers: names of what was given, until it is closed."""

from dataclasses import dataclass, field

from pages.kiosk.uploading import Refused


@dataclass
class PhoneVisit:
    """One phone at one link."""

    given: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    drawn: int = 0
