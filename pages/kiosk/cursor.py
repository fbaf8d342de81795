"""Where a visit stands, and what it is about to do on a page of its own."""

from dataclasses import dataclass, field
from enum import IntEnum

from core.services.citizens import IdentityCode, StepKind


class Step(IntEnum):
    """The six steps (六个一), after the choice of a theme."""

    WELCOME = 0
    QUESTIONS = 1
    GUIDE = 2
    FORM = 3
    MATERIALS = 4
    REVIEW = 5
    RECEIPT = 6


@dataclass(frozen=True, slots=True)
class Began:
    """Which page with how much work on it is shown since when, in seconds of a clock."""

    page: tuple[int, ...]
    work: StepKind | None
    number: int
    at: float


@dataclass(frozen=True, slots=True)
class Choosing:
    """For which field a region is chosen, what the field is called, and within which one."""

    place: str
    label: str
    above: str


@dataclass(frozen=True, slots=True)
class Picturing:
    """For which field a picture is taken, of which member (-1 where there is one value)."""

    place: str
    label: str
    member: int = -1

    @property
    def code(self) -> str:
        """Return what tells it from other pictures."""
        return f"{self.place}.{self.member}"


@dataclass(frozen=True, slots=True)
class Identifying:
    """Whose number a phone is asked to confirm: the field, and the code that is shown."""

    holder: str
    code: IdentityCode


@dataclass(frozen=True, slots=True)
class OwnView:
    """Somebody looks at their own data: the code of the receipt, and what was just done."""

    code: str = field(default="", repr=False)
    said: str = ""
