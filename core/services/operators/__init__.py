"""Use cases of whoever runs the installation."""

from core.services.operators.back_up import BackupReport, back_up
from core.services.operators.restore_backup import RestoreReport, restore_backup

__all__ = ["BackupReport", "RestoreReport", "back_up", "restore_backup"]
