"""What a backup is made of: a database, folders of files, and the archive that holds them."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

Chunks = Iterable[bytes]
Member = tuple[str, Chunks]
"""A name within an archive, and content that is read piece by piece, once."""


class DatabaseSnapshot(Protocol):
    """A database as it was at one moment, while others go on writing."""

    @property
    def revision(self) -> str:
        """Return the newest migration that it had."""

    def content(self) -> Chunks:
        """Return what :meth:`DatabaseCopier.restore` takes."""


class DatabaseCopier(Protocol):
    """Copies a database as a whole, and never makes one in order to look into it."""

    @property
    def kind(self) -> str:
        """Return ``sqlite`` or ``postgresql``: an archive of one is not restored to the other."""

    def snapshot(self) -> AbstractContextManager[DatabaseSnapshot]:
        """Open the database as it is now, or raise :class:`~core.errors.NoDatabaseError`."""

    def knows(self, revision: str) -> bool:
        """Say whether this version of the program can go on from a migration."""

    def is_empty(self) -> bool:
        """Say whether there is nothing that restoring could overwrite."""

    def set_aside(self, suffix: str) -> None:
        """Keep what is there under another name; refuse while somebody works with it."""

    def restore(self, content: Chunks) -> None:
        """Write a database as it was: all of it, or none."""

    def upgrade(self) -> None:
        """Bring what was restored up to this version of the program."""


class StoredFolder(Protocol):
    """A folder whose files are copied as they lie there."""

    def members(self) -> Iterator[Member]:
        """Yield each file with its name within the folder; one that went meanwhile is left out."""

    def is_empty(self) -> bool:
        """Say whether there is nothing that restoring could overwrite."""

    def set_aside(self, suffix: str) -> None:
        """Keep what is there under another name."""

    def write(self, name: str, content: Chunks) -> None:
        """Write a file; a name that leads out of the folder is refused."""

    def finish(self) -> None:
        """Force everything that was written to disk."""


class Archive(Protocol):
    """One encrypted file."""

    def write(self, members: Iterable[Member]) -> int:
        """Write it, read it back, and only then give it its name; return how many bytes it has."""

    def members(self) -> Iterator[Member]:
        """Yield what it holds in the order written; what was altered or cut off is refused."""
