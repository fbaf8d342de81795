"""What is kept of a theme in the making, and of the files of the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.themes.editing.changed_parts import ChangedPart


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme in the making: plain data in catalogue format 1, saved as it stands.

    ``revision`` counts the saves; somebody who saves over a newer revision is told.
    """

    code: str
    document: Mapping[str, Any]
    revision: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One step of a draft: who changed what, and when.

    ``kind`` is what was done, as ``designer.step.KIND`` names it. The lowest number is where the
    steps begin; ``undone`` are those that were taken back and can be done again.
    """

    number: int
    kind: str
    changes: tuple[ChangedPart, ...]
    saved_at: datetime
    saved_by: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of the library as it stands, with who changed it last, and when."""

    content: bytes
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """One change of a file of the library: what it became; nothing where it was removed."""

    number: int
    content: bytes | None
    changed_at: datetime
    changed_by: str
    reason: str
