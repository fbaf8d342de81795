"""Look whether the disk takes what is handed in."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryFile

from core.monitoring.health import Check

_MEGABYTE = 1024 * 1024


def disk_check(folder: Path, *, least_megabytes: int) -> Check:
    """Say whether a folder is there, can be written durably, and has room. It is never made."""
    if not folder.is_dir():
        return Check("disk", "absent")
    try:
        if shutil.disk_usage(folder).free < least_megabytes * _MEGABYTE:
            return Check("disk", "full")
        with TemporaryFile(dir=folder) as file:
            file.write(b"ready?")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return Check("disk", "unwritable")
    return Check("disk")
