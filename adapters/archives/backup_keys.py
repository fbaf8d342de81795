"""Which key seals backups: one of their own by setting or file, or one that the secret gives."""

import stat
from pathlib import Path

from adapters.head_signing import lasting_secret
from adapters.purpose_keys import Purpose, purpose_key
from adapters.settings import SHORTEST_SECRET, Environment, Settings
from core.errors import BackupError


def backup_key(settings: Settings, *, make: bool = False) -> bytes:
    """Return the key, from where whoever can restore has it too.

    Args:
        settings: Those of this installation.
        make: Whether a demo makes itself a secret where it has none.

    Raises:
        BackupError: If there is none, or its file can be read by others.
    """
    if settings.backup_key_file.name:
        return _read(settings.backup_key_file)
    if given := settings.backup_key.get_secret_value():
        return given.encode()
    if secret := settings.secret_key.get_secret_value():
        return purpose_key(secret.encode(), Purpose.BACKUPS)
    own = settings.data_folder / "secret"
    is_demo = settings.environment is Environment.DEMO
    if make and is_demo and own.parent.is_dir():
        lasting_secret("", own, make=True)
    if is_demo and own.is_file():
        return purpose_key(_read(own), Purpose.BACKUPS)
    raise BackupError("no_key")


def _read(file: Path) -> bytes:
    try:
        mode, key = file.stat().st_mode, file.read_bytes().strip()
    except OSError as error:
        raise BackupError("unreadable", file=file, why=error.strerror) from error
    if stat.S_IMODE(mode) & 0o077:
        raise BackupError("key_open", file=file)
    if len(key) < SHORTEST_SECRET:
        raise BackupError("key_short", file=file, least=SHORTEST_SECRET)
    return key
