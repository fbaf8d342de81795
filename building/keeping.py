"""Builds what keeps an installation in order: heads of the log, purging, backups, keys."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.head_files import FolderHeadStore
from adapters.keys import InstallationKeys, new_key
from adapters.settings import Settings, read_settings
from adapters.sweeping import repeat
from adapters.system import elapsed, now
from building.files import file_screening
from building.installation import file_store, ready_runtime, runtime, working_calendar
from building.kiosk import citizen_use_cases
from building.rooms import sweep_rooms
from building.secrets import data_keys, head_signer
from core.ports import Archive, Clock, StoredFolder
from db.copying import copier_of
from db.engine import open_engine

if TYPE_CHECKING:
    from core.privacy.retention import Retention
    from core.services.operators import (
        BackupReport,
        KeyReport,
        RestoreReport,
        Rotation,
        WrappedStores,
    )
    from core.services.operators.keep_heads import HeadKeeper
    from core.services.operators.purge import Purging
    from core.services.operators.verify_history import HistoryReport

_SWEPT_EVERY_SECONDS = 600
_PURGED_EVERY_SECONDS = 86400
_LOOKED_AGAIN_EVERY_SECONDS = 60
_HEAD_EVERY_SECONDS = 3600


def keep_sweeping() -> None:
    """Let go of what is over now and then, for whoever was cut off halfway (law 14)."""
    repeat("sweeping", citizen_use_cases().materials.leases.sweep, seconds=_SWEPT_EVERY_SECONDS)
    repeat("purging", _daily_purging().purge_unwatched, seconds=_PURGED_EVERY_SECONDS)
    repeat("screening", file_screening().look_again, seconds=_LOOKED_AGAIN_EVERY_SECONDS)
    repeat("reminding", _remind_rounds, seconds=_SWEPT_EVERY_SECONDS)
    repeat("sweeping training rooms", sweep_rooms, seconds=_SWEPT_EVERY_SECONDS)
    keep_heads()


def _remind_rounds() -> None:
    from core.services.operators.remind_rounds import remind_rounds

    process = runtime()
    remind_rounds(process.transaction, process.clock())


def keep_heads() -> Callable[[], None]:
    """Write a head each hour, and return what stops it."""
    return repeat("writing heads", partial(write_head, hourly=True), seconds=_HEAD_EVERY_SECONDS)


def write_head(*, hourly: bool = False) -> None:
    """Write a head of the log; what was altered is told to the operator and stops nobody else."""
    _head_keeper().write_unwatched(hourly=hourly)


@cache
def _head_keeper() -> "HeadKeeper":
    from core.services.operators.keep_heads import HeadKeeper

    process = ready_runtime()
    return HeadKeeper(
        hall=process.settings.hall,
        transaction=process.transaction,
        heads=_head_store(process.settings),
        signer=head_signer(process.settings, make=True),
        clock=process.clock,
    )


def _head_store(settings: Settings) -> FolderHeadStore:
    return FolderHeadStore(settings.heads_folder, hall=settings.hall)


def verified_history() -> "HistoryReport":
    """Return every difference in what is stored about cases; nothing is made or changed."""
    from core.services.operators.verify_history import verify_history
    from core.services.review_steps import ReviewRules
    from db.case_reader import SqlCaseReader

    settings = read_settings()
    keys = data_keys(settings, make=False)
    engine = open_engine(settings.database)
    try:
        return verify_history(
            SqlCaseReader(settings.database, hall=settings.hall, keyring=keys),
            heads=_head_store(settings),
            signer=head_signer(settings, make=False),
            files=file_store(settings, keys, engine),
            rules=ReviewRules(working_calendar(), settings.silent_kinds),
        )
    finally:
        engine.dispose()  # nobody may be connected when a backup comes back in its place


def retention() -> "Retention":
    """Return how long what is kept here."""
    return read_settings().periods


@cache
def purging() -> "Purging":
    """Return what removes what is past its period, when somebody asks for it."""
    return _purging_by(runtime().clock)


@cache
def _daily_purging() -> "Purging":
    from core.visits.steady import SteadyClock

    return _purging_by(SteadyClock(runtime().clock, elapsed))


def _purging_by(clock: Clock) -> "Purging":
    from core.services.operators.purge import Purging

    process, held = runtime(), citizen_use_cases().materials.leases
    return Purging(
        transaction=process.transaction,
        held=held,
        clock=clock,
        retention=process.settings.periods,
    )


def key_report() -> "KeyReport":
    """Return which keys there are, and how much is under each; nothing is made or changed."""
    from core.services.operators import look_at_keys

    return look_at_keys(*_wrapped())


def rotated_keys(line: str) -> "Rotation":
    """Bring everything under the newest key: the one that is given, or one that is made."""
    from core.services.operators import rotate_keys

    return rotate_keys(*_wrapped(), make=fresh_key, line=line)


def drop_key(name: str) -> None:
    """Take a key away that nothing is under."""
    from core.services import operators

    operators.drop_key(*_wrapped(), name)


def fresh_key() -> str:
    """Return a key that nobody has yet, as it stands in a setting or a file."""
    return new_key(now().date())


def _wrapped() -> "tuple[InstallationKeys, WrappedStores]":
    from core.services.operators import WrappedStores
    from db.wrapped_keys import WrappedRows

    settings = read_settings()
    keys = data_keys(settings, make=False)
    engine = open_engine(settings.database, keyring=keys)
    return keys, WrappedStores(WrappedRows(engine, keys), file_store(settings, keys, engine))


def back_up_to(path: Path) -> "BackupReport":
    """Copy everything that is kept into an archive; nothing is made, migrated or changed."""
    from core.services.operators import back_up

    settings = read_settings()
    archive = _archive(settings, path, make=True)
    return back_up(copier_of(settings.database), _kept_folders(settings), archive, clock=now)


def restore_from(path: Path, *, force: bool) -> "RestoreReport":
    """Restore an archive where nothing is, or beside what is set aside."""
    from core.services.operators import restore_backup

    settings = read_settings()
    keys = data_keys(settings, make=False)
    _ = keys.newest  # before anything is written: without keys nothing could be read
    place, folders = copier_of(settings.database, keyring=keys), _kept_folders(settings)
    archive = _archive(settings, path, make=False)
    return restore_backup(archive, place, folders, clock=now, force=force)


def _archive(settings: Settings, path: Path, *, make: bool) -> Archive:
    from adapters.archives import FileArchive, backup_key

    return FileArchive(path, backup_key(settings, make=make))


def _kept_folders(settings: Settings) -> dict[str, StoredFolder]:
    from adapters.archives import PlainFolder
    from core.services.operators.manifest import FILES, HEADS

    kept = {HEADS: settings.heads_folder, FILES: settings.data_folder / "files"}
    return {name: PlainFolder(folder) for name, folder in kept.items()}
