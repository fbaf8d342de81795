"""A stop as it is presented, and whose matter it is about."""

from dataclasses import dataclass, field

from core.services.citizens.drafts import ApplicationDraft
from core.training.presenting import Stop


@dataclass(frozen=True, slots=True)
class PresentedStop:
    """A stop, and the draft of the kiosk as it is when the stop is shown."""

    stop: Stop
    draft: ApplicationDraft = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfficeOfMatter:
    """What a matter is called, and the department that decides it."""

    matter: str
    department: str
    office: str
