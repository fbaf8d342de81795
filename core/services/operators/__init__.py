"""Use cases of whoever runs the installation."""

from core.services.operators.back_up import BackupReport, back_up
from core.services.operators.restore_backup import RestoreReport, restore_backup
from core.services.operators.rotate_keys import (
    KeyReport,
    Rotation,
    WrappedStores,
    drop_key,
    look_at_keys,
    rotate_keys,
)

__all__ = [
    "BackupReport",
    "KeyReport",
    "RestoreReport",
    "Rotation",
    "WrappedStores",
    "back_up",
    "drop_key",
    "look_at_keys",
    "restore_backup",
    "rotate_keys",
]
