"""Encrypted archives, and the folders that are copied into them."""

from adapters.archives.archive_files import FileArchive
from adapters.archives.backup_keys import backup_key
from adapters.archives.stored_folders import PlainFolder

__all__ = ["FileArchive", "PlainFolder", "backup_key"]
