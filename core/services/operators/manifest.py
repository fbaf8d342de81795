"""What a backup says of itself, and how the names within it begin."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
HEADS = "heads/"
FILES = "files/"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What has to be known before anything is restored.

    Examples:
        >>> from datetime import UTC
        >>> made = Manifest(datetime(2026, 11, 29, tzinfo=UTC), "sqlite", "0013")
        >>> Manifest.read(made.as_bytes()) == made
        True
    """

    made_at: datetime
    database: str
    revision: str
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        """Return it as it stands in an archive."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}).encode()

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return what was written; members that a later format adds are left out."""
        said: dict[str, Any] = json.loads(content)
        made_at = datetime.fromisoformat(said["made_at"])
        return cls(made_at, said["database"], said["revision"], said["format"])
