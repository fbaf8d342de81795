"""A folder of plain files, copied as they lie there and written as they came."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import BackupError, disk_failures_reported
from core.ports import Chunks, Member

_PART = re.compile(r"[\w%~-][\w%~.-]{0,250}", re.ASCII)
"""What a part of a name may be: nothing that begins with a dot, so neither . nor .."""
_PIECE = 1024 * 1024


class PlainFolder:
    """Implements :class:`core.ports.StoredFolder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def members(self) -> Iterator[Member]:
        """Yield each file as it is; links, and names that begin with a dot, are none of ours.

        Raises:
            BackupError: If the folder or a file cannot be read.
        """
        with disk_failures_reported("unreadable", self._folder):
            for path in _files_in(self._folder):
                try:
                    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
                except FileNotFoundError:
                    continue  # let go of in the meantime
                with os.fdopen(handle, "rb") as file:
                    name = path.relative_to(self._folder).as_posix()
                    yield name, _pieces(path, file)

    def is_empty(self) -> bool:
        """Say whether there is nothing in it."""
        with disk_failures_reported("unreadable", self._folder):
            return not os.path.lexists(self._folder) or not any(self._folder.iterdir())

    def set_aside(self, suffix: str) -> None:
        """Give it another name, beside its own.

        Raises:
            BackupError: If that cannot be done.
        """
        with disk_failures_reported("not_written", self._folder):
            self._folder.rename(self._folder.with_name(f"{self._folder.name}.{suffix}"))

    def write(self, name: str, content: Chunks) -> None:
        """Write a file for its owner alone; there must be none of that name.

        Raises:
            BackupError: If the name leads elsewhere, or it cannot be written.
        """
        parts = name.split("/")
        if not all(map(_PART.fullmatch, parts)):
            raise BackupError("damaged")
        path = self._folder.joinpath(*parts)
        with disk_failures_reported("not_written", path):
            _make_folder(path.parent)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.writelines(content)

    def finish(self) -> None:
        """Force everything to disk: once for all files is much faster than once for each."""
        os.sync()


def _pieces(path: Path, file: BinaryIO) -> Iterator[bytes]:
    with disk_failures_reported("unreadable", path):
        while piece := file.read(_PIECE):
            yield piece


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in found:
        if not _PART.fullmatch(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it for their owner alone."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)
