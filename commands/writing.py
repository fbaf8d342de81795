"""Write files, all or none."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from commands.inputs import refuse


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, so that a full disk leaves no half of them."""
    waiting: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
            waiting.append((name, path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o644)
        while waiting:
            name, path = waiting.pop(0)
            Path(name).replace(path)
    except OSError as error:
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        refuse("command.output.not_written", file=path, reason=reason)
