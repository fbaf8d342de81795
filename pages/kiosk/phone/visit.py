"""What the page on a phone remembers until it is closed."""

from dataclasses import dataclass, field

from core.services.citizens import OpenedReceipt
from pages.kiosk.uploading import Refused


@dataclass
class PhoneVisit:
    """One phone at one link: names of what was given, the receipt that was opened.

    ``address`` is how phones reach the kiosk.
    """

    given: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    drawn: int = 0
    receipt: OpenedReceipt | None = None
    address: str = ""
