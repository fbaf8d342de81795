"""What a correction notice (补正告知书) is made of."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from core.materials.keys import DocumentKey


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right on one matter's form or among its materials.

    ``place`` is a field's code of that form (``F03``), or a material (``document@subject``);
    ``label`` names it as the department does, ``wrong`` and ``remedy`` say what is the matter
    with it and how it is mended.
    """

    place: str
    label: str
    wrong: str = field(repr=False)
    remedy: str = field(repr=False)

    @property
    def material(self) -> DocumentKey | None:
        """Return the material that mends it; words do where there is none."""
        return DocumentKey.parse(self.place)


@dataclass(frozen=True, slots=True)
class Correction:
    """A fault that the applicant was told, and what came of it.

    ``number`` counts how often this place was pointed at; ``answer`` are the applicant's words,
    or the digest of the file that was handed in.
    """

    matter: str
    number: int
    fault: Fault
    asked_by: str
    asked_at: datetime
    until: date
    answer: str = field(default="", repr=False)
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it is the applicant's turn."""
        return self.answered_at is None

    def as_row(self, position: int) -> dict[str, Any]:
        """Return it as it is kept and sealed, at its place among all of a case."""
        row = asdict(self)
        return {**row.pop("fault"), **row, "position": position}
