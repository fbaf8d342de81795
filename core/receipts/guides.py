"""The guide (办事指南) as a paper to take home before anything is filled in."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from core.receipts.models import ReceiptMatter


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """A material to bring: ``way`` is now, template (the office's text does) or later."""

    name: str
    about: str
    way: str


@dataclass(frozen=True, slots=True)
class SparedMaterial:
    """A material that need not be brought: ``source`` has it, or ``matter`` makes it."""

    name: str
    about: str
    source: str
    matter: str = ""


@dataclass(frozen=True, slots=True)
class GuidePaper:
    """What a guide says on the day on which it is told.

    ``due_on`` is the day on which all is done if everything is accepted on that day; it is not
    certain while the holidays until then are not announced. ``number`` and ``code`` open the
    visit that was kept, until ``kept_until``; there are none where visits are not kept.
    """

    template: ClassVar[str] = "guide"
    theme_name: str
    told_on: date
    matters: tuple[ReceiptMatter, ...]
    entries: int
    materials: tuple[GuideMaterial, ...]
    spared: tuple[SparedMaterial, ...]
    working_days: int
    due_on: date | None = None
    due_is_certain: bool = True
    number: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    kept_until: date | None = None

    @property
    def paid_for(self) -> tuple[ReceiptMatter, ...]:
        """Return the matters that cost something."""
        return tuple(matter for matter in self.matters if matter.cost)
