"""Restore an archive into an empty place, or beside what is kept under another name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.errors import BackupError
from core.ports import Archive, Chunks, Clock, DatabaseCopier, StoredFolder
from core.services.operators.manifest import DATABASE, FILES, FORMAT, HEADS, MANIFEST, Manifest


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored; ``set_aside`` is how names of what was there before end now."""

    made_at: datetime
    revision: str
    files: int
    heads: int
    set_aside: str


def restore_backup(
    archive: Archive,
    database: DatabaseCopier,
    folders: Mapping[str, StoredFolder],
    *,
    clock: Clock,
    force: bool = False,
) -> RestoreReport:
    """Restore everything, then bring the database up to this version of the program.

    The whole archive is read before anything is written. The database comes last: without it
    nothing starts, so that a place where this was interrupted is not taken for whole.

    Args:
        archive: What to restore.
        database: Where its database goes.
        folders: Where its files go, by how their names in the archive begin.
        clock: What time it is, for the name of what is set aside.
        force: Whether to set aside what is there, instead of refusing.

    Raises:
        BackupError: If it cannot be restored, and why. What is there is never removed.
    """
    made = _look_through(archive)
    _expect_fitting(made, database)
    suffix = _make_room(database, folders, clock=clock, force=force)
    numbers = dict.fromkeys(folders, 0)
    for name, content in archive.members():
        if name == DATABASE:
            for folder in folders.values():
                folder.finish()
            database.restore(content)
        elif name != MANIFEST:
            numbers[_write(folders, name, content)] += 1
    database.upgrade()
    return RestoreReport(made.made_at, made.revision, numbers[FILES], numbers[HEADS], suffix)


def _look_through(archive: Archive) -> Manifest:
    made = None
    names = set()
    for name, content in archive.members():
        names.add(name)
        if name == MANIFEST:
            made = _read(b"".join(content))
        else:
            for _ in content:
                pass
    if made is None or DATABASE not in names:
        raise BackupError("damaged")
    return made


def _read(content: bytes) -> Manifest:
    try:
        return Manifest.read(content)
    except (ValueError, TypeError, KeyError):
        raise BackupError("newer", revision="?") from None  # it was genuine all the same


def _expect_fitting(made: Manifest, database: DatabaseCopier) -> None:
    if made.format > FORMAT or not database.knows(made.revision):
        raise BackupError("newer", revision=made.revision)
    if made.database != database.kind:
        raise BackupError("other_database", made=made.database, here=database.kind)


def _make_room(
    database: DatabaseCopier, folders: Mapping[str, StoredFolder], *, clock: Clock, force: bool
) -> str:
    places: tuple[DatabaseCopier | StoredFolder, ...] = (database, *folders.values())
    used = [place for place in places if not place.is_empty()]
    if not used:
        return ""
    if not force:
        raise BackupError("not_empty")
    suffix = f"replaced_{clock():%Y%m%d_%H%M%S}"
    for room in used:
        room.set_aside(suffix)
    return suffix


def _write(folders: Mapping[str, StoredFolder], name: str, content: Chunks) -> str:
    for prefix, folder in folders.items():
        if name.startswith(prefix):
            folder.write(name.removeprefix(prefix), content)
            return prefix
    raise BackupError("damaged")
