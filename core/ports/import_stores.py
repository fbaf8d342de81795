"""What is kept of imports that somebody has not finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class KeptImport:
    """A spreadsheet that a person looks at, with what was decided of it so far, as plain data.

    ``name`` is that of its file; ``revision`` counts the saves of what was decided. The store
    gives the ``id``.
    """

    id: str
    username: str
    department: str
    name: str
    state: Mapping[str, Any]
    revision: int
    begun_at: datetime
    saved_at: datetime


class ImportStore(Protocol):
    """Keeps the imports of each person until they are finished or discarded."""

    def of(self, username: str) -> tuple[KeptImport, ...]:
        """Return the imports of a person, those begun first before others, without their files."""

    def get(self, import_id: str) -> KeptImport | None:
        """Return an import, if there is one."""

    def content(self, import_id: str) -> bytes | None:
        """Return its spreadsheet."""

    def add(self, kept: KeptImport, content: bytes) -> KeptImport:
        """Insert an import with its spreadsheet; return it with an id of its own."""

    def save(self, kept: KeptImport) -> bool:
        """Write what was decided; say whether nobody else had written since its revision."""

    def remove(self, import_id: str) -> bool:
        """Remove an import; say whether it was there."""
