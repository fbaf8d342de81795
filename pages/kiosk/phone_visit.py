"""What the page on a phone remembers: names of what was given, until it is closed."""

from dataclasses import dataclass, field

from core.errors import ServiceError


@dataclass
class PhoneVisit:
    """One phone at one link."""

    given: list[str] = field(default_factory=list)
    refused: list[tuple[str, ServiceError]] = field(default_factory=list)
    drawn: int = 0
