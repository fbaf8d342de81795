"""Everything that is held of somebody in one case, shown and printed (个人信息保护法 45)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from core.privacy.requests import RightRequest


@dataclass(frozen=True, slots=True)
class HeldPart:
    """One part under its title: lines of what it is and what it says."""

    title: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry that can be asked to be corrected, with what it says now."""

    place: str
    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeldData:
    """What is held in one case. ``consents`` are those that stand and can be withdrawn."""

    template: ClassVar[str] = "held_data"
    case_number: str
    theme: str
    received_at: datetime
    parts: tuple[HeldPart, ...]
    entries: tuple[HeldEntry, ...]
    consents: tuple[str, ...]
    requests: tuple[RightRequest, ...]
    has_code: bool
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class CaseLook:
    """A member of the staff who looked at a case, and when."""

    at: datetime
    who: str
    department: str = ""


Looks = Callable[[str], tuple[CaseLook, ...]]
"""Returns who of the staff looked at a case, by its number: whatever keeps the access log."""


def nobody_looked(case_number: str) -> tuple[CaseLook, ...]:
    """Return nothing: where no access log is kept."""
    return ()
