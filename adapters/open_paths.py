"""Find what everybody on this machine can read, and close it where that is enough."""

import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import make_url

from adapters.settings import ROOT, Settings, refuse_unfit
from core.monitoring.production import Installation

_OTHERS = 0o007


def close_to_others(settings: Settings) -> tuple[str, ...]:
    """Take every right of others from what is kept, and return of what.

    A key that others could read is not mended by that: somebody may have it already.

    Raises:
        SettingsError: If keys are open, or something that is kept cannot be closed.
    """
    opened = [path for path in _kept(settings) if _is_open(path)]
    for path in opened:
        with suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
    found = Installation(
        secrets={},
        open_keys=[str(path) for path in _keys(settings) if _is_open(path)],
        open_data=[str(path) for path in opened if _is_open(path)],
    )
    refuse_unfit(found, settings.locale)
    return tuple(map(str, opened))


def _kept(settings: Settings) -> Iterable[Path]:
    """Yield what is kept: what lies in a folder is as closed as the folder."""
    yield settings.data_folder
    yield settings.heads_folder
    address = make_url(settings.database)
    if address.get_backend_name() == "sqlite" and address.database:
        yield from (Path(address.database + ending) for ending in ("", "-wal", "-shm"))


def _keys(settings: Settings) -> Iterable[Path]:
    yield ROOT / ".env"
    if settings.backup_key_file.name:
        yield settings.backup_key_file
    if not settings.data_keys.get_secret_value():
        yield settings.keys_file


def _is_open(path: Path) -> bool:
    """Say whether others have any right to it; what is not there is not open."""
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False
