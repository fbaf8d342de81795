"""Copy everything that an installation keeps into one encrypted archive, while it runs.

The order makes the copy agree with itself. Heads come first: they never tell of more than the
database that is copied later. Files come after the snapshot: whatever it names was on disk
before it was written (law 10), and is there for as long as a case has it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.ports import Archive, Clock, DatabaseCopier, DatabaseSnapshot, Member, StoredFolder
from core.services.operators.manifest import DATABASE, FILES, HEADS, MANIFEST, Manifest


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What an archive holds; it was read back before it got its name."""

    made_at: datetime
    database: str
    revision: str
    files: int
    heads: int
    size: int


@dataclass
class _Counted:
    """Members on their way into the archive, counted by how their names begin."""

    numbers: dict[str, int] = field(default_factory=lambda: {FILES: 0, HEADS: 0})

    def under(self, prefix: str, folder: StoredFolder) -> Iterator[Member]:
        for name, content in folder.members():
            self.numbers[prefix] += 1
            yield prefix + name, content


def back_up(
    database: DatabaseCopier,
    folders: Mapping[str, StoredFolder],
    archive: Archive,
    *,
    clock: Clock,
) -> BackupReport:
    """Write an archive and return what it holds; nobody at a kiosk waits for it.

    Args:
        database: The database of this installation.
        folders: Its folders, by how names of their files begin in the archive.
        archive: Where it goes.
        clock: What time it is.

    Raises:
        NoDatabaseError: If there is nothing to copy.
        BackupError: If it cannot be copied or written, or does not read back as it was written.
    """
    counted = _Counted()
    heads = [(name, list(content)) for name, content in counted.under(HEADS, folders[HEADS])]
    with database.snapshot() as snapshot:
        made = Manifest(clock(), database.kind, snapshot.revision)
        size = archive.write(_members(made, heads, counted.under(FILES, folders[FILES]), snapshot))
    numbers = counted.numbers
    return BackupReport(
        made_at=made.made_at,
        database=made.database,
        revision=made.revision,
        files=numbers[FILES],
        heads=numbers[HEADS],
        size=size,
    )


def _members(
    made: Manifest, heads: Iterable[Member], files: Iterator[Member], snapshot: DatabaseSnapshot
) -> Iterator[Member]:
    yield MANIFEST, [made.as_bytes()]
    yield from heads
    yield from files
    # Last, so that restoring it says that everything else is there.
    yield DATABASE, snapshot.content()
